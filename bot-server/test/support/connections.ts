// The product with platforms that answer as they are told: connections, contacts, sign-in and hand-over over HTTP.
import { setTimeout } from 'node:timers/promises';
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import type {
  Account,
  Answer,
  Channels,
  Check,
  Directory,
  DirectoryPerson,
  Sending,
  Sent,
  Trouble,
} from '../../src/core/channels';
import type { Log } from '../../src/core/log';
import { makeLog } from '../../src/core/log';
import { makeSeal, type Seal } from '../../src/core/seal';
import { makeBind, makeLose } from '../../src/features/account/bind';
import { accountHandlers } from '../../src/features/account/handlers';
import { type Directory as Contacts, makeDirectory } from '../../src/features/directory/directory';
import { makeWriteRecord } from '../../src/features/record/write';
import { bindMeHandlers, hostSignInHandlers } from '../../src/features/signin/host';
import { signInHandlers } from '../../src/features/signin/options';
import { makeEntrance } from '../../src/features/signin/signin';
import { makeServer } from '../../src/http/server';
import type { Store } from '../../src/store/unit';
import { type Caller, ORG, type Reply, startProduct, type TestProduct } from './product';
import { patient } from './server';

export { ORG, type Reply, TWIN } from './product';

export const SECRET_KEY = 'a key for tests, thirty-two characters long';
export const BASE_URL = 'https://paidan.example.com';
export const WECOM_VALUES = { corpId: 'ww0123456789', agentId: '1000002' };
/** Each is found by its text wherever it should not be. */
export const WECOM_SECRETS = {
  appSecret: 'KANARIEN-app-secret-0001',
  callbackToken: 'KANARIENtoken0002',
  callbackKey: 'KANARIENkey0003aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  contactSecret: 'KANARIEN-contact-secret-0004',
};
export const CANARY = 'KANARIEN';

/** One letter changed, and not the last, of which some bits say nothing. */
export function tampered(sealed: string): string {
  const at = sealed.length - 10;
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
}

/** What the platforms say; a test writes into it. */
export type Script = {
  checks: readonly Check[];
  sending: Answer<Sent>;
  directory: Answer<Directory>;
  /** By code; anything else is trouble. */
  readonly codes: Map<string, string>;
  readonly sent: (Sending & { readonly account: string })[];
  /** Codes that an app's own call gave, as they were asked for; and what is answered to those that are not known. */
  readonly asked: string[];
  hostTrouble: { readonly ok: false; readonly trouble: Trouble } | null;
  /** How often contacts were read, and how many milliseconds that takes. */
  reads: number;
  readingTakes: number;
};

export const trouble = (kind: Trouble['kind'], code: string, message = ''): { ok: false; trouble: Trouble } => ({
  ok: false,
  trouble: { kind, code, message },
});

export const person = (external: string, name: string, ...departments: string[]): DirectoryPerson => ({
  external,
  name,
  departments,
  active: true,
});

export function scripted(): { readonly script: Script; readonly channels: Channels } {
  const script: Script = {
    checks: [{ name: 'token', trouble: null }],
    sending: { ok: true, value: { messageId: 'm1', code: 'c1' } },
    directory: { ok: true, value: { people: [], departments: [] } },
    codes: new Map(),
    sent: [],
    asked: [],
    hostTrouble: null,
    reads: 0,
    readingTakes: 0,
  };
  const abilities = {
    update: false,
    recall: false,
    perReceiver: { minute: 30, hour: 1000 },
    perMinute: 1000,
    recallWithin: 0,
    codeWithin: 0,
  };
  const common = (kind: AccountKind) => ({
    kind,
    channel: kind === 'wechat' || kind === 'dingtalk' ? kind : ('wecom' as const),
    abilities: {
      ...abilities,
      buttons: kind === 'wecom',
      inbound: kind === 'wecom' || kind === 'wechat' ? { waits: { delivery: 5000, check: 1000 } } : null,
      group: kind === 'wecomGroup',
    },
    check: async () => script.checks,
    send: async (account: { readonly id: string }, sending: Sending) => {
      script.sent.push({ ...sending, account: account.id });
      return script.sending;
    },
  });
  const identify = async (_: unknown, code: string): Promise<Answer<string>> => {
    const external = script.codes.get(code);
    return external === undefined ? trouble('person', '40029') : { ok: true, value: external };
  };
  /** Codes of an app's own calls: `<account's clientId or corpId>/<code>`, or whichever is asked first. */
  const hostSignIn = async ({ values }: Account, code: string): Promise<Answer<string>> => {
    script.asked.push(code);
    const own = script.codes.get(`${values.clientId ?? values.corpId}/${code}`);
    if (own !== undefined) return { ok: true, value: own };
    return script.hostTrouble ?? trouble('content', values.clientId === undefined ? '40029' : 'ding_40078');
  };
  const { send: _, ...silent } = common('dingtalk');
  const channels: Channels = {
    wecom: {
      ...common('wecom'),
      directory: async () => {
        script.reads += 1;
        await setTimeout(script.readingTakes);
        return script.directory;
      },
      hostSignIn,
      signIn: {
        url: ({ values }, { redirect, state, inside }) =>
          `https://platform.example/${inside ? 'inside' : 'scan'}?${new URLSearchParams({ corp: values.corpId ?? '', redirect, state })}`,
        identify,
      },
    },
    wecomGroup: common('wecomGroup'),
    wechat: common('wechat'),
    dingtalk: {
      ...silent,
      hostSignIn,
      signIn: {
        url: ({ values }, { redirect, state }) =>
          `https://dingtalk.example/scan?${new URLSearchParams({ client: values.clientId ?? '', redirect, state })}`,
        identify,
      },
    },
  };
  return { script, channels };
}

