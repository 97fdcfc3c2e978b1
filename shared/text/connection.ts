// What the checks of a connection say.
import type { Locale } from './index';

export type CheckName = 'token' | 'app' | 'contacts' | 'callback' | 'webhook' | 'press' | 'corp' | 'mini';
type ConnectionWords = {
  /** `ok` is the check's name as well. */
  readonly checks: Readonly<Record<CheckName, { readonly ok: string; readonly waiting: string }>>;
  /** No secrets for callbacks are there yet. */
  readonly noCallbackSecrets: string;
  /** To whoever wants to sign in, when the platform does not say who it is; the administrator's part stands in the console. */
  readonly signIn: { readonly later: string; readonly account: string; readonly person: string };
  /** What reading the contacts could not do. `{name}`, `{message}`: whose, and why; `{count}`: of people. */
  readonly sync: { readonly one: string; readonly nobody: string; readonly many: string };
};

const zh: ConnectionWords = {
  checks: {
    token: { ok: '令牌可用', waiting: '尚未检查' },
    app: { ok: '应用可用', waiting: '尚未检查' },
    contacts: { ok: '通讯录可读', waiting: '尚未检查' },
    callback: { ok: '回调已验证', waiting: '请把回调地址填到平台后台并保存，平台会立即来验证' },
    webhook: { ok: 'Webhook 可用', waiting: '尚未检查' },
    press: { ok: '点卡片有回应', waiting: '请点「给我发测试卡片」，再在手机上按一下卡片里的按钮' },
    corp: { ok: '应用属于这个企业', waiting: '尚未检查' },
    mini: { ok: '小程序里能免密登录', waiting: '尚未检查' },
  },
  noCallbackSecrets: '请先填写 Token 和 EncodingAESKey，再到平台后台保存回调地址',
  signIn: {
    later: '平台暂时没有应答。过一会儿再试，或用账号密码登录',
    account: '这个组织的平台连接有问题。请告诉管理员，先用账号密码登录',
    person: '平台说你不在这个组织里，或不在应用的可见范围里。请联系管理员，或用账号密码登录',
  },
  sync: {
    one: '{name}：{message}',
    nobody: '平台没有给出任何人：请检查应用的可见范围和通讯录权限。没有停用任何成员',
    many: '有 {count} 人一下子都不见了：请检查应用的可见范围。没有停用任何成员',
  },
};

const en: ConnectionWords = {
  checks: {
    token: { ok: 'Token works', waiting: 'Not checked yet' },
    app: { ok: 'App is ready', waiting: 'Not checked yet' },
    contacts: { ok: 'Contacts can be read', waiting: 'Not checked yet' },
    callback: {
      ok: 'Callback verified',
      waiting: 'Paste the callback address into the platform’s console and save: it is verified at once',
    },
    webhook: { ok: 'Webhook works', waiting: 'Not checked yet' },
    press: {
      ok: 'A press is answered',
      waiting: 'Press “Send me a test card”, then the button on the card on your phone',
    },
    corp: { ok: 'The app belongs to this organization', waiting: 'Not checked yet' },
    mini: { ok: 'People sign in from the mini-program', waiting: 'Not checked yet' },
  },
  noCallbackSecrets: 'Fill in Token and EncodingAESKey first, then save the callback address in the platform’s console',
  signIn: {
    later: 'The platform does not answer just now. Try again in a moment, or use account and password',
    account:
      'This organization’s connection to the platform is broken. Tell an administrator; use account and password',
    person:
      'The platform says you are not of this organization, or outside of what the app may see. Ask an administrator, or use account and password',
  },
  sync: {
    one: '{name}: {message}',
    nobody: 'The platform shows nobody: look at what the app may see. No member was retired',
    many: '{count} people are gone all at once: look at what the app may see. No member was retired',
  },
};

export const connectionWords = (locale: Locale): ConnectionWords => (locale === 'en' ? en : zh);
