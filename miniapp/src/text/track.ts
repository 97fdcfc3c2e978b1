// The words of following a report, in both languages.
import type { Language } from '../lib/language';
import type { Notice } from './report';

/** Where a report is, as whoever made it sees it. */
export type Stage =
  | 'dispatch'
  | 'offer'
  | 'accepted'
  | 'departed'
  | 'working'
  | 'acceptMe'
  | 'accept'
  | 'rateMe'
  | 'rate'
  | 'waiting'
  | 'closed'
  | 'cancelled';
export type Station = 'reported' | 'accepted' | 'arrived' | 'completed' | 'ended';

export type TrackWords = {
  readonly title: string;
  readonly loading: string;
  readonly stage: Record<Stage, string>;
  readonly station: Record<Station, string>;
  readonly promised: (when: string) => string;
  readonly late: (when: string) => string;
  readonly repaired: (when: string) => string;
  readonly ended: (when: string) => string;
  readonly handler: string;
  readonly call: string;
  readonly noPhone: string;
  readonly old: string;
  readonly waiting: string;
  /** Who hears of it: whoever has the work, or whoever is to give it out. */
  readonly urged: Record<'worker' | 'dispatcher', string>;
  readonly sent: Record<'comment' | 'cancel' | 'confirm' | 'reject' | 'rate', string>;
  readonly urge: string;
  /** In place of `urge`, until the next may follow. */
  readonly urgedAt: (clock: string) => string;
  readonly remark: string;
  readonly remarkHint: string;
  readonly cancel: string;
  readonly cancelTitle: string;
  readonly cancelReasons: readonly string[];
  readonly cancelSure: string;
  readonly keep: string;
  readonly confirmTitle: string;
  readonly confirmHint: string;
  readonly confirm: string;
  readonly reject: string;
  readonly rejectTitle: string;
  readonly rejectHint: string;
  readonly rejectSure: string;
  readonly rejectReasons: readonly string[];
  readonly rateTitle: string;
  readonly rate: string;
  readonly send: string;
  readonly sending: string;
  readonly photos: string;
  readonly voice: string;
  readonly more: string;
  readonly missing: string;
  readonly close: string;
  readonly story: string;
  readonly reported: string;
  readonly product: string;
  readonly minutes: (count: number) => string;
  readonly stars: (count: number) => string;
  readonly auto: string;
  readonly gone: Notice;
  readonly toMine: string;
};

