// The words of taking personal data out for good.
export const eraseZh = {
  action: '删除个人信息',
  erased: '个人信息已删除',
  verb: '删除个人信息',
  title: (name: string) => `删除「${name}」的个人信息？`,
  goes: '会依次完成',
  gone: '会删掉',
  stays: '会保留',
  steps: {
    retire: '停用账号，所有登录立即失效',
    retired: '账号已停用，登录已失效',
    unbind: (count: number) => `解绑 ${count} 个聊天账号`,
    unbound: '没有绑定的聊天账号',
    names: (events: number) => `删除姓名、账号、头像和密码，包括变更记录里的 ${events} 处`,
    numbers: (count: number) => `删除工单、报修和资料里的 ${count} 处电话`,
  },
  state: { done: '已完成', doing: '进行中', open: '未开始' },
  progress: '正在删除，请不要关闭',
  halted: '没有全部完成。已完成的步骤不用重做，点「继续」接着做。',
  resume: '继续',
  report: '已完成',
  reported: (count: number) => `同时删除其报修单里填写的所有电话（另有 ${count} 处）`,
  reportedHint: '前台代别人报修的，请不要勾选',
  done: {
    retired: '账号已停用，登录已失效',
    names: (events: number, connections: number) =>
      connections === 0
        ? `变更记录里 ${events} 处姓名和账号已删除`
        : `变更记录里 ${events} 处姓名和账号已删除，包括 ${connections} 个聊天应用的绑定记录`,
    numbers: (count: number) => `${count} 处电话已删除`,
    reporters: (count: number) => `${count} 位访客的资料已删除，登录已失效`,
    reports: (count: number) => `${count} 份待确认或可疑的提交已清空`,
  },
  guessable: (count: number) =>
    `其中 ${count} 条记录由旧版本写入，校验值里没有随机数：拿到整个数据库的人如果猜中了内容，可以用它验证。运行维护手册里有说明。`,
  work: (what: string) => `还有未完成的工单：${what}。请先转派，再删除。`,
  memberStays: [
    '工单、处理过程和评价，署名变成「已删除用户」',
    '工单文字和照片里写到、拍到的内容',
    '已经发到聊天软件里的消息、导出的表格、以前的备份',
  ],
  reporterGoes: ['这位报修人留下的所有电话', '待确认的提交：文字和照片', '和这台手机的联系，再报修时是一位新访客'],
  reporterStays: [
    '已经成为工单的报修：文字、照片和处理过程，署名变成「已删除用户」',
    '已经发到聊天软件里的消息、导出的表格、以前的备份',
  ],
  reason: '原因',
  reasonHint: '会留在记录里，不要写姓名和电话',
  reasons: ['本人申请', '离职或搬离', '误录'],
  confirm: (name: string) => `删除后无法恢复。请输入「${name}」确认`,
  directory: '如果仍在企业通讯录里，下次同步会作为新成员出现；请先在通讯录里移除。',
};
export type EraseText = typeof eraseZh;
