// A stand-in phone: storage (jsdom's), a network that a test answers, and the page's life.
import { useEffect } from 'react';

type Request = { url: string; data: Record<string, unknown>; header: Record<string, string> };
type Reply = { statusCode: number; data: unknown };
type Server = (request: Request) => Reply | Promise<Reply>;
type Upload = { url: string; filePath: string; fileName?: string; header: Record<string, string> };
type Place = { latitude: number; longitude: number; accuracy: number };

const heard = () => new Set<() => void>();
const hooks = { show: heard(), hide: heard(), pull: heard(), bottom: heard() };

const networkHearers = new Set<(now: { isConnected: boolean }) => void>();

/** What a test does to the phone, and sees of it. */
export const phone = {
  requests: [] as Request[],
  language: 'zh_CN',
  /** `wxwork` inside WeCom. */
  environment: undefined as string | undefined,
  title: '',
  pulls: 0,
  /** What the app does with the phone, in order. */
  done: [] as unknown[],
  uploads: [] as Upload[],
  /** How the page was opened. */
  params: {} as Record<string, string>,
  launch: {} as Record<string, string>,
  /** Each answers, or throws as the platform does. */
  place: (() => ({ latitude: 31.2, longitude: 121.4, accuracy: 15 })) as () => Place,
  photos: (() => ['wxfile://tmp/1.jpg']) as () => string[],
  code: (() => '') as () => string,
  subscribed: ((): Record<string, string> => ({})) as () => Record<string, string>,
  storageFull: false,
  /** Of a chosen photo, and of what compressing makes of it; null: this phone cannot. */
  photoBytes: 1000,
  compressed: null as number | null,
  /** What the recorder does once it is started, and how long it says that it has listened. */
  recorder: (() => 'starts') as () => 'starts' | { errMsg: string },
  recorded: 7_000,
  /** Ends a recording as the phone itself would: the minute is full, or a call comes in. */
  endRecording: () => recorder.stop?.(),
  player: (() => 'plays') as () => 'plays' | 'fails',
  endPlaying: () => sound.ended?.(),
  /** What the getPhoneNumber button brings; empty: the person said no. */
  phoneCode: 'phone-code',
  /** The pages above home. */
  depth: 1,
  receive: (() => ({ statusCode: 404, data: null })) as (upload: Upload) => Reply | Promise<Reply>,
  connect: (online: boolean) => {
    for (const hear of networkHearers) hear({ isConnected: online });
  },
  server: (() => ({ statusCode: 404, data: null })) as Server,
  /** As the platform says it once, shortly after a page was opened. */
  show: () => run(hooks.show),
  /** Another page or app was in front, and is no longer. */
  comeBack: () => {
    run(hooks.hide);
    run(hooks.show);
  },
  goAway: () => run(hooks.hide),
  pullDown: () => run(hooks.pull),
  reachBottom: () => run(hooks.bottom),
};

const recorder: { started?: () => void; stop?: () => void; broken?: (error: object) => void } = {};
const sound: { ended?: () => void; failed?: () => void } = {};

