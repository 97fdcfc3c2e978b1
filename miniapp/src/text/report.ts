// The words of reporting, in both languages.
import type { WorkKind } from '@paidan/shared/model/ticket';
import type { Language } from '../lib/language';

export type Notice = { readonly title: string; readonly hint: string };
export type ReportWords = {
  readonly title: string;
  readonly loading: string;
  readonly kind: string;
  readonly scan: string;
  readonly scanHint: string;
  readonly scanAgain: string;
  readonly byHand: string;
  readonly here: string;
  readonly code: {
    readonly torn: Notice;
    readonly unknown: Notice;
    readonly retired: Notice;
    readonly foreign: Notice;
    readonly foreignOf: (org: string) => string;
    readonly failed: Notice;
    readonly leave: string;
    readonly again: string;
  };
  readonly similar: {
    readonly title: (count: number) => string;
    readonly hint: string;
    readonly look: string;
  };
  /** The title of what was only said. */
  readonly spoken: string;
  readonly submit: string;
  readonly submitting: string;
  readonly fix: (count: number) => string;
  readonly noTemplate: Notice;
  readonly mayNot: Notice;
  readonly done: {
    readonly title: string;
    readonly kept: string;
    readonly keptHint: string;
    /** It has gone out meanwhile. */
    readonly gone: string;
    readonly mine: string;
    readonly next: Record<WorkKind, string>;
    readonly by: (when: string) => string;
    readonly tell: string;
    readonly told: (count: number) => string;
    readonly notTold: string;
    readonly track: string;
    readonly again: string;
  };
};

export const reportWords: Readonly<Record<Language, ReportWords>> = {
  'zh-CN': {
    title: '报修',
    loading: '正在准备表单',
    kind: '报什么',
    scan: '扫一扫',
    scanHint: '扫墙上或设备上的码，位置自动填好',
    scanAgain: '换一个',
    byHand: '手动选位置',
    here: '报修位置',
    code: {
      torn: { title: '这个码看不清', hint: '可能破损了，或者不是派单的码。再扫一次，或手动选位置' },
      unknown: { title: '没有这个码对应的地方', hint: '标签可能是旧的。手动选位置，并请告诉管理员' },
      retired: { title: '这个位置或设备已停用', hint: '手动选现在的位置，照样可以报修' },
      foreign: { title: '这是另一个组织的码', hint: '退出后登录那个组织再报修，或者扫自己组织的码' },
      foreignOf: (org) => `这是「${org}」的码`,
      failed: { title: '没查到这个码', hint: '网络不好。再试一次，或手动选位置，没网也能提交' },
      leave: '换组织登录',
      again: '再查一次',
    },
    similar: {
      title: (count) => `这里已有 ${count} 件没处理完的报修`,
      hint: '是同一件事就点进去补充，不用再报',
      look: '看看',
    },
    spoken: '语音报修',
    submit: '提交',
    submitting: '正在提交…',
    fix: (count) => `还有 ${count} 项要补充`,
    noTemplate: { title: '还没有可以报的类型', hint: '请管理员先发布一个工单模板' },
    mayNot: { title: '你的账号不能报修', hint: '需要报修权限，请联系管理员' },
    done: {
      title: '已提交',
      kept: '已保存在手机里',
      keptHint: '现在没有网络。联网后自动提交，不用再报一次',
      gone: '网络恢复，已经提交上去了',
      mine: '看我的报修',
      next: {
        dispatch: '下一步：安排师傅',
        offer: '下一步：师傅接单',
        task: '下一步：师傅处理',
        accept: '下一步：验收',
        rate: '下一步：评价',
      },
      by: (when) => `承诺${when} 前完成`,
      tell: '进度用微信通知我',
      told: (count) => `好的，会通知你（${count} 类消息）`,
      notTold: '没有订阅。随时回来这里看进度',
      track: '查看进度',
      again: '再报一件',
    },
  },
  en: {
    title: 'Report',
    loading: 'Preparing the form',
    kind: 'What kind',
    scan: 'Scan',
    scanHint: 'Scan the code on the wall or the asset: the place fills itself in',
    scanAgain: 'Change',
    byHand: 'Choose the place by hand',
    here: 'Where',
    code: {
      torn: {
        title: 'This code cannot be read',
        hint: 'It may be torn, or not one of ours. Scan again, or choose the place by hand',
      },
      unknown: {
        title: 'Nothing belongs to this code',
        hint: 'The label may be old. Choose the place by hand, and please tell the administrator',
      },
      retired: {
        title: 'This place or asset is out of use',
        hint: 'Choose the present place by hand; you can report all the same',
      },
      foreign: {
        title: 'This code is another organization’s',
        hint: 'Sign out and sign in there, or scan a code of your own organization',
      },
      foreignOf: (org) => `This code is ${org}’s`,
      failed: {
        title: 'The code could not be looked up',
        hint: 'The network is poor. Try again, or choose the place by hand: it can be sent later',
      },
      leave: 'Sign in there',
      again: 'Try again',
    },
    similar: {
      title: (count) => (count === 1 ? 'One report here is still open' : `${count} reports here are still open`),
      hint: 'If it is the same thing, add to it instead of reporting twice',
      look: 'Look',
    },
    spoken: 'Reported by voice',
    submit: 'Submit',
    submitting: 'Submitting…',
    fix: (count) => (count === 1 ? 'One thing is missing' : `${count} things are missing`),
    noTemplate: { title: 'There is nothing to report yet', hint: 'An administrator must publish a template first' },
    mayNot: { title: 'Your account cannot report', hint: 'It needs the right to report; ask an administrator' },
    done: {
      title: 'Submitted',
      kept: 'Kept on the phone',
      keptHint: 'There is no network now. It is sent by itself later; do not report it twice',
      gone: 'The network is back, and it has been sent',
      mine: 'My reports',
      next: {
        dispatch: 'Next: a technician is chosen',
        offer: 'Next: a technician accepts',
        task: 'Next: a technician works on it',
        accept: 'Next: acceptance',
        rate: 'Next: rating',
      },
      by: (when) => `Promised by ${when}`,
      tell: 'Tell me the progress in WeChat',
      told: (count) => `You will be told (${count} kinds)`,
      notTold: 'Not subscribed. Come back here any time',
      track: 'See progress',
      again: 'Report another',
    },
  },
};
