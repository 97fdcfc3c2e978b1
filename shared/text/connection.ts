// What the checks of a connection say, and what to do about the answers that platforms give most often.

import { owns } from '../kernel/own';
import type { Locale } from './index';

export type CheckName = 'token' | 'app' | 'contacts' | 'callback' | 'webhook' | 'press';
type ConnectionWords = {
  readonly checks: Readonly<Record<CheckName, { readonly ok: string; readonly waiting: string }>>;
  /** No secrets for callbacks are there yet. */
  readonly noCallbackSecrets: string;
  /** What reading the contacts could not do. `{name}`, `{message}`: whose, and why; `{count}`: of people. */
  readonly sync: { readonly one: string; readonly nobody: string; readonly many: string };
  /** By the platform's code, or ours: goes in front of what the platform itself says. */
  readonly hints: Readonly<Record<string, string>> & { readonly sealed: string };
};

const zh: ConnectionWords = {
  checks: {
    token: { ok: '密钥可用', waiting: '尚未检查' },
    app: { ok: '应用可用', waiting: '尚未检查' },
    contacts: { ok: '可以读取通讯录', waiting: '尚未检查' },
    callback: { ok: '回调已验证', waiting: '请把回调地址填到平台后台并保存，平台会立即来验证' },
    webhook: { ok: '群机器人可用', waiting: '尚未检查' },
    press: { ok: '测试卡片已按下', waiting: '请点「发送测试卡片」，再在手机上按一下卡片里的按钮' },
  },
  noCallbackSecrets: '请先填写 Token 和 EncodingAESKey，再到平台后台保存回调地址',
  sync: {
    one: '{name}：{message}',
    nobody: '平台没有给出任何人：请检查应用的可见范围和通讯录权限。没有停用任何成员',
    many: '有 {count} 人一下子都不见了：请检查应用的可见范围。没有停用任何成员',
  },
  hints: {
    sealed: '已保存的密钥无法解开（SECRET_KEY 变了，或数据被改过），请重新填写全部密钥',
    timeout: '平台没有及时应答，请检查服务器能否访问外网',
    not_json: '应答不是平台发出的，请检查代理或网络',
    network: '连接不上平台，请检查服务器能否访问外网',
    '40001': 'Secret 不正确，请到平台后台重新复制',
    '40013': '企业 ID 或 AppID 不正确',
    '40056': 'AgentId 不正确',
    '40125': 'AppSecret 不正确，请到平台后台重新复制',
    '40164': '请把服务器的 IP 加到小程序后台的 IP 白名单',
    '301002': 'AgentId 与 Secret 不是同一个应用的',
    '43012': '应用还没有设置接收消息的回调地址，按钮卡片发不出去',
    '45009': '调用太频繁，平台暂时限流，请稍后再试',
    '48002': '应用没有这个接口的权限',
    '48009': '通讯录同步密钥只能从已登记的 IP 使用',
    '50003': '应用已被停用，请到平台后台启用',
    '60011': '应用没有查看通讯录的权限',
    '60020': '请把服务器的 IP 加到应用的「企业可信 IP」',
    '93000': 'Webhook 的 key 不正确，或群机器人已被移除',
  },
};

const en: ConnectionWords = {
  checks: {
    token: { ok: 'The secret works', waiting: 'Not checked yet' },
    app: { ok: 'The app works', waiting: 'Not checked yet' },
    contacts: { ok: 'Contacts can be read', waiting: 'Not checked yet' },
    callback: {
      ok: 'The callback is verified',
      waiting: 'Paste the callback address into the platform’s console and save: it is verified at once',
    },
    webhook: { ok: 'The group’s webhook works', waiting: 'Not checked yet' },
    press: {
      ok: 'The test card was pressed',
      waiting: 'Send yourself a test card, then press its button on your phone',
    },
  },
  noCallbackSecrets: 'Fill in Token and EncodingAESKey first, then save the callback address in the platform’s console',
  sync: {
    one: '{name}: {message}',
    nobody: 'The platform shows nobody: look at what the app may see. No member was retired',
    many: '{count} people are gone all at once: look at what the app may see. No member was retired',
  },
  hints: {
    sealed:
      'The stored secrets cannot be opened (another SECRET_KEY, or changed data): please fill in all of them anew',
    timeout: 'The platform did not answer in time; can the server reach the internet?',
    not_json: 'The answer is not the platform’s own; look at the proxy or the network',
    network: 'The platform cannot be reached; can the server reach the internet?',
    '40001': 'The secret is wrong; copy it anew from the platform’s console',
    '40013': 'The corp ID or AppID is wrong',
    '40056': 'The AgentId is wrong',
    '40125': 'The AppSecret is wrong; copy it anew from the platform’s console',
    '40164': 'Add the server’s IP to the mini-program’s list of trusted IPs',
    '301002': 'AgentId and secret belong to different apps',
    '43012': 'The app has no callback address yet, so cards with buttons cannot be sent',
    '45009': 'Too many calls; the platform makes us wait, try again later',
    '48002': 'The app is not allowed to use this part of the platform',
    '48009': 'The contacts’ secret works from registered IPs only',
    '50003': 'The app is switched off; switch it on in the platform’s console',
    '60011': 'The app may not see the contacts',
    '60020': 'Add the server’s IP to the app’s trusted IPs',
    '93000': 'The webhook’s key is wrong, or the robot was removed from the group',
  },
};

export const connectionWords = (locale: Locale): ConnectionWords => (locale === 'en' ? en : zh);

/** What the platform said, with what to do about it in front where that is known. */
export function troubleWords(
  locale: Locale,
  { code, message }: { readonly code: string; readonly message: string },
): string {
  const { hints } = connectionWords(locale);
  const hint = owns(hints, code) ? hints[code] : undefined;
  if (hint === undefined) return message;
  return message === '' ? hint : locale === 'en' ? `${hint} (${message})` : `${hint}（${message}）`;
}
