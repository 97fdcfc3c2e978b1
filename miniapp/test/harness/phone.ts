// A phone with the built mini-program on it, in WeChat, WeCom or DingTalk: what a person sees, presses and types, what the app asks
// of its host, and what becomes of it when it is closed and started again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type App, type Launch, startApp } from './app';
import { axmlTemplates } from './axml';
import { type Device, makeDevice } from './device';
import { makeDingtalk } from './dingtalk';
import { allIn, datasetOf, type Element, hasClass, outwards, textIn, wordsIn } from './element';
import type { Drawn, Point } from './paper';
import { type Call, recorded } from './record';
import { makeWechat, type Wechat } from './wechat';
import { type Asked, makeWire, type Wire } from './wire';
import { wxmlTemplates } from './wxml';

export type HostName = 'wechat' | 'wecom' | 'dingtalk';
type Words = string | RegExp;

export type Person = {
  /** What the host's sign-in gives out for this person; refused by default. */
  readonly code?: () => Promise<string>;
  readonly phoneCode?: () => Promise<string>;
  /** Agrees to be sent messages from this template. */
  readonly accepts?: (templateId: string) => boolean;
};

export type Phone = {
  readonly host: {
    readonly name: HostName /** A guide must be agreed to before photos and places. */;
    readonly asksForPrivacy: boolean;
  };
  readonly device: Device;
  /** Since the phone was made, whichever start of the app they belong to. */
  readonly calls: readonly Call[];
  readonly requests: readonly Asked[];
  /** What the app threw, or wrote to the console as an error. */
  readonly errors: readonly string[];
  /** Onto canvases. */
  readonly drawn: readonly Drawn[];
  readonly start: (launch?: Launch) => void;
  /** Swiped away: nothing more of it runs, temporary files are gone. */
  readonly close: () => void;
  /** To the back, and to the front again. */
  readonly leave: () => void;
  readonly comeBack: () => void;
  readonly route: () => string;
  readonly depth: () => number;
  /** What stands on the page in front, element by element. */
  readonly view: () => Element;
  /** Everything on the page in front, as text. */
  readonly shown: () => string;
  readonly has: (words: Words) => boolean;
  readonly sees: (words: Words) => Promise<void>;
  readonly missesOut: (words: Words) => Promise<void>;
  /** What is called exactly so. */
  readonly tap: (words: Words) => Promise<void>;
  /** What holds a line that says exactly this: an item of a list. */
  readonly open: (words: Words) => Promise<void>;
  /** The so-manieth element of a class that can be pressed: for what has no words. */
  readonly tapOn: (className: string, at?: number) => Promise<void>;
  /** `field`: its label, or what it says while it is empty. */
  readonly type: (field: string, text: string) => Promise<void>;
  readonly valueOf: (field: string) => string;
  /** A stroke on the page's canvas. */
  readonly draw: (stroke: readonly Point[]) => Promise<void>;
  readonly pullDown: () => Promise<void>;
  readonly goBack: () => void;
  /** Addresses of the pictures in sight. */
  readonly pictures: () => readonly string[];
  readonly until: (holds: () => boolean, what: string) => Promise<void>;
  /** Away with it. */
  readonly end: () => void;
};

/** Where the built packages are. */
const DIST = path.resolve(__dirname, '../../dist');
const ADDRESSES = {
  wechat: { temporary: 'wxfile://tmp_', kept: 'wxfile://store_' },
  wecom: { temporary: 'wxfile://tmp_', kept: 'wxfile://store_' },
  dingtalk: { temporary: 'https://resource/', kept: 'https://usr/', ending: 'image' },
} as const;
/** Until something is seen. Milliseconds. */
const PATIENCE = 240_000;
const LOOK_EVERY = 20;
/** Looks in which what is pressed has stood there. */
const HAND = 3;
/** A panel in front of the page: what lies behind it cannot be reached. */
const PANEL = 'sheet__panel';