const Taro = {
  getStorageSync: (key: string): unknown => JSON.parse(localStorage.getItem(key) ?? '""'),
  setStorageSync: (key: string, value: unknown) => {
    if (phone.storageFull) throw { errMsg: 'setStorageSync:fail exceed max size' };
    localStorage.setItem(key, JSON.stringify(value));
  },
  getStorageInfoSync: () => ({ keys: Object.keys(localStorage) }),
  removeStorageSync: (key: string) => localStorage.removeItem(key),
  getLaunchOptionsSync: () => ({ query: phone.launch }),
  getSystemInfoSync: () => ({ environment: phone.environment, language: phone.language }),
  getNetworkType: async () => ({ networkType: 'wifi' }),
  onNetworkStatusChange: (hear: (now: { isConnected: boolean }) => void) => void networkHearers.add(hear),
  getLocation: async () => phone.place(),
  chooseMedia: async () => ({
    tempFiles: phone.photos().map((tempFilePath) => ({ tempFilePath, size: phone.photoBytes })),
  }),
  compressImage: async () => {
    if (phone.compressed === null) throw { errMsg: 'compressImage:fail' };
    return { tempFilePath: 'wxfile://tmp/small.jpg' };
  },
  getFileInfo: async () => ({ size: phone.compressed }),
  scanCode: async () => ({ result: phone.code() }),
  login: async () => ({ code: 'login-code' }),
  saveFile: async ({ tempFilePath }: { tempFilePath: string }) => ({ savedFilePath: `kept:${tempFilePath}` }),
  removeSavedFile: async ({ filePath }: { filePath: string }) => void phone.done.push(['drop', filePath]),
  requestSubscribeMessage: async () => phone.subscribed(),
  previewImage: async (what: object) => void phone.done.push(['preview', what]),
  makePhoneCall: async ({ phoneNumber }: { phoneNumber: string }) => void phone.done.push(['call', phoneNumber]),
  openLocation: async (where: object) => void phone.done.push(['map', where]),
  openSetting: async () => void phone.done.push(['settings']),
  setClipboardData: async ({ data }: { data: string }) => void phone.done.push(['copy', data]),
  vibrateShort: async () => {},
  navigateTo: async ({ url }: { url: string }) => void phone.done.push(['go', url]),
  redirectTo: async ({ url }: { url: string }) => void phone.done.push(['replace', url]),
  navigateBack: async () => void phone.done.push(['back']),
  getCurrentPages: () => Array.from({ length: phone.depth }, () => ({})),
  pageScrollTo: async ({ selector }: { selector?: string }) => {
    if (selector !== undefined) phone.done.push(['scroll', selector]);
  },
  showToast: async () => {},
  getRecorderManager: () => ({
    onStart: (hear: () => void) => void Object.assign(recorder, { started: hear }),
    onStop: (hear: (how: object) => void) => {
      recorder.stop = () => hear({ tempFilePath: 'wxfile://tmp/voice.mp3', fileSize: 5000, duration: phone.recorded });
    },
    onError: (hear: (error: object) => void) => void Object.assign(recorder, { broken: hear }),
    onInterruptionBegin: () => {},
    start: (how: object) => {
      const next = phone.recorder();
      phone.done.push(['record', how]);
      if (next === 'starts') recorder.started?.();
      else recorder.broken?.(next);
    },
    stop: () => recorder.stop?.(),
  }),
  createInnerAudioContext: () => {
    const context = {
      src: '',
      play: () => {
        phone.done.push(['play', context.src]);
        if (phone.player() === 'fails') sound.failed?.();
      },
      stop: () => void phone.done.push(['hush']),
      destroy: () => {},
      onEnded: (hear: () => void) => void Object.assign(sound, { ended: hear }),
      onError: (hear: () => void) => void Object.assign(sound, { failed: hear }),
    };
    return context;
  },
  uploadFile: async (order: Upload): Promise<Reply> => {
    phone.uploads.push(order);
    return phone.receive(order);
  },
  downloadFile: async ({ url }: { url: string }) => ({ statusCode: 200, tempFilePath: `tmp:${url}` }),
  createCanvasContext: () => {
    const nothing = () => {};
    return {
      ...{ setStrokeStyle: nothing, setLineWidth: nothing, setLineCap: nothing, setLineJoin: nothing },
      ...{ moveTo: nothing, lineTo: nothing, stroke: nothing, draw: nothing },
    };
  },
  canvasToTempFilePath: async () => ({ tempFilePath: 'wxfile://tmp/signature.png' }),
  getAppBaseInfo: () => ({ language: phone.language }),
  setNavigationBarTitle: async ({ title }: { title: string }) => {
    phone.title = title;
  },
  stopPullDownRefresh: () => {
    phone.pulls++;
  },
  request: async (request: Request): Promise<Reply> => {
    phone.requests.push(request);
    return phone.server(request);
  },
};
export default Taro;

export const useRouter = () => ({ params: phone.params });
export const useLoad = (callback: (query: object) => void) => useEffect(() => callback(phone.params), []);
export const useShareAppMessage = (_: unknown) => {};
export const useUnload = (callback: () => void) => useEffect(() => callback, []);
export const useDidHide = (callback: () => void) => useHook('hide', callback);
export const useDidShow = (callback: () => void) => useHook('show', callback);
export const usePullDownRefresh = (callback: () => void) => useHook('pull', callback);
export const useReachBottom = (callback: () => void) => useHook('bottom', callback);

function useHook(name: keyof typeof hooks, callback: () => void): void {
  useEffect(() => {
    hooks[name].add(callback);
    return () => void hooks[name].delete(callback);
  });
}

function run(callbacks: Set<() => void>): void {
  for (const callback of callbacks) callback();
}
