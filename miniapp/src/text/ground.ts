// Words of what stands under every page: signing in, privacy, the outbasket. Chinese first, English beside it.
import type { Language } from '../lib/language';

export type GroundWords = typeof zh;

const zh = {
  signIn: {
    wechat: '微信登录',
    wechatBusy: '正在登录…',
    phone: '用微信手机号继续',
    phoneHint: '第一次来：用手机号确认你是谁，以后不用再填',
    phoneRefused: '没有拿到手机号。再按一次并选“允许”，或者用账号密码登录',
    byPassword: '用账号密码登录',
    byHost: (platform: string) => `${platform}登录`,
    hostNames: { wecom: '企业微信', dingtalk: '钉钉' },
    unbound: (platform: string) =>
      `你的${platform}账号还没有绑定成员。请管理员在“平台连接”里绑定，或者用账号密码登录一次`,
    bindToo: (platform: string) => `这是我自己的手机，以后在${platform}里直接登录`,
    noHost: (platform: string) => `这个组织没有接${platform}。请用账号密码登录，或核对组织代码`,
    over: '登录已过期，请重新登录',
    overWaiting: (count: number) => `登录已过期。${count} 项操作还在手机里，登录后自动发出`,
    othersWaiting: (count: number) => `这部手机里有别的账号没发出的 ${count} 项操作，等那个账号登录后发出`,
    otherOrg: '换一个组织',
    via: (name: string) => `用${name}登录`,
  },
  privacy: {
    title: '隐私指引',
    body: '拍照、选图和定位只用于工单：照片给处理的人看，位置用来确认到场。不会用于别处。',
    agree: '同意',
    disagree: '不同意',
    read: '查看完整指引',
  },
  settings: '去设置',
  close: '关闭',
  basket: {
    title: '待发送',
    badge: (count: number) => `${count} 项待发送`,
    clash: (count: number) => `${count} 项要你决定`,
    offline: '没有网络，操作会先保存在手机里',
    kept: '已保存在手机里，联网后自动发出',
    went: (no: number | null, title: string) =>
      no === null ? `已提交，等待审核：${title}` : `已提交，编号 #${no}：${title}`,
  },
};

const en: GroundWords = {
  signIn: {
    wechat: 'Sign in with WeChat',
    wechatBusy: 'Signing in…',
    phone: 'Continue with the WeChat phone number',
    phoneHint: 'First time here: your phone number tells who you are; next time nothing is asked',
    phoneRefused: 'No phone number came. Press again and choose “Allow”, or use account and password',
    byPassword: 'Use account and password',
    byHost: (platform) => `Sign in with ${platform}`,
    hostNames: { wecom: 'WeCom', dingtalk: 'DingTalk' },
    unbound: (platform) =>
      `Nobody is bound to your ${platform} account yet. Ask an administrator to bind it under “Connections”, or sign in with a password once`,
    bindToo: (platform) => `This is my own phone: from now on ${platform} signs me in`,
    noHost: (platform) =>
      `This organization is not connected with ${platform}. Use account and password, or look at the organization’s code`,
    over: 'Your session has ended. Please sign in again',
    overWaiting: (count) => `Your session has ended. ${count} done offline wait on this phone and go once you sign in`,
    othersWaiting: (count) => `${count} done by another account wait on this phone until that account signs in`,
    otherOrg: 'Another organization',
    via: (name) => `Sign in with ${name}`,
  },
  privacy: {
    title: 'Privacy guide',
    body: 'Photos and location are for work orders only: photos for whoever handles them, location to confirm arrival. Nothing else.',
    agree: 'Agree',
    disagree: 'Disagree',
    read: 'Read it all',
  },
  settings: 'Settings',
  close: 'Close',
  basket: {
    title: 'To be sent',
    badge: (count) => `${count} to be sent`,
    clash: (count) => `${count} need your decision`,
    offline: 'No network. What you do is saved on the phone',
    kept: 'Saved on the phone; it goes by itself once there is network',
    went: (no, title) => (no === null ? `Sent, to be looked at: ${title}` : `Sent as #${no}: ${title}`),
  },
};

export const groundWords: Readonly<Record<Language, GroundWords>> = { 'zh-CN': zh, en };
