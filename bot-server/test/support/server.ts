// A whole server on a free port, with the two sample organizations in its database. Its clock stands still until it is moved.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import { assemble, type Product } from '../../src/assemble';
import { type Clock, fixedClock } from '../../src/core/clock';
import { makeLog } from '../../src/core/log';
import { issueToken } from '../../src/features/session/sessions';
import { makeServer, type ServerDeps } from '../../src/http/server';
import { SAMPLE_PASSWORD } from '../../src/sample/organizations';
import { makePatience } from '../../src/store/patience';
import type { Store } from '../../src/store/unit';
import { doneElsewhere } from './seldom';

export const TEST_KEY = 'a key for tests, thirty-two characters long';

export const ORG = 'cuihu';
export const TWIN = 'yunshan';
export { SAMPLE_PASSWORD };

// Whatever the contract says of an answer is the business of its own tests.
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
export type Reply = { readonly status: number; readonly headers: Headers; readonly body: any };
export type Send = { readonly token?: string; readonly cookie?: string; readonly headers?: Record<string, string> };

export type TestClock = Clock & { readonly forward: (ms: number) => void };

export type TestServer = {
  readonly url: string;
  readonly dataDir: string;
  readonly product: Product;
  readonly clock: TestClock;
  readonly call: <Name extends EndpointName>(name: Name, input: InputOf<Name>, send?: Send) => Promise<Reply>;
  /** `body` as it stands. */
  readonly post: (path: string, body: RequestInit['body'], send?: Send) => Promise<Reply>;
  readonly upload: (bytes: Uint8Array, name: string, send: Send, fields?: Record<string, string>) => Promise<Reply>;
  readonly tokenFor: (login: string, org?: string) => Promise<string>;
  /** A browser's sign-in: the Cookie header to send from then on. */
  readonly cookieFor: (login: string, org?: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Milliseconds. */
const LONG = 60_000;
/** Nobody is turned away because a busy machine is slow, but where that is what is tested. */
export const patient = () => makePatience(LONG);

/** `work`: with timers, outbox and numbering going on behind the answers. */
export type ServerOptions = Partial<ServerDeps> & {
  readonly work?: boolean;
  /** Where the stand-in for the chat platforms listens; nobody does, unless a test says so. */
  readonly sandbox?: string;
  readonly baseUrl?: string;
  /** What numbers are sealed under; the server's own key, unless told. */
  readonly personalKey?: string;
  /** Of several servers that live in the same time; one that stands still, unless told. */
  readonly clock?: TestClock;
  /** Any free one, unless told. */
  readonly port?: number;
};

/** Refuses connections at once. */
const NOWHERE = 'http://127.0.0.1:9';
const platformsAt = (sandbox: string) => ({
  sandboxUrl: sandbox,
  wecomApi: `${sandbox}/wecom`,
  wecomOauth: `${sandbox}/oauth`,
  wecomLogin: `${sandbox}/login`,
  wechatApi: `${sandbox}/wechat`,
  dingtalkApi: `${sandbox}/dingtalk/api`,
  dingtalkOapi: `${sandbox}/dingtalk/oapi`,
  dingtalkLogin: `${sandbox}/dingtalk`,
});

export async function startServer(
  store: Store,
  {
    work = false,
    sandbox = NOWHERE,
    baseUrl = 'http://paidan.test',
    personalKey,
    clock = fixedClock(Date.now()),
    port: wanted = 0,
    ...overrides
  }: ServerOptions = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'paidan-server-'));
  const log = overrides.log ?? makeLog('silent');
  const secretKey = TEST_KEY;
  const product = await assemble({
    store,
    clock,
    log,
    dataDir,
    secretKey,
    personalKeys: personalKey === undefined ? undefined : [personalKey],
    sessionDays: 30,
    platforms: platformsAt(sandbox),
    baseUrl,
    patience: overrides.patienceOf === undefined && 'patienceOf' in overrides ? undefined : LONG,
  });
  await product.plantSamples();
  // Setting a password ends the sessions so far: those of the tests begin afterwards.
  clock.forward(1);
  if (work) {
    await doneElsewhere(store);
    product.startWork();
  }
  const server = makeServer({
    ...product,
    log,
    publicUrl: undefined,
    proxies: 0,
    rootDir: dataDir,
    ready: store.ready,
    isFull: store.isFull,
    samples: null,
    patienceOf: patient,
    checkAnswers: true,
    ...overrides,
  });
  const { port, stop } = await server.listen(wanted, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;

  async function post(at: string, body: RequestInit['body'], { token, cookie, headers }: Send = {}): Promise<Reply> {
    const response = await fetch(url + at, {
      method: 'POST',
      body: body ?? null,
      headers: {
        'Accept-Language': 'en',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { Cookie: cookie }),
        ...headers,
      },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    // What is not text is handed on as it came.
    const type = response.headers.get('Content-Type') ?? '';
    const isFile = type === 'application/pdf' || type.endsWith('.sheet');
    const read = () => (bytes.length === 0 ? undefined : JSON.parse(bytes.toString()));
    const said = () => (type.startsWith('text/csv') ? bytes.toString() : read());
    return { status: response.status, headers: response.headers, body: isFile ? bytes : said() };
  }
  const json = { 'Content-Type': 'application/json' };
  const call: TestServer['call'] = (name, input, send = {}) =>
    post(`/api/${name}`, JSON.stringify(input), { ...send, headers: { ...json, ...send.headers } });

  return {
    url,
    dataDir,
    product,
    clock,
    call,
    post,
    upload: (bytes, name, send, fields = {}) => {
      const form = new FormData();
      for (const [key, value] of Object.entries(fields)) form.append(key, value);
      form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return post('/api/file.upload', form, send);
    },
    tokenFor: async (login, org = ORG) => {
      const issued = await issueToken({ store, clock, secretKey }, { org, login, label: null });
      if (!issued.ok) throw new Error(`nobody is called ${login}`);
      return issued.value;
    },
    cookieFor: async (login, org = ORG) => {
      const reply = await call('session.create', { org, login, password: SAMPLE_PASSWORD });
      return reply.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    stop: async () => {
      await stop(1000);
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
