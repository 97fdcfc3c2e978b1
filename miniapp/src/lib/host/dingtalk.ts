// The phone inside DingTalk. It knows no chooseMedia, no requestPayment, no subscribing and no canvas of a photo's size: pictures are
// chosen the old way, what WeChat would subscribe to the server simply sends, and the server draws the watermark.
import { ok } from '@paidan/shared/kernel/result';
import Taro from '@tarojs/taro';
import { failed, trouble } from './fail';
import { fromMap, toMap } from './gcj';
import { miniBase, small } from './mini';
import type { Answer, Host, Matter, TroubleCode } from './port';
import { canRecord, play, record } from './soundDingtalk';
import { upload } from './upload';

type Call = (how: Record<string, unknown>) => void;
type Calls = Readonly<Record<string, Call | undefined>>;
declare const dd: (Calls & { readonly getFileSystemManager?: () => Calls }) | undefined;

export const host: Host = {
  ...miniBase,
  kind: 'dingtalk',
  can: {
    scan: true,
    voice: canRecord(),
    subscribe: false,
    share: typeof dd !== 'undefined' && typeof dd?.share === 'function',
    pay: false,
    phoneNumber: false,
    wechatSignIn: false,
    hostSignIn: 'dingtalk',
    settings: typeof Taro.openSetting === 'function',
    back: false,
  },
  signInCode: async (where) => {
    if (where === undefined) return trouble('signIn', 'failed');
    const got = await ask<{ authCode: string }>('signIn', 'getAuthCode', { corpId: where.corpId });
    return got.ok ? ok(got.value.authCode) : got;
  },
  scan: async () => {
    // `text` by the document "scan"; older versions of DingTalk say `code`.
    const got = await ask<{ text?: string; code?: string }>('scan', 'scan', { type: 'qr' });
    return got.ok ? ok(got.value.text ?? got.value.code ?? '') : got;
  },
  choosePhotos: async (most, from) => {
    const got = await ask<{ filePaths?: string[]; apFilePaths?: string[]; files?: { size?: number }[] }>(
      'camera',
      'chooseImage',
      {
        // The camera alone takes one at a time.
        count: from === 'camera' ? 1 : Math.min(most, 9),
        sizeType: ['compressed'],
        sourceType: from === 'camera' ? ['camera'] : ['camera', 'album'],
      },
    );
    if (!got.ok) return got;
    const paths = got.value.filePaths ?? got.value.apFilePaths ?? [];
    return small(
      ok(paths.map((path, index) => ({ path, bytes: got.value.files?.[index]?.size ?? 0, name: 'photo.jpg' }))),
    );
  },
  call: async (phone) => {
    const got = await ask('call', 'showCallMenu', { phoneNumber: phone, code: '+86', showDingCall: true });
    return got.ok ? ok(null) : got;
  },
  stamp: () => Promise.resolve(trouble('camera', 'unsupported')),
  record,
  play,
  place: async () => {
    // `coordinate: '1'`: as maps have it (gcj.ts). A position of half a minute ago is somewhere else.
    const how = {
      targetAccuracy: '50',
      coordinate: '1',
      withReGeocode: false,
      useCache: false,
      cacheTimeout: 0,
      type: 0,
    };
    const got = await ask<Located>('place', 'getLocation', how, codeOfPlace);
    if (!got.ok) return got;
    const { latitude, longitude, accuracy } = got.value;
    const point = fromMap({ lat: Number(latitude), lng: Number(longitude) });
    return ok({ ...point, accuracy: Math.max(0, Number(accuracy ?? 0)) });
  },
  // Numbers go as text, and the name is a title (document "openLocation").
  openMap: async ({ name, address, ...point }) => {
    const { lat, lng } = toMap(point);
    const how = { title: name, address: address || name, latitude: String(lat), longitude: String(lng) };
    const got = await ask('map', 'openLocation', how);
    return got.ok ? ok(null) : got;
  },
  // Document "share"; type 1: within DingTalk.
  share: async ({ title, url }) => {
    const got = await ask('share', 'share', { type: 1, url, title, content: title });
    return got.ok ? ok(null) : got;
  },
  // `dd.pay` takes an order of Alipay's (document "pay"); what the server makes is WeChat Pay's.
  pay: () => Promise.resolve(trouble('pay', 'unsupported')),
  subscribe: () => Promise.resolve(ok([])),
  files: {
    keep: async (path) => {
      const how = { tempFilePath: path };
      const got = await answerOf<{ savedFilePath?: string }>('storage', manager()?.saveFile, how, codeOfFile);
      // A version without a file manager keeps nothing: its temporary path lives as long as the app does.
      if (!got.ok) return got.refusal.code === 'unsupported' ? ok(path) : got;
      return ok(got.value.savedFilePath ?? path);
    },
    show: async (kept) => kept,
    drop: (kept) => void answerOf('storage', manager()?.removeSavedFile, { filePath: kept }),
  },
  upload,
  onPrivacyAsked: () => () => {},
};

/** Numbers come as text. */
type Located = { readonly latitude: string; readonly longitude: string; readonly accuracy?: string };

/** Elsewhere 11 says that the person went back; here, that the phone's settings say no (document "getLocation"). */
const codeOfPlace = (error: number): TroubleCode | undefined =>
  ({ 11: 'denied' as const, 12: 'off' as const, 14: 'off' as const })[error];
/** Document "FileSystemManager.saveFile". */
const codeOfFile = (error: number): TroubleCode | undefined => (error === 3 ? 'full' : undefined);

const manager = () => (typeof dd === 'undefined' ? undefined : dd?.getFileSystemManager?.());

function ask<T>(matter: Matter, name: string, how: object, codeOf?: CodeOf): Answer<T> {
  return answerOf(matter, typeof dd === 'undefined' ? undefined : dd?.[name], how, codeOf);
}

type CodeOf = (error: number) => TroubleCode | undefined;

function answerOf<T>(matter: Matter, act: Call | undefined, how: object, codeOf?: CodeOf): Answer<T> {
  if (typeof act !== 'function') return Promise.resolve(trouble(matter, 'unsupported'));
  return new Promise((resolve) => {
    const fail = (error: unknown) => {
      const code = codeOf?.(Number((error as { error?: unknown } | null)?.error));
      resolve(code ? trouble(matter, code) : failed(matter, error));
    };
    act({ ...how, success: (got: T) => resolve(ok(got)), fail });
  });
}
