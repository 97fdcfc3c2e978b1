// The phone inside WeChat, and inside WeCom, which runs the same build and says so by its `environment`.
import { ok } from '@paidan/shared/kernel/result';
import { IMAGE_SIDE, LIMITS } from '@paidan/shared/limits';
import Taro from '@tarojs/taro';
import { drawStamp, fitted, type Paper } from './draw';
import { attempt } from './every';
import { failed, trouble } from './fail';
import { miniBase, small } from './mini';
import type { Answer, Host, Matter, Photo } from './port';
import { askPrivacy, onPrivacyAsked } from './privacy';
import { play, record } from './sound';
import { upload } from './upload';

/** Not in Taro's own list, or not in every version of the host. */
declare const wx:
  | {
      readonly requirePrivacyAuthorize?: (how: { success: () => void; fail: (error: unknown) => void }) => void;
      readonly onNeedPrivacyAuthorization?: (hear: (resolve: (say: object) => void) => void) => void;
      readonly qy?: {
        readonly login?: (how: { success: (got: { code: string }) => void; fail: (e: unknown) => void }) => void;
      };
    }
  | undefined;

/** WeCom has no getAppBaseInfo, so its own call is asked first. */
const inWecom = (() => {
  try {
    return (Taro.getSystemInfoSync() as { environment?: string } | undefined)?.environment === 'wxwork';
  } catch {
    return false;
  }
})();

listenForPrivacy();

export const host: Host = {
  ...miniBase,
  kind: inWecom ? 'wecom' : 'wechat',
  can: {
    scan: true,
    voice: typeof Taro.getRecorderManager === 'function',
    subscribe: !inWecom,
    // Only a press on the host's own button shares there: a link is copied.
    share: false,
    pay: !inWecom,
    phoneNumber: !inWecom,
    wechatSignIn: !inWecom,
    hostSignIn: inWecom ? 'wecom' : null,
    settings: true,
    back: false,
  },
  signInCode: () => (inWecom ? wecomCode() : attempt('signIn', async () => (await Taro.login()).code)),
  scan: () =>
    attempt('scan', async () => textOf(await Taro.scanCode({ scanType: ['qrCode', 'barCode', 'datamatrix'] }))),
  choosePhotos: async (most, from) => {
    const chosen = await agreed('camera', () => choose(most, from));
    return chosen.ok ? small(ok(await Promise.all(chosen.value.map(handy)))) : chosen;
  },
  // WeCom's older versions have no such canvas.
  stamp: (photo, lines) =>
    typeof Taro.createOffscreenCanvas === 'function'
      ? attempt('camera', () => stamp(photo, lines))
      : Promise.resolve(trouble('camera', 'unsupported')),
  record: async (how) => {
    const may = await agreed('voice', async () => null);
    return may.ok ? record(how) : may;
  },
  play,
  place: () =>
    agreed('place', async () => {
      const found = await Taro.getLocation({ type: 'wgs84', isHighAccuracy: true, highAccuracyExpireTime: 5000 });
      return { lat: found.latitude, lng: found.longitude, accuracy: Math.max(0, found.accuracy ?? 0) };
    }),
  pay: (params) =>
    attempt('pay', async () => {
      await called(Taro.requestPayment as Act, params);
      return null;
    }),
  subscribe: (templateIds) =>
    attempt('subscribe', async () => {
      const said = (await Taro.requestSubscribeMessage({ tmplIds: [...templateIds] } as never)) as unknown;
      return templateIds.filter((id) => (said as Record<string, unknown>)[id] === 'accept');
    }),
  files: {
    keep: (path) =>
      attempt('storage', async () => {
        const kept = (await Taro.saveFile({ tempFilePath: path })) as { savedFilePath?: string };
        return kept.savedFilePath ?? path;
      }),
    show: async (kept) => kept,
    drop: (kept) => void attempt('storage', () => Taro.removeSavedFile({ filePath: kept })),
  },
  upload,
  onPrivacyAsked,
};

/** WeChat's own guide first, where this version of it asks for one. */
async function agreed<T>(matter: Matter, act: () => Promise<T>): Answer<T> {
  const require = typeof wx === 'undefined' ? undefined : wx?.requirePrivacyAuthorize;
  if (typeof require === 'function') {
    const may = await new Promise<boolean>((resolve) => {
      require({ success: () => resolve(true), fail: () => resolve(false) });
    });
    if (!may) return trouble(matter, 'privacy');
  }
  return attempt(matter, act);
}

