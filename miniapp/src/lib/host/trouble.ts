// Trouble in words: what could not be had, and what to do about it.
import { capital } from '@paidan/shared/kernel/capital';
import type { Language } from '../language';
import type { Matter, Trouble } from './port';

export type Said = {
  /** Empty: nothing needs to be said. */
  readonly text: string;
  /** The phone's settings can change it. */
  readonly settings: boolean;
};

/** `instead`: what can be done without it, where a page has another way than usual. */
export function sayTrouble({ matter, code, detail = '' }: Trouble, language: Language, instead?: string): Said {
  const zh = language === 'zh-CN';
  const [thing, usually] = (zh ? ZH : EN)[matter];
  const otherwise = instead ?? usually;
  const said = (zhText: string, enText: string, settings = false): Said => ({ text: zh ? zhText : enText, settings });
  switch (code) {
    case 'cancelled':
      return said('', '');
    case 'denied':
      return said(
        `没有${thing}的权限。去设置里打开，${otherwise}`,
        `No permission for ${thing}. Allow it in the settings, ${otherwise}`,
        true,
      );
    case 'privacy':
      return said(
        `需要先同意隐私指引才能用${thing}，${otherwise}`,
        `Agree to the privacy guide to use ${thing}, ${otherwise}`,
      );
    case 'off':
      return said(
        `${thing}没有打开或信号太弱。打开后再试，${otherwise}`,
        `${capital(thing)} is off or too weak. Turn it on and try again, ${otherwise}`,
      );
    case 'unsupported':
      // Without the “or” that each begins with.
      return said(`这里用不了${thing}，${otherwise}`, `${capital(thing)} cannot be used here; ${otherwise.slice(3)}`);
    case 'full':
      return said(
        '手机存储满了。清理一些空间再试，已填的内容还在',
        'The phone’s storage is full. Free some space and try again; what you filled in is still here',
      );
    case 'tooLarge':
      return said(
        '照片太大（超过 20 MB）。换一张，或在相机里把尺寸调小',
        'The photo is too large (over 20 MB). Take another, or a smaller size',
      );
    case 'heic':
      return said(
        '这种照片（HEIC）打不开。在相机设置里选“兼容性最佳”，或截图后再选',
        'This photo (HEIC) cannot be read. Choose “Most Compatible” in the camera’s settings, or pick a screenshot of it',
      );
    case 'notPicture':
      return said(
        `“${detail}”打不开：不是图片，或者坏了。换一张，或重新拍`,
        `“${detail}” cannot be opened: no picture, or broken. Take another`,
      );
    case 'failed':
      return said(
        `${thing}没有成功。再试一次，${otherwise}`,
        `${capital(thing)} did not work. Try again, ${otherwise}`,
      );
  }
}

type Names = Record<Matter, readonly [thing: string, otherwise: string]>;
const ZH: Names = {
  camera: ['相机和相册', '或者先不加照片'],
  place: ['定位', '或者用文字写明地点'],
  voice: ['麦克风', '或者打字说明'],
  play: ['播放语音', '或者打电话问对方'],
  scan: ['扫码', '或者手动选择'],
  call: ['拨号', '或者长按号码复制'],
  map: ['地图', '或者按地址找'],
  pay: ['支付', '或者换个方式付款'],
  subscribe: ['订阅消息', '或者回来这里看进度'],
  share: ['分享', '或者截图给对方'],
  storage: ['存储', '或者联网后再操作'],
  signIn: ['登录', '或者用账号密码登录'],
};
const EN: Names = {
  camera: ['the camera', 'or go on without a photo'],
  place: ['location', 'or write where it is'],
  voice: ['the microphone', 'or type it'],
  play: ['playing voice notes', 'or call whoever recorded it'],
  scan: ['scanning', 'or choose by hand'],
  call: ['calling', 'or copy the number'],
  map: ['the map', 'or go by the address'],
  pay: ['payment', 'or pay another way'],
  subscribe: ['messages', 'or look here for progress'],
  share: ['sharing', 'or send a screenshot'],
  storage: ['storage', 'or do it when you are online'],
  signIn: ['sign-in', 'or use account and password'],
};
