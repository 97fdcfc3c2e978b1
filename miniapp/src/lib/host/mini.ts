// What WeChat, WeCom and DingTalk have in common through Taro: storage, the network, maps, the clipboard, settings, launching.
import type { Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import Taro from '@tarojs/taro';
import { attempt, storage } from './every';
import { trouble } from './fail';
import { toMap } from './gcj';
import type { Host, Photo, Trouble } from './port';
import { flatQuery } from './query';

/** What the server would not take is said while the camera is still at hand. */
export function small(chosen: Result<readonly Photo[], Trouble>): Result<readonly Photo[], Trouble> {
  if (!chosen.ok) return chosen;
  if (chosen.value.some(({ bytes }) => bytes > LIMITS.fileBytes)) return trouble('camera', 'tooLarge');
  return chosen.value.some(({ path }) => /\.hei[cf]$/i.test(path)) ? trouble('camera', 'heic') : chosen;
}

const CALL: Host['call'] = (phone) =>
  attempt('call', async () => {
    await Taro.makePhoneCall({ phoneNumber: phone });
    return null;
  });

const OPEN_MAP: Host['openMap'] = ({ name, address, ...point }) =>
  attempt('map', async () => {
    const { lat, lng } = toMap(point);
    await Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: 17 });
    return null;
  });

const COPY: Host['copy'] = (text) =>
  attempt('share', async () => {
    await Taro.setClipboardData({ data: text });
    return null;
  });

export const network: Host['network'] = {
  online: () => isOnline,
  watch: (hear) => {
    listenOnce();
    hearers.add(hear);
    return () => void hearers.delete(hear);
  },
};

let isOnline = true;
let listens = false;
const hearers = new Set<(online: boolean) => void>();

function listenOnce(): void {
  if (listens) return;
  listens = true;
  const become = (online: boolean) => {
    if (online === isOnline) return;
    isOnline = online;
    for (const hear of Array.from(hearers)) hear(online);
  };
  const look = () =>
    void attempt('storage', () => Taro.getNetworkType()).then((now) => {
      if (now.ok) become(!/none|notreachable/i.test(now.value.networkType));
    });
  look();
  // DingTalk's documents know no such event: there it is asked for now and then.
  if (typeof Taro.onNetworkStatusChange === 'function') {
    void attempt('storage', () => Taro.onNetworkStatusChange(({ isConnected }) => become(isConnected)));
  } else setInterval(look, LOOK_EVERY_MS);
}
const LOOK_EVERY_MS = 5000;

export const miniBase = {
  launch: () => ({ query: flatQuery((Taro.getLaunchOptionsSync?.()?.query ?? {}) as Record<string, unknown>) }),
  call: CALL,
  openMap: OPEN_MAP,
  copy: COPY,
  share: () => Promise.resolve(trouble('share', 'unsupported')),
  previewPhotos: (paths: readonly string[], current: string) =>
    void attempt('camera', () => Taro.previewImage({ urls: [...paths], current })),
  openSettings: () => void attempt('signIn', () => Taro.openSetting({})),
  storage,
  network,
} as const;
