// The words for whoever has no account: the page behind a public code, what waits, and the link of a report.
import type { HeldBecause } from '@paidan/shared/kinds';
import type { Span } from '@paidan/shared/rules/ticket/span';
import type { Language } from '../lib/language';
import type { Notice } from './report';
import { spanIn } from './span';

export type GuestWords = typeof zh;

const zh = {
  title: '扫码报修',
  looking: '正在打开报修页',
  haveAccount: '我有账号',
  signInAnyway: '仍然去登录',
  waits: (waiting: number) => `还有 ${waiting} 项没发出，会留在手机里等你回来`,
  backToReport: '返回报修',
  wechat: '微信一键登录',
  call: '打电话',
  instead: (place: string) => `在「${place}」报修`,
  again: '再试一次',
  scan: '扫一扫',
  nearby: {
    /** What stands above the form, before it is opened. */
    some: (count: number) => `这里有 ${count} 件没处理完的报修，是同一件吗？`,
    hint: '是同一件就点“我也是”，不用再报',
    row: (ago: string, what: string) => `${what} ·${ago}`,
    others: (count: number) => `${count} 人也遇到`,
    meToo: '我也是',
    done: '已记下',
    undo: '撤销',
    ownSome: (count: number) => `你在这里有 ${count} 件没处理完的报修`,
    ended: '已经结束。问题还在的话，请再报一件',
    own: '你报的',
    look: '查看',
    follow: '在“我的报修”里能看到它的进度',
    mine: '我也遇到的',
  },
  /** Null: less than a minute. */
  ago: (age: Span | null) => (age === null ? '刚刚' : ` ${spanIn('zh', [age])}前`),
  trap: '请留空',
  link: {
    hint: '换手机、换浏览器也能看进度。有链接的人都能看这一单，请只发给自己人',
    copy: '复制跟踪链接',
    copied: '已复制',
    share: '发给自己',
    failed: '没有复制成功，可长按链接复制',
    goodFor: '你是用链接打开的：可以看进度、催办和补充。取消、验收和评价，请用报修时的那部手机',
    revoke: '停用此链接',
    revokeHint: '停用后，有这个链接的人都打不开了，也不能恢复。你在这台设备上照常能看',
    revokeSure: '确定停用',
    keep: '先不停用',
    off: '跟踪链接已停用，有链接的人打不开了',
  },
  held: {
    title: '已收到，待物业确认',
    because: {
      again: '你一天内在这里报过同样的内容，物业要先核对是不是同一件',
      advert: '内容里有网址、微信号或 QQ 号，物业要先看看是不是广告',
      bare: '写得太少，看不出是什么事。补拍一张照片再报一件，会快些',
      unsure: '为防止垃圾信息，这一件要先由人看一眼，不是你填错了',
    } as Record<HeldBecause, string>,
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
      hint: '可能已过期（结束 30 天后失效），或没有复制完整。可以打电话查询，或扫现场的码再报',
    } as Notice,
    revoked: {
      title: '这个链接已停用',
      hint: '报修的人停用了它。要看进度，请问报修的人，或打电话；同样的事也可以扫现场的码再报',
    } as Notice,
    ended: {
      title: '这个链接不能再看了',
      hint: '报修的人停用了它，或已过期。要看进度，请问报修的人，或打电话；同样的事也可以扫现场的码再报',
    } as Notice,
    report: '去报修',
    other: (name: string) => `现在登录的是“${name}”`,
    otherHint: '这个链接是免登录提交的报修。打开它会退出现在的账号',
    open: '退出并打开',
    home: '回首页',
  },
};

const en: GuestWords = {
  title: 'Report',
  looking: 'Opening the page',
  haveAccount: 'I have an account',
  signInAnyway: 'Sign in all the same',
  waits: (waiting: number) => `${waiting} not sent yet; they stay on the phone until you are back`,
  backToReport: 'Back to the report',
  wechat: 'Sign in with WeChat',
  call: 'Call',
  instead: (place) => `Report at ${place}`,
  again: 'Try again',
  scan: 'Scan',
  nearby: {
    some: (count) =>
      count === 1 ? 'A report here is still open: the same?' : `${count} reports here are still open: the same?`,
    hint: 'If it is the same thing, say so instead of reporting twice',
    row: (ago, what) => `${what} · ${ago}`,
    others: (count) => (count === 1 ? 'met by 1 more' : `met by ${count} more`),
    meToo: 'Me too',
    done: 'Noted',
    undo: 'Undo',
    ownSome: (count) =>
      count === 1 ? 'A report of yours here is still open' : `${count} reports of yours here are still open`,
    ended: 'It has ended. If the trouble is still there, please report it',
    own: 'Yours',
    look: 'Look',
    follow: 'Its progress stands under “My reports”',
    mine: 'Met as well',
  },
  ago: (age) => (age === null ? 'just now' : `${spanIn('en', [age])} ago`),
  trap: 'Leave empty',
  link: {
    hint: 'It shows the progress on any phone or browser. Whoever has it sees this report, so share it with care',
    copy: 'Copy the link',
    copied: 'Copied',
    share: 'Send it to yourself',
    failed: 'It could not be copied: press the link and hold',
    goodFor:
      'You came by the link: you can follow, urge and add something. To cancel, confirm or rate, use the phone it was reported with',
    revoke: 'Switch this link off',
    revokeHint:
      'Nobody who has the link can open it any more, and it cannot be switched on again. On this device you see it as before',
    revokeSure: 'Switch it off',
    keep: 'Not now',
    off: 'The link is switched off: nobody can open it any more',
  },
  held: {
    title: 'Received, to be looked at',
    because: {
      again: 'You said the same here within a day: somebody checks first whether it is the same thing',
      advert: 'There is an address or a chat account in it: somebody checks first that it is no advertisement',
      bare: 'There is too little in it to see what is wrong. Reporting again with a photo is quicker',
      unsure: 'To keep out spam, somebody has a look at this one first. You did nothing wrong',
    },
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
      hint: 'It may be over (30 days after the end), or not whole. Call, or scan the code on the spot to report anew',
    },
    revoked: {
      title: 'This link is switched off',
      hint: 'Whoever reported it has switched it off. Ask them, or call; the code on the spot lets you report it, too',
    },
    ended: {
      title: 'This link shows nothing any more',
      hint: 'Whoever reported it has switched it off, or it is over. Ask them, or call; the code on the spot lets you report it, too',
    },
    report: 'Report something',
    other: (name) => `You are signed in as “${name}”`,
    otherHint: 'This link is of a report without an account. To open it, you are signed out',
    open: 'Sign out and open',
    home: 'Home',
  },
};

export const guestWords: Readonly<Record<Language, GuestWords>> = { 'zh-CN': zh, en };
