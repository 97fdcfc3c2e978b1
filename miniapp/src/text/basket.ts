// Words of what waits on this phone, and of what was refused. Chinese first, English beside it.
import type { Language } from '../lib/language';

type BasketWords = typeof zh;

const zh = {
  retry: '现在发送',
  photos: (count: number) => `${count} 张照片`,
  empty: { title: '都发出去了', hint: '没有网络时做的操作会先保存在这里', action: '返回' },
  made: (clock: string) => `${clock} 操作`,
  sawTitle: '你操作时',
  nowTitle: '现在',
  gone: '现在的工单看不到了',
  phase: '状态',
  node: '环节',
  assignee: '处理人',
  nobody: '无',
  anyway: '仍然发送',
  drop: '放弃',
  comment: '改为评论',
  dropped: '放弃后不能恢复',
  dropSure: '确定放弃',
  told: (action: string, clock: string) => `${clock} 离线时操作“${action}”，没有生效`,
  others: (count: number) => `另一个账号还有 ${count} 项，等它登录后发出`,
  behind: '等上面那一项决定后发出',
};

const en: BasketWords = {
  retry: 'Send now',
  photos: (count) => (count === 1 ? '1 photo' : `${count} photos`),
  empty: { title: 'Everything is sent', hint: 'What you do without network waits here', action: 'Back' },
  made: (clock) => `Done at ${clock}`,
  sawTitle: 'When you did it',
  nowTitle: 'Now',
  gone: 'The ticket cannot be seen any more',
  phase: 'State',
  node: 'Step',
  assignee: 'Handler',
  nobody: 'Nobody',
  anyway: 'Send anyway',
  drop: 'Drop it',
  comment: 'Keep as a comment',
  dropped: 'Dropping cannot be undone',
  dropSure: 'Drop it now',
  told: (action, clock) => `“${action}” at ${clock} without network had no effect`,
  others: (count) => `${count} of another account go once it signs in`,
  behind: 'Goes after the decision above',
};

export const basketWords: Readonly<Record<Language, BasketWords>> = { 'zh-CN': zh, en };