export const trackWords: Readonly<Record<Language, TrackWords>> = {
  'zh-CN': {
    title: '报修进度',
    loading: '正在取进度',
    stage: {
      dispatch: '正在安排师傅',
      offer: '等师傅接单',
      accepted: '师傅已接单',
      departed: '师傅正赶来',
      working: '师傅正在处理',
      acceptMe: '修好了，请你验收',
      accept: '修好了，等验收',
      rateMe: '说说这次服务怎么样',
      rate: '等评价',
      waiting: '暂时挂起',
      closed: '已关闭',
      cancelled: '已取消',
    },
    station: { reported: '提交', accepted: '接单', arrived: '到场', completed: '完工', ended: '结束' },
    promised: (when) => `承诺${when} 前完成`,
    late: (when) => `承诺${when}，已超时，可以催办`,
    repaired: (when) => `${when} 完工`,
    ended: (when) => `${when} 结束`,
    handler: '处理人',
    call: '打电话',
    noPhone: '没有登记电话，可以写补充说明',
    old: '没有网络，这是上次看到的进度',
    waiting: '已保存在手机里，联网后自动发出',
    urged: {
      worker: '已催办，师傅会收到提醒',
      dispatcher: '已催办，调度员会收到提醒',
    },
    sent: {
      comment: '已补充，处理的人会看到',
      cancel: '已取消',
      confirm: '已验收',
      reject: '已退回，师傅会再来',
      rate: '谢谢评价',
    },
    urge: '催一下',
    urgedAt: (clock) => `已催 ${clock}`,
    remark: '补充',
    remarkHint: '补充情况，或留言给师傅',
    cancel: '取消',
    cancelTitle: '取消这次报修',
    cancelReasons: ['已经好了', '报错了', '改天再修'],
    cancelSure: '确定取消',
    keep: '先不取消',
    confirmTitle: '验收',
    confirmHint: '看过没问题就签名确认；没修好可以退回',
    confirm: '确认验收',
    reject: '没修好，退回',
    rejectTitle: '哪里没修好',
    rejectHint: '写给师傅看，拍张照更清楚',
    rejectSure: '退回返工',
    rejectReasons: ['问题还在', '没修完', '弄脏没收拾'],
    rateTitle: '评价',
    rate: '提交评价',
    send: '发送',
    sending: '正在发送…',
    photos: '照片',
    voice: '语音留言',
    more: '更多',
    missing: '请写一句',
    close: '关闭',
    story: '经过',
    reported: '报修内容',
    product: '系统',
    minutes: (count) => `用时 ${count} 分钟`,
    stars: (count) => `${count} 星`,
    auto: '超时未处理，自动确认',
    gone: { title: '看不到这件报修', hint: '可能不是你的，或链接不完整' },
    toMine: '看我的报修',
  },
  en: {
    title: 'Progress',
    loading: 'Loading the progress',
    stage: {
      dispatch: 'A technician is being chosen',
      offer: 'Waiting for a technician to accept',
      accepted: 'A technician has it',
      departed: 'The technician is on the way',
      working: 'The technician is at work',
      acceptMe: 'Repaired: please confirm',
      accept: 'Repaired, to be confirmed',
      rateMe: 'How was it?',
      rate: 'To be rated',
      waiting: 'On hold',
      closed: 'Closed',
      cancelled: 'Cancelled',
    },
    station: {
      reported: 'Sent',
      accepted: 'Taken',
      arrived: 'On site',
      completed: 'Fixed',
      ended: 'Ended',
    },
    promised: (when) => `Promised by ${when}`,
    late: (when) => `Promised by ${when}: overdue, you can urge`,
    repaired: (when) => `Repaired ${when}`,
    ended: (when) => `Ended ${when}`,
    handler: 'Handled by',
    call: 'Call',
    noPhone: 'No phone number is known; you can leave a remark',
    old: 'No network. This is the progress as last seen',
    waiting: 'Saved on the phone; it goes by itself once there is network',
    urged: {
      worker: 'Urged: the technician is reminded',
      dispatcher: 'Urged: the dispatcher is reminded',
    },
    sent: {
      comment: 'Added: whoever handles it will see it',
      cancel: 'Cancelled',
      confirm: 'Confirmed',
      reject: 'Sent back; the technician will return',
      rate: 'Thank you',
    },
    urge: 'Urge',
    urgedAt: (clock) => `Urged ${clock}`,
    remark: 'Add',
    remarkHint: 'Add something, or leave word for the technician',
    cancel: 'Cancel',
    cancelTitle: 'Cancel this report',
    cancelReasons: ['It works again', 'Reported by mistake', 'Another day'],
    cancelSure: 'Cancel it',
    keep: 'Not now',
    confirmTitle: 'Confirm',
    confirmHint: 'If all is well, sign; if not, send it back',
    confirm: 'Confirm',
    reject: 'Not fixed: send back',
    rejectTitle: 'What is not fixed',
    rejectHint: 'For the technician to read; a photo says more',
    rejectSure: 'Send back',
    rejectReasons: ['Still broken', 'Not finished', 'Left a mess'],
    rateTitle: 'Rating',
    rate: 'Send the rating',
    send: 'Send',
    sending: 'Sending…',
    photos: 'Photos',
    voice: 'Voice note',
    more: 'More',
    missing: 'Please write a line',
    close: 'Close',
    story: 'What happened',
    reported: 'The report',
    product: 'System',
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    stars: (count) => (count === 1 ? '1 star' : `${count} stars`),
    auto: 'Nobody answered in time: taken as confirmed',
    gone: { title: 'This report cannot be seen', hint: 'It may not be yours, or the link is incomplete' },
    toMine: 'My reports',
  },
};
