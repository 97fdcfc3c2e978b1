// `dd`, as DingTalk gives it to a mini-program, by its documents "JSAPI" (httpRequest, uploadFile, downloadFile, chooseImage,
// getLocation, scan, share, getRecorderManager, getBackgroundAudioManager, FileSystemManager, CanvasContext): numbers come as text, an answer that is not 2xx is an error, and much of
// what WeChat has is not there. There is no `my`.
import { toMap } from '../../src/lib/host/gcj';
import type { App, Navigation, Turn } from './app';
import type { Device } from './device';
import { type Drawn, oldContext } from './paper';
import type { Api } from './record';
import { formWith, type Unanswered, type Wire } from './wire';

export type DingtalkHost = {
  readonly device: Device;
  readonly wire: Wire;
  readonly app: () => App;
  readonly code: () => Promise<string>;
  readonly drawn: Drawn[];
  readonly hasCanvas: (id: string) => boolean;
};

type Options = {
  readonly success?: (result: object) => void;
  readonly fail?: (error: object) => void;
  readonly complete?: (result: object) => void;
} & { readonly [name: string]: unknown };
type Fault = { readonly error: number; readonly errorMessage: string } & { readonly [name: string]: unknown };

/** One entry of the storage, as text (document "setStorage"). */
const LONGEST_ENTRY = 200 * 1024;

