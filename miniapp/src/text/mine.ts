// The words of one's own reports and of who one is here, in both languages.
import type { Via } from '@paidan/shared/kinds';
import type { Language } from '../lib/language';
import type { Notice } from './report';

export type MineWords = {
  readonly title: string;
  readonly loading: string;
  readonly empty: Notice & { readonly action: string };
  readonly noSite: string;
  readonly due: (when: string) => string;
  readonly late: string;
  readonly toDo: string;
  readonly end: string;
  readonly more: string;
  readonly old: string;
  readonly me: string;
  readonly language: string;
  readonly notices: string;
  readonly noticesHint: string;
  readonly via: string;
  readonly vias: Readonly<Record<Via, string>>;
  readonly viaHint: Readonly<Record<Via, string>>;
  readonly always: string;
  readonly never: string;
  readonly password: {
    readonly title: string;
    readonly current: string;
    readonly next: string;
    readonly short: (least: number) => string;
    readonly hint: string;
    readonly save: string;
    readonly done: string;
  };
  readonly backToMine: string;
  readonly otherOrg: string;
  readonly signOut: string;
  readonly signOutSure: (waiting: number) => string;
  readonly signOutAnyway: string;
  readonly close: string;
  /** Of whoever has no account. */
  readonly guest: {
    readonly guest: string;
    readonly signIn: string;
    readonly signInAnyway: string;
    readonly moveSure: (org: string) => string;
    readonly moveAnyway: string;
    readonly hint: string;
  };
};

export const mineWords: Readonly<Record<Language, MineWords>> = {
  'zh-CN': {
    title: '我的报修',
    loading: '正在取我的报修',
    empty: { title: '还没有报修', hint: '扫墙上或设备上的码，20 秒就能报完', action: '去报修' },
    noSite: '未填地点',
    due: (when) => `承诺${when}`,
    late: '已超时',
    toDo: '等你处理',
    end: '没有更多了',
    more: '正在取更多…',
    old: '没有网络，这是上次看到的',
    me: '我的账号',
    language: 'Switch to English',
    notices: '通知设置',
    noticesHint: '关掉的通知不再发给你',
    via: '从哪里收通知',
    vias: { wecom: '企业微信', wechat: '微信' },
    viaHint: {
      wecom: '卡片带按钮，按一下就办。只绑定了微信，就从微信收。',
      wechat: '同意一次收一条，用完了从企业微信收。',
    },
    always: '总会通知',
    never: '全组织已关闭',
    password: {
      title: '修改密码',
      current: '原密码',
      next: '新密码',
      short: (least) => `新密码至少 ${least} 位`,
      hint: '改好后，其他设备上的登录全部失效',
      save: '保存',
      done: '密码已修改',
    },
    backToMine: '返回我的报修',
    otherOrg: '换一个组织',
    signOut: '退出登录',
    signOutSure: (waiting) => `还有 ${waiting} 项没发出，会留在手机里等你回来`,
    signOutAnyway: '仍然退出',
    close: '关闭',
    guest: {
      guest: '免登录报修',
      signIn: '我有账号，去登录',
      signInAnyway: '仍然去登录',
      moveSure: (org) => `你在「${org}」的报修会从这台设备上收起来。再扫一次那里的码，就能找回来`,
      moveAnyway: '仍然换一个',
      hint: '在这台设备上免登录提交的报修都在这里。清除浏览器数据会丢失，请存好跟踪链接',
    },
  },
  en: {
    title: 'My reports',
    loading: 'Loading my reports',
    empty: {
      title: 'Nothing reported yet',
      hint: 'Scan the code on the wall or the asset: it takes 20 seconds',
      action: 'Report',
    },
    noSite: 'No place given',
    due: (when) => `By ${when}`,
    late: 'Overdue',
    toDo: 'Your turn',
    end: 'That is all',
    more: 'Loading more…',
    old: 'No network. This is as last seen',
    me: 'My account',
    language: '切换到中文',
    notices: 'Notices',
    noticesHint: 'What is switched off is not sent to you',
    via: 'Where notices come',
    vias: { wecom: 'WeCom', wechat: 'WeChat' },
    viaHint: {
      wecom: 'Cards with buttons: one press and it is done. Bound to WeChat only, you hear there.',
      wechat: 'One message for each consent; when they are used up, WeCom tells you.',
    },
    always: 'Always sent',
    never: 'Off for everybody',
    password: {
      title: 'Change password',
      current: 'Current password',
      next: 'New password',
      short: (least) => `At least ${least} characters`,
      hint: 'Afterwards you are signed out on all other devices',
      save: 'Save',
      done: 'Password changed',
    },
    backToMine: 'Back to my reports',
    otherOrg: 'Another organization',
    signOut: 'Sign out',
    signOutSure: (waiting) => `${waiting} not sent yet; they stay on the phone until you are back`,
    signOutAnyway: 'Sign out all the same',
    close: 'Close',
    guest: {
      guest: 'Without an account',
      signIn: 'I have an account',
      signInAnyway: 'Sign in all the same',
      moveSure: (org) => `Your reports at ${org} are put away from this device. Scanning a code there finds them again`,
      moveAnyway: 'Change all the same',
      hint: 'What was reported from this device without an account. Clearing the browser’s data loses it: keep the links',
    },
  },
};
