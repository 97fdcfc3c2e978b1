// The phone inside DingTalk. It knows no chooseMedia, no requestPayment and no subscribing: pictures are chosen the old way, paying is
// its own, and what WeChat would subscribe to the server simply sends.
import { ok } from '@paidan/shared/kernel/result';
import Taro from '@tarojs/taro';
import { attempt } from './every';
import { failed, trouble } from './fail';
import { miniBase, small } from './mini';
import type { Answer, Host, Matter } from './port';
import { play } from './sound';
import { upload } from './upload';

type Call = (how: Record<string, unknown>) => void;
declare const dd: Readonly<Record<string, Call | undefined>> | undefined;

export const host: Host = {
  ...miniBase,
  kind: 'dingtalk',
  can: {
    scan: true,
    voice: false,
    subscribe: false,
    share: false,
    pay: false,
    phoneNumber: false,
    stamp: false,
    wechatSignIn: false,
  },
  signInCode: async () => {
    const got = await ask<{ authCode: string }>('signIn', 'getAuthCode', {});
    return got.ok ? ok(got.value.authCode) : got;
  },
  scan: async () => {
    const got = await ask<{ code?: string; qrCode?: string }>('scan', 'scan', { type: 'qr' });
    return got.ok ? ok(got.value.code ?? got.value.qrCode ?? '') : got;
  },
  choosePhotos: async (most, from) => {
    const got = await ask<{ filePaths?: string[]; apFilePaths?: string[]; files?: { size?: number }[] }>(
      'camera',
      'chooseImage',
      {
        count: Math.min(most, 9),
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
  stamp: () => Promise.resolve(trouble('camera', 'unsupported')),
  // What DingTalk has of recording is not documented for mini-programs: the field hides here, and what others said can be heard.
  record: () => Promise.resolve(trouble('voice', 'unsupported')),
  play,
  place: async () => {
    // `coordinate: 0` asks for WGS-84; 1 would be the shifted one.
    const how = { targetAccuracy: '50', coordinate: 0, withReGeocode: false, useCache: false };
    const got = await ask<{ latitude: number; longitude: number; accuracy?: number }>('place', 'getLocation', how);
    if (!got.ok) return got;
    const { latitude, longitude, accuracy } = got.value;
    return ok({ lat: Number(latitude), lng: Number(longitude), accuracy: Math.max(0, Number(accuracy ?? 0)) });
  },
  pay: () => Promise.resolve(trouble('pay', 'unsupported')),
  subscribe: () => Promise.resolve(ok([])),
  files: {
    keep: async (path) => {
      const got = await ask<{ apFilePath?: string; savedFilePath?: string; filePath?: string }>('storage', 'saveFile', {
        apFilePath: path,
        filePath: path,
      });
      // Where DingTalk does not keep files, its own temporary path lives as long as the app does.
      return ok(got.ok ? (got.value.savedFilePath ?? got.value.apFilePath ?? got.value.filePath ?? path) : path);
    },
    show: async (kept) => kept,
    drop: (kept) => void attempt('storage', () => Taro.removeSavedFile({ filePath: kept })),
  },
  upload,
  onPrivacyAsked: () => () => {},
};

function ask<T>(matter: Matter, name: string, how: object): Answer<T> {
  const act = typeof dd === 'undefined' ? undefined : dd?.[name];
  if (typeof act !== 'function') return Promise.resolve(trouble(matter, 'unsupported'));
  return new Promise((resolve) => {
    act({ ...how, success: (got: T) => resolve(ok(got)), fail: (error: unknown) => resolve(failed(matter, error)) });
  });
}
