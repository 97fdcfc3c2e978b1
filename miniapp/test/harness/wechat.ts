// `wx`, as WeChat gives it to a mini-program, and as WeCom does: the same names, less some and more some. Only calls that the app
// has use for; what a host has not is not there.
import type { App, Navigation, Turn } from './app';
import type { Device } from './device';
import { type Drawn, offscreen, oldContext } from './paper';
import type { Api } from './record';
import { type Answered, formWith, type Unanswered, type Wire } from './wire';

export type WechatHost = {
  readonly device: Device;
  readonly wire: Wire;
  readonly app: () => App;
  /** What `wx.login`, or `wx.qy.login`, exchanges this person for. */
  readonly code: () => Promise<string>;
  readonly phoneCode: () => Promise<string>;
  readonly drawn: Drawn[];
  readonly inWecom: boolean;
  /** Does a canvas of this name stand on the page itself? Inside a component it would not be found. */
  readonly hasCanvas: (id: string) => boolean;
  /** Message templates that the person agrees to when asked. */
  readonly accepts: (templateId: string) => boolean;
};

type Options = {
  readonly success?: (result: object) => void;
  readonly fail?: (error: object) => void;
  readonly complete?: (result: object) => void;
} & { readonly [name: string]: unknown };

export type Wechat = {
  readonly api: Api;
  /** A press on a button with an `open-type`: the event that follows, if any. */
  readonly openType: (type: string, buttonId: string) => Promise<{ type: string; detail: object } | null>;
};

