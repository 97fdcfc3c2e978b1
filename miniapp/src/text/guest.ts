// The words for whoever has no account: the page behind a public code, what waits, and the link of a report.
import type { Language } from '../lib/language';
import type { Notice } from './report';

export type GuestWords = typeof zh;

const zh = {
  title: '扫码报修',
  looking: '正在打开报修页',
  haveAccount: '我有账号',
  wechat: '微信一键登录',
  call: '打电话',
  again: '再试一次',
  closed: {
    off: { title: '这里暂时不能免登录报修', hint: '登录后可以报；着急就打电话' },
    retired: { title: '这个位置或设备已停用', hint: '请扫现在的码；着急就打电话' },
    unknown: { title: '没有这个码对应的地方', hint: '标签可能是旧的。登录后手动选位置，或告诉物业' },
    torn: { title: '这个码看不清', hint: '可能破损了，或者不是派单的码。再扫一次' },
  } as Record<'off' | 'retired' | 'unknown' | 'torn', Notice>,
  noCode: { title: '扫码就能报', hint: '扫墙上或设备上的码，不用注册，20 秒报完' } as Notice,
  scan: '扫一扫',
  nearby: (ago: string, what: string) => `这里${ago}已有人报修：${what}`,
  nearbyHint: '是同一件事就点“我也是”，不用再报',
  meToo: '我也是',
  meTooDone: '已记下，谢谢',
  ago: (minutes: number) =>
    minutes < 1
      ? '刚刚'
      : minutes < 60
        ? ` ${minutes} 分钟前`
        : minutes < 1440
          ? ` ${Math.floor(minutes / 60)} 小时前`
          : ` ${Math.floor(minutes / 1440)} 天前`,
  trap: '请留空',
  link: {
    title: '跟踪链接',
    hint: '存下这个链接，换手机、换浏览器也能看进度。有链接的人都能看这一单，请只发给自己人',
    copy: '复制链接',
    copied: '已复制',
    share: '发给自己',
    failed: '没有复制成功，可长按链接复制',
  },
  held: {
    title: '已收到，待物业确认',
    hint: '物业看过后会变成正式工单，这里会显示单号',
    spam: '物业没有受理这次提交',
    spamHint: '如果确实有事，请打电话说明',
    released: '物业已确认',
    track: '查看进度',
    again: '再报一件',
    wait: '待物业确认',
    refused: '未受理',
  },
  follow: {
    title: '查看进度',
    over: {
      title: '这个链接打不开',
      hint: '可能已过期（结束 30 天后失效），或没有复制完整。可以重新扫码，或打电话查询',
    } as Notice,
    other: (name: string) => `现在登录的是“${name}”`,
    otherHint: '这个链接是免登录提交的报修。打开它会退出现在的账号',
    open: '退出并打开',
    home: '回首页',
  },
  mine: {
    guest: '免登录报修',
    signIn: '我有账号，去登录',
    hint: '在这台设备上免登录提交的报修都在这里。清除浏览器数据会丢失，请存好跟踪链接',
  },
};

const en: GuestWords = {
  title: 'Report',
  looking: 'Opening the page',
  haveAccount: 'I have an account',
  wechat: 'Sign in with WeChat',
  call: 'Call',
  again: 'Try again',
  closed: {
    off: { title: 'No reports without an account here', hint: 'Sign in to report, or call if it is urgent' },
    retired: { title: 'This place or asset is out of use', hint: 'Scan the present code, or call if it is urgent' },
    unknown: {
      title: 'Nothing belongs to this code',
      hint: 'The label may be old. Sign in and choose the place by hand, or tell the property office',
    },
    torn: { title: 'This code cannot be read', hint: 'It may be torn, or not one of ours. Scan it again' },
  },
  noCode: { title: 'Scan to report', hint: 'The code on a wall or an asset: no account, 20 seconds' },
  scan: 'Scan',
  nearby: (ago, what) => `Reported here ${ago}: ${what}`,
  nearbyHint: 'If it is the same thing, say so instead of reporting twice',
  meToo: 'Me too',
  meTooDone: 'Noted, thank you',
  ago: (minutes) =>
    minutes < 1
      ? 'just now'
      : minutes < 60
        ? `${minutes} min ago`
        : minutes < 1440
          ? `${Math.floor(minutes / 60)} h ago`
          : `${Math.floor(minutes / 1440)} d ago`,
  trap: 'Leave empty',
  link: {
    title: 'Your link',
    hint: 'Keep it: it shows the progress on any phone or browser. Whoever has it sees this report, so share it with care',
    copy: 'Copy the link',
    copied: 'Copied',
    share: 'Send it to yourself',
    failed: 'It could not be copied: press the link and hold',
  },
  held: {
    title: 'Received, to be looked at',
    hint: 'Once somebody has looked at it, it becomes a ticket and its number shows here',
    spam: 'This report was not taken',
    spamHint: 'If there is something wrong, please call',
    released: 'Accepted',
    track: 'See progress',
    again: 'Report another',
    wait: 'To be looked at',
    refused: 'Not taken',
  },
  follow: {
    title: 'Progress',
    over: {
      title: 'This link leads nowhere',
      hint: 'It may be over (30 days after the end), or not whole. Scan the code again, or call',
    },
    other: (name) => `You are signed in as “${name}”`,
    otherHint: 'This link is of a report without an account. To open it, you are signed out',
    open: 'Sign out and open',
    home: 'Home',
  },
  mine: {
    guest: 'Without an account',
    signIn: 'I have an account',
    hint: 'What was reported from this device without an account. Clearing the browser’s data loses it: keep the links',
  },
};

export const guestWords: Readonly<Record<Language, GuestWords>> = { 'zh-CN': zh, en };
