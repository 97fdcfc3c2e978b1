// The few words of the sign-in page, apart from the rest, so that it opens on a slow line.
import type { Locale } from '../lib/locale';

const zh = {
  product: '派单',
  claim: '报修、派单、上门、验收，一张工单走到底',
  title: '登录控制台',
  org: '组织代码',
  orgHint: '不知道的话，问问管理员',
  login: '账号',
  password: '密码',
  show: '显示密码',
  hide: '隐藏密码',
  submit: '登录',
  missing: '请填写',
  expired: '登录已过期，请重新登录。填写的内容还在。',
  other: 'English',
  opening: '正在打开…',
  failed: '页面没有打开，可能刚刚更新过。',
  reload: '重新打开',
  or: '或',
  by: { wecom: '企业微信登录', wecomGroup: '企业微信登录', wechat: '微信登录', dingtalk: '钉钉登录' },
  byOther: (name: string) => `用「${name}」登录`,
};
const en: typeof zh = {
  product: 'Paidan',
  claim: 'From report to dispatch, site work and acceptance: one ticket all the way',
  title: 'Sign in to the console',
  org: 'Organization code',
  orgHint: 'Ask your administrator if unsure',
  login: 'Login',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  submit: 'Sign in',
  missing: 'Please fill in',
  expired: 'Your session has ended; please sign in again. What you wrote is still here.',
  other: '中文',
  opening: 'Opening…',
  failed: 'The page did not open; it may just have been updated.',
  reload: 'Reload',
  or: 'or',
  by: {
    wecom: 'Sign in with WeCom',
    wecomGroup: 'Sign in with WeCom',
    wechat: 'Sign in with WeChat',
    dingtalk: 'Sign in with DingTalk',
  },
  byOther: (name) => `Sign in with “${name}”`,
};

export const entryIn = (locale: Locale): typeof zh => (locale === 'zh' ? zh : en);