export function makePhone(name: HostName, person: Person = {}): Phone {
  const dist = path.join(DIST, name === 'dingtalk' ? 'dd' : 'weapp');
  const device = makeDevice(ADDRESSES[name]);
  const calls: Call[] = [];
  const drawn: Drawn[] = [];
  const earlier: { requests: Asked[]; errors: string[] } = { requests: [], errors: [] };
  let running: { app: App; wire: Wire; wechat: Wechat | null } | null = null;

  const now = () => {
    if (running === null) throw new Error('the app is closed');
    return running;
  };
  const front = () => now().app.front();
  const area = () => {
    const view = front().view();
    return [...allIn(view)].filter((element) => hasClass(element, PANEL)).pop() ?? view;
  };

  function start(launch: Launch = {}): void {
    const wire = makeWire(device);
    const page = () => running?.app.pages[running.app.pages.length - 1]?.route ?? '';
    const refused = () => Promise.reject(new Error('nobody is signed in to this phone'));
    const called = name === 'dingtalk' ? 'id' : 'canvas-id';
    const hasCanvas = (id: string) =>
      [...allIn(front().view())].some(
        ({ tag, attributes, owner }) => tag === 'canvas' && attributes[called] === id && owner === front().instance,
      );
    const common = { hasCanvas, device, wire, drawn, code: person.code ?? refused, app: () => now().app };
    let wechat: Wechat | null = null;
    const globals = (app: App) => {
      running = { app, wire, wechat: null };
      if (name === 'dingtalk') {
        // Taro's plugin wants to look at it.
        return { dd: recorded(makeDingtalk(common), calls, page), navigator: { swuserAgent: 'DingTalk' } };
      }
      const accepts = person.accepts ?? (() => true);
      const phoneCode = person.phoneCode ?? refused;
      wechat = makeWechat({ ...common, phoneCode, accepts, inWecom: name === 'wecom' });
      return { wx: recorded(wechat.api, calls, page) };
    };
    const templates =
      name === 'dingtalk'
        ? () => axmlTemplates(dist)
        : (owners: Parameters<typeof wxmlTemplates>[1]) => wxmlTemplates(dist, owners);
    const app = startApp({ dist, launch, templates, globals, clockOff: device.clockOff });
    running = { app, wire, wechat };
  }

  function close(): void {
    if (running === null) return;
    running.app.end();
    running.wire.cut();
    earlier.requests.push(...running.wire.requests);
    earlier.errors.push(...running.app.errors);
    device.files.forgetTemporary();
    running = null;
  }

  const errors = () => [...earlier.errors, ...(running?.app.errors ?? [])];

  async function until(holds: () => boolean, what: string): Promise<void> {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      if (holds()) return;
      await pause(LOOK_EVERY);
    }
    const asked = now()
      .wire.requests.slice(-5)
      .map(({ url, body }) => `${url} ${typeof body === 'string' ? body : ''}`);
    throw new Error([`${name}, ${front().route}: ${what}. On the page:`, shown(), ...errors(), ...asked].join('\n'));
  }

  const shown = () => wordsIn(front().view());
  const matches = (text: string, words: Words) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  const is = (text: string, words: Words) =>
    typeof words === 'string' ? text.trim() === words : words.test(text.trim());

  /** What can be pressed, the innermost last. */
  const pressables = () => [...allIn(area())].filter((element) => 'tap' in element.listeners);
  const isCalled = (element: Element, words: Words) =>
    is(textIn(element), words) || is(String(element.attributes['aria-label'] ?? ''), words);
  const holds = (element: Element, words: Words) =>
    [...allIn(element)].some((inner) => inner.tag === 'text' && is(textIn(inner), words));

  function fieldFor(label: string): Element | null {
    let labelled = false;
    const isField = ({ tag }: Element) => tag === 'input' || tag === 'textarea';
    for (const element of allIn(area())) {
      const { placeholder, 'aria-label': aria } = element.attributes;
      if (isField(element) && (labelled || placeholder === label || aria === label)) return element;
      if (element.tag === 'text' && textIn(element).trim() === label) labelled = true;
    }
    return null;
  }

  /** DingTalk writes its events' names in two words. */
  const typeOf = (type: string) =>
    name === 'dingtalk' ? type.replace(/^touch(\w)/, (_, next) => `touch${next.toUpperCase()}`) : type;

  function dispatch(target: Element, type: string, detail: object, more: object = {}): void {
    const idOf = (element: Element) => String(element.attributes.id ?? '');
    const point = { identifier: 0, pageX: 10, pageY: 10, clientX: 10, clientY: 10 };
    const event = {
      type: typeOf(type),
      timeStamp: Date.now(),
      target: { id: idOf(target), dataset: datasetOf(target), targetDataset: datasetOf(target) },
      detail,
      touches: [point],
      changedTouches: [point],
      ...more,
    };
    for (const element of outwards(target)) {
      const listener = element.listeners[type];
      if (listener === undefined) continue;
      const handler = element.owner[listener.handler];
      const currentTarget = { id: idOf(element), dataset: datasetOf(element) };
      if (typeof handler !== 'function') throw new Error(`nobody handles ${listener.handler}`);
      now().app.attempt(() => void handler.call(element.owner, { ...event, currentTarget }));
      if (listener.ends || !BUBBLES.has(type)) return;
    }
  }

  const faceOf = (element: Element) => JSON.stringify([datasetOf(element), element.attributes.id, textIn(element)]);

  /** A hand takes a moment: what has only just come may be drawn over before it arrives. */
  async function press(find: () => Element | null, what: string): Promise<void> {
    let before: string | null = null;
    let looks = 0;
    const stands = () => {
      const found = find();
      const face = found && faceOf(found);
      looks = face !== null && face === before ? looks + 1 : 0;
      before = face;
      return looks >= HAND;
    };
    await until(stands, `nothing to press: ${what}`);
    const element = find();
    if (element === null) throw new Error(`${what} went away`);
    dispatch(element, 'tap', { x: 10, y: 10 });
    const opens = element.attributes['open-type'];
    if (typeof opens !== 'string' || opens === '') return;
    const follows = await now().wechat?.openType(opens, String(element.attributes.id ?? ''));
    if (follows) dispatch(element, follows.type, follows.detail);
  }

  return {
    host: { name, asksForPrivacy: name === 'wechat' },
    device,
    calls,
    drawn,
    get requests() {
      return [...earlier.requests, ...(running?.wire.requests ?? [])];
    },
    get errors() {
      return errors();
    },
    start,
    close,
    leave: () => now().app.hide(),
    comeBack: () => now().app.show(),
    route: () => front().route,
    depth: () => now().app.pages.length,
    view: () => front().view(),
    shown,
    has: (words) => matches(shown(), words),
    sees: (words) => until(() => matches(shown(), words), `does not show ${words}`),
    missesOut: (words) => until(() => !matches(shown(), words), `still shows ${words}`),
    tap: (words) =>
      press(
        () =>
          pressables()
            .filter((one) => isCalled(one, words))
            .pop() ?? null,
        String(words),
      ),
    open: (words) =>
      press(
        () =>
          pressables()
            .filter((one) => holds(one, words))
            .pop() ?? null,
        String(words),
      ),
    tapOn: (className, at = 0) =>
      press(() => pressables().filter((one) => hasClass(one, className))[at] ?? null, className),
    type: async (label, text) => {
      await until(() => fieldFor(label) !== null, `no field ${label}`);
      const field = fieldFor(label);
      if (field === null) throw new Error(`${label} went away`);
      const most = Number(field.attributes.maxlength ?? 140);
      const value = most < 0 ? text : text.slice(0, most);
      dispatch(field, 'focus', { value: field.attributes.value });
      dispatch(field, 'input', { value, cursor: value.length });
      dispatch(field, 'blur', { value });
    },
    valueOf: (label) => String(fieldFor(label)?.attributes.value ?? ''),
    draw: async (stroke) => {
      const find = () => [...allIn(area())].find(({ tag }) => tag === 'canvas') ?? null;
      await until(() => find() !== null, 'nothing to draw on');
      const touch = (type: string, touches: readonly Point[]) => {
        const canvas = find();
        if (canvas !== null) dispatch(canvas, type, {}, { touches, changedTouches: touches });
      };
      const [first, ...others] = stroke;
      if (first) touch('touchstart', [first]);
      for (const point of others) touch('touchmove', [point]);
      touch('touchend', []);
    },
    pullDown: async () => {
      const page = front();
      const config = JSON.parse(readFileSync(path.join(dist, `${page.route}.json`), 'utf8'));
      if (!config.enablePullDownRefresh && !config.pullRefresh) throw new Error(`${page.route} cannot be pulled down`);
      const stops = () => calls.filter((call) => call.name === 'stopPullDownRefresh').length;
      const before = stops();
      now().app.tell(page, 'onPullDownRefresh');
      await until(() => stops() > before, 'pulled down, it never came to rest');
    },
    goBack: () => void now().app.navigation.navigateBack({}),
    pictures: () =>
      [...allIn(front().view())]
        .filter(({ tag }) => tag === 'image')
        .map(({ attributes }) => String(attributes.src ?? '')),
    until,
    end: () => {
      close();
      device.throwAway();
    },
  };
}

const BUBBLES = new Set(['tap', 'touchstart', 'touchmove', 'touchend', 'touchcancel', 'longpress', 'longtap']);