export type Connected = TestProduct & {
  readonly script: Script;
  readonly channels: Channels;
  readonly seal: Seal;
  readonly contacts: Contacts;
  /** Lines that the log would have had. */
  readonly logged: readonly string[];
  readonly url: string;
  /** A connection of the organization; its id. */
  readonly connect: (org?: string, kind?: AccountKind) => Promise<AccountId>;
  readonly bound: (accountId: AccountId, memberId: MemberId, external: string, org?: string) => Promise<void>;
};

/** `gather`: milliseconds for which changes of the contacts are gathered. `retry`: until contacts that were not read are read again. */
export async function startConnected(store: Store, gather = 5, retry = 60_000): Promise<Connected> {
  const product = await startProduct(store);
  const { script, channels } = scripted();
  const seal = makeSeal(SECRET_KEY);
  const { clock } = product;
  const { execute, sessions } = product.product;
  const logged: string[] = [];
  const log = recording(logged);
  const deps = { store, execute, clock, seal, channels, publicUrl: BASE_URL, secretKey: SECRET_KEY, sessions, log };
  const bind = makeBind(deps);
  const parts = { write: makeWriteRecord(deps), bind, lose: makeLose(deps) };
  const contacts = makeDirectory({ ...deps, ...parts }, { gather, retry });
  const server = makeServer({
    ...product.product,
    handlers: {
      ...product.product.handlers,
      ...accountHandlers(deps),
      ...contacts.handlers,
      ...bindMeHandlers({ ...deps, bind }),
    },
    openHandlers: {
      ...product.product.openHandlers,
      ...signInHandlers(deps),
      ...hostSignInHandlers({ ...deps, bind }),
    },
    entrance: makeEntrance(deps),
    log,
    publicUrl: undefined,
    proxies: 0,
    rootDir: product.dataDir,
    ready: store.ready,
    isFull: store.isFull,
    samples: null,
    patienceOf: patient,
    checkAnswers: true,
  });
  const { port, stop } = await server.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;

  const as =
    (login: string, org: string = ORG): Caller =>
    async (name, input, { key, locale = 'en' } = {}) =>
      ask(url, name, input, {
        Authorization: `Bearer ${await product.tokenFor(login, org)}`,
        'Accept-Language': locale,
        ...(key !== undefined && { 'Idempotency-Key': key }),
      });

  const good = async (reply: Promise<Reply>) => {
    const { status, body } = await reply;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };

  return {
    ...product,
    script,
    channels,
    seal,
    contacts,
    logged,
    url,
    as,
    connect: async (org = ORG, kind = 'wecom') => {
      const { account } = await good(as('admin', org)('account.create', { name: `${kind} ${org}`, ...BODIES[kind] }));
      return account.id;
    },
    bound: async (accountId, memberId, external, org = ORG) => {
      await good(as('admin', org)('identity.bind', { accountId, memberId, external }));
    },
    stop: async () => {
      await contacts.stop();
      await stop(1000);
      await product.stop();
    },
  };
}

export const BODIES = {
  wecom: { kind: 'wecom' as const, values: WECOM_VALUES, secrets: WECOM_SECRETS },
  wecomGroup: { kind: 'wecomGroup' as const, values: {}, secrets: { webhookKey: 'KANARIEN-webhook-0005' } },
  wechat: {
    kind: 'wechat' as const,
    values: { appId: 'wx0123456789' },
    secrets: { appSecret: 'KANARIEN-wechat-0006' },
  },
  dingtalk: {
    kind: 'dingtalk' as const,
    values: { corpId: 'dingcorp0123', clientId: 'dingapp0123' },
    secrets: { appSecret: 'KANARIEN-dingtalk-0007' },
  },
};

async function ask<Name extends EndpointName>(
  url: string,
  name: Name,
  input: InputOf<Name>,
  headers: Record<string, string>,
): Promise<Reply> {
  const response = await fetch(`${url}/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const text = await response.text();
  const isList = response.headers.get('Content-Type')?.startsWith('text/csv');
  return { status: response.status, headers: response.headers, body: isList ? text : JSON.parse(text) };
}

/** A log whose lines can be read. */
function recording(lines: string[]): Log {
  const log = makeLog('silent');
  const note = (...said: unknown[]) => void lines.push(JSON.stringify(said.map(plain)));
  return new Proxy(log, { get: (target, name) => (LEVELS.has(String(name)) ? note : Reflect.get(target, name)) });
}

const LEVELS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, each instanceof Error ? `${each.stack}` : each]),
      )
    : value;