function listenForPrivacy(): void {
  const listen = typeof wx === 'undefined' ? undefined : wx?.onNeedPrivacyAuthorization;
  if (typeof listen !== 'function') return;
  listen((resolve) => {
    askPrivacy((yes) => resolve(yes ? { buttonId: 'privacy-agree', event: 'agree' } : { event: 'disagree' }));
  });
}

function wecomCode(): Answer<string> {
  const login = typeof wx === 'undefined' ? undefined : wx?.qy?.login;
  if (typeof login !== 'function') return Promise.resolve(trouble('signIn', 'unsupported'));
  return new Promise((resolve) => {
    login({ success: ({ code }) => resolve(ok(code)), fail: (error) => resolve(failed('signIn', error)) });
  });
}

type Act = (how: object) => unknown;
type Chosen = { readonly tempFiles: readonly { readonly tempFilePath: string; readonly size: number }[] };

/** Taro makes promises of the calls that it has heard of; these it hands through, and not every host promises by itself. */
function called<T>(act: Act, how: object): Promise<T> {
  return new Promise<T>((success, fail) => {
    const promised = act({ ...how, success, fail }) as Promise<T> | undefined;
    promised?.then?.(success, fail);
  });
}

/** A mini-program's own code has no text, only the page that it leads to. */
const textOf = (scanned: { result?: string; path?: string }): string => scanned.result || scanned.path || '';

async function choose(most: number, from: 'camera' | undefined): Promise<readonly Photo[]> {
  const sourceType: ('camera' | 'album')[] = from === 'camera' ? ['camera'] : ['camera', 'album'];
  if (typeof Taro.chooseMedia === 'function') {
    const how = { count: Math.min(most, 9), mediaType: ['image'], sizeType: ['compressed'], sourceType };
    const { tempFiles } = await called<Chosen>(Taro.chooseMedia as Act, how);
    return tempFiles.map((file) => photo(file.tempFilePath, file.size));
  }
  const { tempFiles } = await Taro.chooseImage({ count: Math.min(most, 9), sizeType: ['compressed'], sourceType });
  return tempFiles.map((file) => photo(file.path, file.size));
}

/** What the server would not take as it is, the phone makes smaller, and a JPEG of it; where it cannot, it stays what it is. */
async function handy(chosen: Photo): Promise<Photo> {
  const fits = chosen.bytes <= LIMITS.fileBytes && !/\.hei[cf]$/i.test(chosen.path);
  if (fits || typeof Taro.compressImage !== 'function') return chosen;
  try {
    const how = { src: chosen.path, quality: 80, compressedWidth: IMAGE_SIDE.full };
    const { tempFilePath } = await Taro.compressImage(how as never);
    const size = await sizeOf(tempFilePath);
    return { path: tempFilePath, bytes: size ?? 0, name: 'photo.jpg' };
  } catch {
    return chosen;
  }
}

/** Null: this phone does not say. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return ((await Taro.getFileInfo({ filePath: path })) as { size?: number }).size ?? null;
  } catch {
    return null;
  }
}

const photo = (path: string, bytes: number): Photo => ({ path, bytes, name: path.split('/').pop() || 'photo.jpg' });

type Sheet = {
  readonly getContext: (kind: '2d') => Paper;
  readonly createImage: () => {
    src: string;
    width: number;
    height: number;
    onload: () => void;
    onerror: (error: unknown) => void;
  };
};

async function stamp(photo: Photo, lines: readonly string[]): Promise<Photo> {
  const { width, height } = await Taro.getImageInfo({ src: photo.path });
  const size = fitted({ width, height });
  const sheet = Taro.createOffscreenCanvas({ type: '2d', ...size } as never) as unknown as Sheet;
  const image = sheet.createImage();
  await new Promise<void>((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
    image.src = photo.path;
  });
  drawStamp(sheet.getContext('2d'), image, size, lines);
  const made = await Taro.canvasToTempFilePath({ canvas: sheet, fileType: 'jpg', quality: 0.85 } as never);
  return { ...photo, path: made.tempFilePath };
}