export function makeDingtalk({ device, wire, app, code, drawn, hasCanvas }: DingtalkHost): Api {
  const done = (options: Options, result: object = {}) =>
    app().later(() => {
      options.success?.(result);
      options.complete?.(result);
    });
  const fail = (options: Options, fault: Fault) =>
    app().later(() => {
      options.fail?.(fault);
      options.complete?.(fault);
    });
  const turn = (name: keyof Navigation) => (options: Options) => {
    app().later(() => {
      const why = app().navigation[name](options as Turn);
      if (why === null) done(options);
      else fail(options, { error: 10, errorMessage: why });
    });
  };

  function httpRequest(options: Options) {
    const {
      url,
      method = 'GET',
      data,
      headers: given = {},
      timeout = 30_000,
      dataType = 'json',
    } = options as Record<string, never>;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...lowered(given) };
    // An object is written as a form, whatever the header says: whoever wants JSON hands over text.
    const body = typeof data === 'object' && data !== null ? String(new URLSearchParams(data)) : data;
    const asked = {
      url: String(url),
      method: String(method),
      headers,
      timeout: Number(timeout),
      ...(body !== undefined && method !== 'GET' && { body: String(body) }),
    };
    return wire.send(asked, (answer) => {
      if (typeof answer === 'string') return fail(options, UNANSWERED[answer]);
      const text = answer.body.toString();
      if (answer.status < 200 || answer.status > 299) {
        return fail(options, { error: 19, errorMessage: 'http status error', status: answer.status, data: text });
      }
      try {
        const read = dataType === 'json' ? JSON.parse(text) : text;
        return done(options, { data: read, status: answer.status, headers: answer.headers });
      } catch {
        return fail(options, { error: 14, errorMessage: 'decode error' });
      }
    });
  }

  function uploadFile(options: Options) {
    const { url, filePath, fileName, fileType, header = {}, formData = {} } = options as Record<string, never>;
    const path = String(filePath);
    if (!fileType || !fileName) return fail(options, { error: 2, errorMessage: 'fileName and fileType are needed' });
    if (!device.files.has(path)) return fail(options, { error: 12, errorMessage: 'no such file' });
    const body = formWith(String(fileName), device.files.read(path), path.split('/').pop() ?? '', formData);
    return wire.send({ url: String(url), method: 'POST', headers: lowered(header), body }, (answer) => {
      if (typeof answer === 'string') return fail(options, UNANSWERED[answer]);
      return done(options, { data: answer.body.toString(), header: answer.headers, statusCode: String(answer.status) });
    });
  }

  function downloadFile(options: Options) {
    const { url, header = {} } = options as Record<string, never>;
    return wire.send({ url: String(url), method: 'GET', headers: lowered(header) }, (answer) => {
      if (typeof answer === 'string') return fail(options, UNANSWERED[answer]);
      if (answer.status !== 200) return fail(options, { error: 12, errorMessage: `download failed: ${answer.status}` });
      return done(options, { filePath: device.files.make(answer.body, 'image') });
    });
  }

  function chooseImage(options: Options) {
    const { count = 1, sourceType = [] } = options as { count?: number; sourceType?: readonly string[] };
    if (sourceType.join() === 'camera' && count !== 1) {
      return fail(options, { error: 2, errorMessage: 'count must be 1 for the camera alone' });
    }
    if (device.camera === 'denied') return fail(options, { error: 2001, errorMessage: 'no permission' });
    const files = device.album.splice(0, count).map((file) => {
      const path = device.files.copyIn(file);
      return { path, size: device.files.size(path), fileType: 'jpg' };
    });
    if (files.length === 0) return fail(options, { error: 11, errorMessage: 'user cancelled' });
    done(options, { files, filePaths: files.map(({ path }) => path) });
  }

  function getLocation(options: Options) {
    if (device.location === 'denied') return fail(options, { error: 11, errorMessage: '请确认定位相关权限已开启' });
    // Which coordinates are wished for is asked of pages only: here they are always the map's.
    const { lat, lng } = toMap(device.position);
    const { accuracy } = device.position;
    done(options, { latitude: String(lat), longitude: String(lng), accuracy: String(accuracy) });
  }

  /** One for the whole app; it is told by its properties whom to call. */
  const recorder = {
    isOn: false,
    start: (how: { readonly duration?: unknown }) => {
      if (typeof how?.duration !== 'number' || how.duration > 60) throw new Error('duration: seconds, at most 60');
      if (device.microphone === 'denied') {
        return app().later(() => recorder.onerror?.({ error: 2001, errMsg: 'no permission' }));
      }
      recorder.isOn = true;
      app().later(() => recorder.onstart?.());
    },
    stop: () => {
      if (!recorder.isOn) return;
      recorder.isOn = false;
      const file = device.said.shift();
      app().later(() => {
        if (file === undefined) recorder.onerror?.({ error: 3, errMsg: '编码器创建失败' });
        else recorder.onstop?.({ tempFilePath: device.files.copyIn(file) });
      });
    },
    onstart: undefined as (() => void) | undefined,
    onstop: undefined as ((how: { readonly tempFilePath: string }) => void) | undefined,
    onerror: undefined as ((fault: { readonly error: number; readonly errMsg: string }) => void) | undefined,
  };

  /** Plays once it is told what; only what is there. */
  const audio = {
    title: '',
    onEnded: undefined as (() => void) | undefined,
    onStop: undefined as (() => void) | undefined,
    onError: undefined as (() => void) | undefined,
    stop: () => app().later(() => audio.onStop?.()),
    set src(address: string) {
      const plays = device.files.has(address) && audio.title !== '';
      if (plays) device.heard.push(address);
      app().later(() => (plays ? audio.onEnded?.() : audio.onError?.()));
    },
  };

  const manager = {
    saveFile: (options: Options) => {
      if (device.full) return fail(options, { error: 3, errorMessage: '保存文件失败' });
      const savedFilePath = device.files.keep(String(options.tempFilePath));
      if (savedFilePath === null) fail(options, { error: 10_022, errorMessage: '指定的路径找不到文件' });
      else done(options, { success: true, savedFilePath });
    },
    removeSavedFile: (options: Options) => {
      const { filePath } = options;
      if (device.files.drop(String(filePath))) done(options, { filePath: String(filePath) });
      else fail(options, { error: 10_022, errorMessage: '指定的路径找不到文件' });
    },
  };

  const api: Api = {
    SDKVersion: '3.0.0',
    corpId: 'dingcuihu',
    canIUse: (name: string) => (name.split('.')[0] ?? '') in api,
    getSystemInfoSync: () => ({ language: 'zh_CN', platform: 'Android', app: 'DingTalk' }),
    getLaunchOptionsSync: () => ({ ...app().launch, query: { ...app().launch.query } }),
    getAuthCode: (options: Options) =>
      void code().then(
        (authCode) => done(options, { authCode }),
        (error: Error) => fail(options, { error: 1, errorMessage: error.message }),
      ),
    getStorageSync: ({ key }: { key: string }) => {
      const found = device.storage.get(key);
      return { data: found === undefined ? null : JSON.parse(found) };
    },
    setStorageSync: ({ key, data }: { key: string; data: unknown }) => {
      const said = JSON.stringify(data);
      if (device.full || said.length > LONGEST_ENTRY) throw new Error('setStorageSync: exceed storage max size');
      device.storage.set(key, said);
    },
    removeStorageSync: ({ key }: { key: string }) => void device.storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...device.storage.keys()], currentSize: 1, limitSize: 10_240 }),
    getNetworkType: (options: Options) =>
      done(options, { networkType: device.online() ? 'WIFI' : 'NOTREACHABLE', networkAvailable: device.online() }),
    httpRequest,
    uploadFile,
    downloadFile,
    chooseImage,
    previewImage: (options: Options) => done(options),
    getLocation,
    openLocation: (options: Options) => done(options),
    scan: (options: Options) => {
      const text = device.codes.shift();
      if (device.camera === 'denied') fail(options, { error: 2001, errorMessage: 'no permission' });
      else if (text === undefined) fail(options, { error: 11, errorMessage: 'user cancelled' });
      else done(options, { text });
    },
    getFileSystemManager: () => manager,
    getRecorderManager: () => recorder,
    getBackgroundAudioManager: () => audio,
    share: (options: Options) => {
      const { type, title, url } = options as Record<string, unknown>;
      if (typeof type === 'number' && typeof title === 'string' && /^https?:/.test(String(url))) done(options);
      else fail(options, { error: 2, errorMessage: 'type, title and url are needed' });
    },
    createCanvasContext: (id: string) => {
      const made = oldContext((one) => drawn.push(one));
      return {
        ...made.context,
        toTempFilePath: (options: Options) => {
          if (hasCanvas(id)) done(options, { filePath: device.files.make(made.picture(300, 150), 'image') });
          else fail(options, { error: 2, errorMessage: `no canvas ${id}` });
        },
      };
    },
    showCallMenu: (options: Options) => done(options),
    setClipboard: (options: Options) => done(options),
    navigateTo: turn('navigateTo'),
    redirectTo: turn('redirectTo'),
    reLaunch: turn('reLaunch'),
    switchTab: turn('switchTab'),
    navigateBack: turn('navigateBack'),
    setNavigationBar: (options: Options) => done(options),
    pageScrollTo: (options: Options) => done(options),
    stopPullDownRefresh: (options: Options = {}) => done(options),
  };
  return api;
}

const UNANSWERED: Readonly<Record<Unanswered, Fault>> = {
  offline: { error: 12, errorMessage: '网络异常' },
  late: { error: 13, errorMessage: '请求超时' },
  aborted: { error: 9, errorMessage: 'abort' },
};

const lowered = (header: object): Record<string, string> =>
  Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]));