/** Photos, places, the microphone and the clipboard are asked for in the privacy guide (WeChat document "PrivacyAuthorize"). */
export function makeWechat(host: WechatHost): Wechat {
  const { device, wire, app, drawn, inWecom } = host;
  const papers = new Map<string, ReturnType<typeof oldContext>>();
  let listener: ((resolve: (said: { event: string; buttonId?: string }) => void, info: object) => void) | null = null;
  /** Buttons to agree that were really pressed. */
  const pressed = new Set<string>();
  const waiting: ((agreed: boolean) => void)[] = [];

  const say = (name: string, options: Options, outcome: object | string) => {
    app().later(() => {
      const told =
        typeof outcome === 'string' ? { errMsg: `${name}:fail ${outcome}` } : { errMsg: `${name}:ok`, ...outcome };
      if (typeof outcome === 'string') options.fail?.(told);
      else options.success?.(told);
      options.complete?.(told);
    });
  };
  const failing = (options: Options, error: object) =>
    app().later(() => {
      options.fail?.(error);
      options.complete?.(error);
    });

  function privacy(then: (agreed: boolean) => void) {
    if (device.privacyAgreed || inWecom) return then(true);
    waiting.push(then);
    if (waiting.length > 1) return;
    const settle = (agreed: boolean) => {
      device.privacyAgreed = agreed;
      for (const one of waiting.splice(0)) one(agreed);
    };
    if (listener === null) return settle(false);
    listener(
      ({ event, buttonId = '' }) => {
        if (event === 'agree' && !pressed.has(buttonId))
          app().errors.push(`agreed by the button ${buttonId}, which nobody pressed`);
        if (event === 'agree' || event === 'disagree') settle(event === 'agree' && pressed.has(buttonId));
      },
      { referrer: '' },
    );
  }

  const REFUSED = { errno: 104 };
  /** A call that the privacy guide must name. */
  const guarded = (name: string, act: (options: Options) => void) => (options: Options) =>
    privacy((agreed) => {
      if (agreed) act(options);
      else failing(options, { ...REFUSED, errMsg: `${name}:fail privacy permission is not authorized` });
    });

  const turn = (name: keyof Navigation) => (options: Options) => {
    app().later(() => {
      const why = app().navigation[name](options as Turn);
      say(name, options, why ?? {});
    });
  };

  function request(options: Options) {
    const { url, method = 'GET', data, header = {}, timeout, dataType = 'json' } = options as Record<string, never>;
    const headers = lowered(header);
    const asked = {
      url: String(url),
      method: String(method),
      headers: { 'content-type': 'application/json', ...headers },
      ...(data !== undefined && method !== 'GET' && { body: typeof data === 'string' ? data : JSON.stringify(data) }),
      ...(timeout !== undefined && { timeout: Number(timeout) }),
    };
    return wire.send(asked, (answer) => {
      if (typeof answer === 'string') return say('request', options, UNANSWERED[answer]);
      const text = answer.body.toString();
      say('request', options, {
        statusCode: answer.status,
        header: answer.headers,
        data: dataType === 'json' ? jsonOr(text) : text,
      });
    });
  }

  function uploadFile(options: Options) {
    const { url, filePath, name, header = {}, formData = {} } = options as Record<string, never>;
    const path = String(filePath);
    if (!device.files.has(path)) {
      say('uploadFile', options, 'file not found');
      return { abort: () => {} };
    }
    const body = formWith(String(name), device.files.read(path), path.split('/').pop() ?? '', formData);
    return wire.send({ url: String(url), method: 'POST', headers: lowered(header), body }, (answer) => {
      if (typeof answer === 'string') return say('uploadFile', options, UNANSWERED[answer]);
      say('uploadFile', options, { statusCode: answer.status, data: answer.body.toString() });
    });
  }

  function downloadFile(options: Options) {
    const { url, header = {} } = options as Record<string, never>;
    return wire.send({ url: String(url), method: 'GET', headers: lowered(header) }, (answer) => {
      if (typeof answer === 'string') return say('downloadFile', options, UNANSWERED[answer]);
      const tempFilePath = device.files.make(answer.body, endingOf(answer));
      say('downloadFile', options, { statusCode: answer.status, tempFilePath });
    });
  }

  const chosen = (options: Options) =>
    device.album.splice(0, Number(options.count ?? 9)).map((file) => {
      const path = device.files.copyIn(file);
      return { path, size: device.files.size(path) };
    });
  function chooseMedia(options: Options) {
    if (device.camera === 'denied') return say('chooseMedia', options, 'system permission denied');
    const files = chosen(options);
    if (files.length === 0) return say('chooseMedia', options, 'cancel');
    const tempFiles = files.map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' }));
    say('chooseMedia', options, { type: 'image', tempFiles });
  }
  function chooseImage(options: Options) {
    if (device.camera === 'denied') return say('chooseImage', options, 'system permission denied');
    const tempFiles = chosen(options);
    if (tempFiles.length === 0) return say('chooseImage', options, 'cancel');
    say('chooseImage', options, { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) });
  }
  function getLocation(options: Options) {
    if (device.location === 'denied') return say('getLocation', options, 'auth deny');
    const { lat, lng, accuracy } = device.position;
    if (options.type !== 'wgs84') return say('getLocation', options, 'the harness only knows wgs84');
    say('getLocation', options, { latitude: lat, longitude: lng, accuracy, horizontalAccuracy: accuracy, speed: -1 });
  }

  function canvasToTempFilePath(options: Options) {
    const { canvas, canvasId } = options as { canvas?: { picture?: () => Buffer }; canvasId?: string };
    const sheet = canvas === undefined ? undefined : sheets.get(canvas);
    const old = canvasId === undefined ? undefined : papers.get(canvasId);
    const picture = sheet?.picture() ?? old?.picture(300, 150);
    if (picture === undefined) return say('canvasToTempFilePath', options, 'canvas is empty');
    const tempFilePath = device.files.make(picture, options.fileType === 'jpg' ? 'jpg' : 'png');
    say('canvasToTempFilePath', options, { tempFilePath });
  }
  const sheets = new Map<object, ReturnType<typeof offscreen>>();

  const api: Api = {
    getSystemInfoSync: () => ({
      language: 'zh_CN',
      platform: 'android',
      SDKVersion: '3.5.0',
      fontSizeSetting: device.fontSize,
      ...(inWecom && { environment: 'wxwork' }),
    }),
    getLaunchOptionsSync: () => ({ ...app().launch, query: { ...app().launch.query } }),
    getStorageSync: (key: string) => {
      const found = device.storage.get(key);
      return found === undefined ? '' : JSON.parse(found);
    },
    setStorageSync: (key: string, value: unknown) => {
      if (device.full) throw new Error('setStorageSync:fail exceed storage max size 10Mb');
      const said = JSON.stringify(value);
      if (said.length > 1024 * 1024) throw new Error('setStorageSync:fail exceed storage item max length');
      device.storage.set(key, said);
    },
    removeStorageSync: (key: string) => void device.storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...device.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    getNetworkType: (options: Options) =>
      say('getNetworkType', options, { networkType: device.online() ? 'wifi' : 'none' }),
    onNetworkStatusChange: (hear: (now: object) => void) =>
      void device.onNetwork((online) =>
        app().later(() => hear({ isConnected: online, networkType: online ? 'wifi' : 'none' })),
      ),
    request,
    uploadFile,
    downloadFile,
    navigateTo: turn('navigateTo'),
    redirectTo: turn('redirectTo'),
    reLaunch: turn('reLaunch'),
    switchTab: turn('switchTab'),
    navigateBack: turn('navigateBack'),
    setNavigationBarTitle: (options: Options) => say('setNavigationBarTitle', options, {}),
    stopPullDownRefresh: (options: Options = {}) => say('stopPullDownRefresh', options, {}),
    pageScrollTo: (options: Options) => say('pageScrollTo', options, {}),
    scanCode: (options: Options) => {
      if (device.camera === 'denied') return say('scanCode', options, 'auth deny');
      const result = device.codes.shift();
      return say('scanCode', options, result === undefined ? 'cancel' : { result, scanType: 'QR_CODE', path: '' });
    },
    chooseMedia: guarded('chooseMedia', chooseMedia),
    chooseImage: guarded('chooseImage', chooseImage),
    getLocation: guarded('getLocation', getLocation),
    getImageInfo: (options: Options) => say('getImageInfo', options, { width: 1200, height: 900, path: options.src }),
    previewImage: (options: Options) => say('previewImage', options, {}),
    saveFile: (options: Options) => {
      const savedFilePath = device.full ? null : device.files.keep(String(options.tempFilePath));
      const why = device.full
        ? 'the maximum size of the file storage limit is exceeded'
        : 'tempFilePath file not exist';
      return say('saveFile', options, savedFilePath === null ? why : { savedFilePath });
    },
    removeSavedFile: (options: Options) =>
      say('removeSavedFile', options, device.files.drop(String(options.filePath)) ? {} : 'file not exist'),
    createCanvasContext: (id: string) => {
      const made = oldContext((one) => drawn.push(one));
      if (host.hasCanvas(id)) papers.set(id, made);
      return made.context;
    },
    createOffscreenCanvas: (options: { width: number; height: number }) => {
      const made = offscreen(options, device.files.read, (one) => drawn.push(one));
      sheets.set(made.sheet, made);
      return made.sheet;
    },
    createIntersectionObserver: () => {
      // Everything is near in a window that draws nothing.
      const observer = {
        relativeToViewport: () => observer,
        observe: (_selector: string, hear: (seen: object) => void) => {
          setTimeout(hear, 0, { intersectionRatio: 1, boundingClientRect: { top: 0, bottom: 800 } });
        },
        disconnect: () => {},
      };
      return observer;
    },
    canvasToTempFilePath,
    makePhoneCall: (options: Options) => say('makePhoneCall', options, {}),
    openLocation: (options: Options) => say('openLocation', options, {}),
    openSetting: (options: Options) => say('openSetting', options, { authSetting: {} }),
    setClipboardData: (options: Options) => say('setClipboardData', options, {}),
    getRecorderManager: () => ({ onStart() {}, onStop() {}, onError() {}, start() {}, stop() {} }),
    canIUse: (name: string) => name.split('.')[0] ?? '' in api,
  };
  const login = (name: string) => (options: Options) =>
    void host.code().then(
      (code) => say(name, options, { code }),
      (error: Error) => say(name, options, error.message),
    );
  // WeCom: `wx.getWindowInfo`, `getAppBaseInfo` and others are unsupported there; its own sign-in is `wx.qy.login`.
  if (inWecom) api.qy = { login: login('qy.login') };
  else {
    Object.assign(api, {
      login: login('login'),
      getAppBaseInfo: () => ({ language: 'zh_CN', SDKVersion: '3.5.0', fontSizeSetting: device.fontSize }),
      getWindowInfo: () => ({ windowWidth: 390, windowHeight: 844, pixelRatio: 3 }),
      requestSubscribeMessage: (options: Options) => {
        const asked = (options.tmplIds ?? []) as readonly string[];
        const said = asked.map((id) => [id, host.accepts(id) ? 'accept' : 'reject']);
        return say('requestSubscribeMessage', options, Object.fromEntries(said));
      },
      requestPayment: (options: Options) => say('requestPayment', options, 'cancel'),
      openPrivacyContract: (options: Options) => say('openPrivacyContract', options, {}),
      onNeedPrivacyAuthorization: (hear: NonNullable<typeof listener>) => {
        listener = hear;
      },
      requirePrivacyAuthorize: (options: Options) =>
        privacy((agreed) => {
          if (agreed) say('requirePrivacyAuthorize', options, {});
          else {
            const errMsg = 'requirePrivacyAuthorize:fail privacy permission is not authorized';
            failing(options, { ...REFUSED, errMsg });
          }
        }),
    });
  }

  return {
    api,
    openType: async (type, buttonId) => {
      if (type === 'agreePrivacyAuthorization') {
        pressed.add(buttonId);
        return { type: 'agreeprivacyauthorization', detail: { errMsg: 'agreePrivacyAuthorization:ok' } };
      }
      if (type === 'getPhoneNumber') {
        return { type: 'getphonenumber', detail: { errMsg: 'getPhoneNumber:ok', code: await host.phoneCode() } };
      }
      return null;
    },
  };
}

const UNANSWERED: Readonly<Record<Unanswered, string>> = {
  offline: 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
  late: 'timeout',
  aborted: 'abort',
};

const lowered = (header: object): Record<string, string> =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]));

const endingOf = ({ headers }: Answered): string => (/png/.test(headers['content-type'] ?? '') ? 'png' : 'jpg');

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
