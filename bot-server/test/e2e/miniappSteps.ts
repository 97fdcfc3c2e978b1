// What residents and technicians do on their phones, in the words that stand there.
import type { HostName, Phone } from '../../../miniapp/test/harness/phone';

export const HOSTS = ['wechat', 'wecom', 'dingtalk'] as const satisfies readonly HostName[];

const EVERYWHERE = [
  'getLaunchOptionsSync',
  'getNetworkType',
  'getSystemInfoSync',
  'getStorageSync',
  'setStorageSync',
  'removeStorageSync',
  'getStorageInfoSync',
  'navigateTo',
  'redirectTo',
  'navigateBack',
  'pageScrollTo',
  'stopPullDownRefresh',
  'createCanvasContext',
  'getLocation',
  'uploadFile',
  'downloadFile',
];
const WECHAT = [
  ...EVERYWHERE,
  'onNetworkStatusChange',
  'request',
  'setNavigationBarTitle',
  'scanCode',
  'chooseMedia',
  'saveFile',
  'removeSavedFile',
  'getImageInfo',
  'createOffscreenCanvas',
  'createIntersectionObserver',
  'canvasToTempFilePath',
];
/** What the app asks of each host while it reports, works and answers; it must not need anything else. */
export const ASKED: Readonly<Record<HostName, readonly string[]>> = {
  wechat: [...WECHAT, 'getAppBaseInfo', 'onNeedPrivacyAuthorization', 'requirePrivacyAuthorize'],
  wecom: WECHAT,
  dingtalk: [
    ...EVERYWHERE,
    'canIUse',
    'httpRequest',
    'setNavigationBar',
    'scan',
    'chooseImage',
    'getFileSystemManager',
    'getRecorderManager',
    'getBackgroundAudioManager',
    'openLocation',
    'share',
  ],
};

/** The sample's first house, as a fence around it has it. */
export const AT_HOME = { lat: 31.2312, lng: 121.4743, accuracy: 8 };
export const FAR_AWAY = { lat: 31.3, lng: 121.6, accuracy: 12 };
/** On the label by the door of flat 301 there, behind the server's address. */
export const LABEL = '/q/cuihu/s/CH-1-1-301';

/** Into the sample organization, with account and password. */
export async function enter(phone: Phone, url: string, login: string, again = false): Promise<void> {
  await phone.sees('登录派单');
  if (!again) {
    await phone.type('服务器地址', url);
    await phone.type('组织代码', 'cuihu');
    if (phone.has('用账号密码登录')) await phone.tap('用账号密码登录');
    await phone.type('账号', login);
  }
  await phone.type('密码', 'paidan123');
  await phone.tap('登录');
  await phone.missesOut('登录派单');
}

/** Scans the label; the place fills itself in. */
export async function scan(phone: Phone): Promise<void> {
  phone.device.codes.push(`https://paidan.example${LABEL}`);
  await phone.open('扫一扫');
}

/** From the page of reporting, whose place is known, up to the last press. */
export async function describeLeak(phone: Phone, words: string): Promise<void> {
  await phone.sees('301室');
  await phone.tap('水管漏水');
  await phone.type('什么问题', words);
  await phone.type('联系电话', '13800138009');
}

/** One photo into the first field of photos that has room; WeChat asks for consent the first time. */
export async function addPhoto(phone: Phone, file: string): Promise<void> {
  phone.device.album.push(file);
  await phone.tap('拍照或选图');
  await agree(phone);
  await phone.sees(/还可加 \d 张/);
}

/** To WeChat's privacy guide, where it is asked for and was not agreed to yet. */
export async function agree(phone: Phone): Promise<void> {
  if (!phone.host.asksForPrivacy || phone.device.privacyAgreed) return;
  await phone.sees('隐私指引');
  await phone.tap('同意');
  await phone.missesOut('隐私指引');
}

/** Milliseconds that somebody looks at a new screen before they aim: what comes sooner is the second half of a double tap. */
const LOOKED = 800;

export async function submit(phone: Phone): Promise<number> {
  await phone.tap('提交');
  await phone.sees('已提交');
  await new Promise((done) => setTimeout(done, LOOKED));
  return Number(/#(\d+)/.exec(phone.shown())?.[1]);
}

/** Nothing waits on this phone any more. What the page shows does not tell it: one that is just being drawn shows nothing that waits. */
export async function allSent(phone: Phone): Promise<void> {
  const left = () =>
    (JSON.parse(phone.device.storage.get('outbasket') ?? '{}') as { entries?: unknown[] }).entries ?? [];
  await phone.until(() => left().length === 0, 'did not send');
  await phone.missesOut(/待发送|已保存在手机里/);
}

const STROKE = Array.from({ length: 12 }, (_, step) => ({
  x: 30 + step * 15,
  y: 60 + Math.round(20 * Math.sin(step)),
}));

export async function sign(phone: Phone): Promise<void> {
  await phone.draw(STROKE);
  await phone.tap('签好了');
  await phone.missesOut(/签好了|正在保存签名/);
}
