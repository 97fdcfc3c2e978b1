// Pages, health, headers, and how the server ends.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { brotliCompressSync } from 'node:zlib';
import { fixedClock } from '../core/clock';
import { makeLog } from '../core/log';
import { makeServer, type ServerDeps } from './server';

const log = makeLog('silent');
let rootDir: string;
let database: 'up' | 'down' | 'silent' = 'up';
let full = false;
let working: (() => Promise<unknown>) | null = null;

// A server without a product behind it: nothing here needs a database.
const deps = (): ServerDeps => ({
  handlers: new Proxy({} as ServerDeps['handlers'], {
    get: () => async () => {
      await working?.();
      return { ok: true, value: {} };
    },
  }),
  sessions: {
    find: async () => ({
      tenantId: 't' as never,
      actor: { kind: 'member', id: 'm' as never, roles: [], grants: [] },
      kind: 'token',
    }),
    signIn: async () => ({ ok: false, refusal: { code: 'bad_credentials' } }),
    issueFor: async () => ({ credential: 'pds_none', seconds: 1 }),
  },
  feed: { poll: async () => ({ items: [], cursor: 0, more: false }), subscribe: () => () => {} },
  say: async (_scope, _locale, { code }) => ({ code, message: code }),
  clock: fixedClock(1_795_000_000_000),
  findDownload: async () => null,
  fileGrant: () => null,
  findLabel: async () => null,
  findContact: async () => null,
  masked: async (_scope, answer) => answer,
  openHandlers: {} as ServerDeps['openHandlers'],
  receive: async () => ({ status: 403, type: 'text/plain', body: 'refused' }),
  entrance: {
    start: async () => null,
    back: async () => ({ cookie: null, sorry: 'expired', to: null }),
    go: async () => '/',
  },
  receiveForm: async () => ({ ok: false, refusal: { code: 'invalid' } }),
  guestGate: async () => ({ ok: true, value: null }),
  log,
  publicUrl: 'https://paidan.example.com',
  proxies: 1,
  rootDir,
  ready: () => {
    if (database === 'silent') return new Promise(() => {});
    return database === 'up' ? Promise.resolve() : Promise.reject(new Error('down'));
  },
  isFull: () => full,
  samples: { org: 'cuihu', password: 'paidan123', people: [{ login: '<b>', zh: '管理员', en: 'Administrator' }] },
  checkAnswers: false,
});

async function running<T>(
  use: (url: string, stop: (patience: number) => Promise<void>) => Promise<T>,
  more: Partial<ServerDeps> = {},
): Promise<T> {
  const { port, stop } = await makeServer({ ...deps(), ...more }).listen(0, '127.0.0.1');
  try {
    return await use(`http://127.0.0.1:${port}`, stop);
  } finally {
    await stop(100);
  }
}

beforeAll(async () => {
  rootDir = await mkdtemp(path.join(tmpdir(), 'paidan-pages-'));
  const put = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(rootDir, name)), { recursive: true });
    await writeFile(path.join(rootDir, name), text);
  };
  await put('admin-h5/dist/index.html', '<!doctype html><title>console</title>');
  await put('admin-h5/dist/assets/index-B7x2kQ9a.js', `// ${'x'.repeat(5000)}`);
  await put('admin-h5/dist/.secret', 'no');
  await put('secret.txt', 'no');
  await put(
    'phone/miniapp/dist/h5/index.html',
    '<script>const PARTS = {};\n</script><script defer="defer" src="/m/js/app.12ab34cd.js"></script><link href="/m/css/app.css" rel="stylesheet">',
  );
  await put('phone/miniapp/dist/h5/js/app.12ab34cd.js', `// ${'x'.repeat(5000)}`);
  const packed = brotliCompressSync(`// packed before ${'x'.repeat(5000)}`);
  await writeFile(path.join(rootDir, 'phone/miniapp/dist/h5/js/app.12ab34cd.js.br'), packed);
});
afterAll(() => rm(rootDir, { recursive: true, force: true }));
beforeEach(() => {
  database = 'up';
  working = null;
});

test('the door speaks the visitor’s language and escapes what it shows', () =>
  running(async (url) => {
    const text = async (at: string, language: string) =>
      (await fetch(url + at, { headers: { 'Accept-Language': language } })).text();
    expect(await text('/', 'zh-CN,zh;q=0.9')).toContain('lang="zh-CN"');
    expect(await text('/', 'en-GB')).toContain('One slip from the report');
    expect(await text('/?lang=en', 'zh')).toContain('lang="en"');
    expect(await text('/', 'zh')).toContain('&#60;b&#62;');
    for (const link of ['/admin/', '/m/', '/api/openapi.json'])
      expect(await text('/', 'zh')).toContain(`href="${link}"`);
  }));

test.each([
  [undefined, false],
  ['http://127.0.0.1:9', true],
])('the door leads to the stand-in where there is one: %s', (sandboxUrl, there) =>
  running(
    async (url) => {
      for (const [language, name] of [
        ['zh', '企业微信与微信模拟器'],
        ['en', 'WeCom and WeChat stand-in'],
      ] as const) {
        const text = await (await fetch(url, { headers: { 'Accept-Language': language } })).text();
        expect([text.includes('href="/sandbox/"'), text.includes(name)]).toEqual([there, there]);
      }
    },
    { sandboxUrl },
  ),
);

test.each(['PUT', 'DELETE', 'PATCH'])('%s to a callback: what would be taken is said', (method) =>
  running(async (url) => {
    const { status, headers } = await fetch(`${url}/hooks/wecom/acct`, { method });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
  }),
);

test('no page lets anything inline run, and https is meant seriously', () =>
  running(async (url) => {
    for (const at of ['/', '/admin/', '/admin/tickets/1', '/nowhere']) {
      const { headers } = await fetch(url + at);
      const csp = headers.get('content-security-policy') ?? '';
      expect([at, csp.includes('unsafe'), csp.includes("frame-ancestors 'self'")]).toEqual([at, false, true]);
      expect(headers.get('strict-transport-security')).toContain('max-age=');
      expect(headers.get('permissions-policy')).toContain('geolocation=(self), camera=(self)');
    }
  }));

test('the console: its own router’s addresses get the page, missing parts do not', () =>
  running(async (url) => {
    const got = async (at: string) => {
      const response = await fetch(url + at);
      return [response.status, (await response.text()).includes('<title>console</title>')];
    };
    expect(await got('/admin')).toEqual([200, true]);
    expect(await got('/admin/tickets/42')).toEqual([200, true]);
    expect(await got('/admin/assets/gone-AAAAAAAA.js')).toEqual([404, false]);
  }));

test('parts named by content are kept for ever and packed; the page is asked for each time', () =>
  running(async (url) => {
    const part = await fetch(`${url}/admin/assets/index-B7x2kQ9a.js`, { headers: { 'Accept-Encoding': 'br' } });
    expect(Object.fromEntries(part.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect((await part.text()).length).toBe(5003);
    const page = await fetch(`${url}/admin/`);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const known = { 'If-None-Match': page.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
    expect((await fetch(`${url}/admin/`, { headers: known })).status).toBe(304);
  }));

test('browsers, who name gzip first, get brotli', () =>
  running(async (url) => {
    const at = `${url}/admin/assets/index-B7x2kQ9a.js`;
    const usual = await fetch(at, { headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } });
    expect(usual.headers.get('content-encoding')).toBe('br');
    expect((await fetch(at, { headers: { 'Accept-Encoding': 'gzip' } })).headers.get('content-encoding')).toBe('gzip');
    expect(
      (await fetch(at, { headers: { 'Accept-Encoding': 'identity' } })).headers.get('content-encoding'),
    ).toBeNull();
  }));

test('what was packed when it was built is given out as it is; the head of the phone page names what it needs first, in its order', () =>
  running(
    async (url) => {
      const packed = await fetch(`${url}/m/js/app.12ab34cd.js`, { headers: { 'Accept-Encoding': 'br' } });
      expect((await packed.text()).startsWith('// packed before')).toBe(true);
      const page = await fetch(`${url}/m/`);
      expect(page.headers.get('link')).toBe(
        '</m/js/app.12ab34cd.js>; rel=preload; as=script, </m/css/app.css>; rel=preload; as=style',
      );
      // What stands within the page runs, and nothing else that would: base64 of the SHA-256 of its text.
      const policy = page.headers.get('content-security-policy') ?? '';
      const hash = createHash('sha256').update('const PARTS = {};\n').digest('base64');
      expect(policy.split('; ')).toContain(`script-src 'self' 'sha256-${hash}'`);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect((await fetch(`${url}/admin/`)).headers.get('content-security-policy')).not.toContain('sha256');
    },
    { rootDir: path.join(rootDir, 'phone') },
  ));

test.each([
  '/admin/.secret',
  '/admin/..%2f..%2fsecret.txt',
  '/admin/%2e%2e/%2e%2e/secret.txt',
  '/admin/%00.txt',
  '/admin/%ff.txt',
  '/m/..%5c..%5csecret.txt',
])('%s stays hidden', (at) =>
  running(async (url) => {
    const response = await fetch(url + at);
    expect([response.status, (await response.text()).includes('no\n')]).toEqual([404, false]);
  }),
);

test('while the phone pages are being built, their address tells how far', () =>
  running(async (url) => {
    const progress = path.join(rootDir, '.cache', 'build', 'miniapp-h5.progress.json');
    expect(await (await fetch(`${url}/m/`)).text()).toContain('手机端还没有构建');
    await mkdir(path.dirname(progress), { recursive: true });
    await writeFile(progress, JSON.stringify({ state: 'building', percent: 42, line: '<i>', startedAt: 1 }));
    const page = await fetch(`${url}/m/`);
    const text = await page.text();
    expect([text.includes('value="42"'), text.includes('<i>')]).toEqual([true, false]);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    const state = async () => (await (await fetch(`${url}/own/progress.json`)).json()) as object;
    expect(await state()).toEqual({ state: 'building', percent: 42, line: '<i>', there: false });
    await mkdir(path.join(rootDir, 'miniapp/dist/h5'), { recursive: true });
    await writeFile(path.join(rootDir, 'miniapp/dist/h5/index.html'), '<!doctype html><title>phone</title>');
    expect(await state()).toMatchObject({ there: true });
    expect(await (await fetch(`${url}/m/`)).text()).toContain('<title>phone</title>');
    for (const script of ['waiting.js', 'style.css']) expect((await fetch(`${url}/own/${script}`)).status).toBe(200);
  }));

test('health: alive in any case, ready only with a database that answers', () =>
  running(async (url) => {
    const status = async (at: string) => (await fetch(url + at)).status;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    const said = async () => (await (await fetch(`${url}/readyz`)).json()) as object;
    expect(await said()).toEqual({ status: 'ok' });
    full = true;
    // It still serves whoever reads.
    expect([await status('/readyz'), await said()]).toEqual([200, { status: 'full' }]);
    full = false;
    database = 'down';
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
    database = 'silent';
    const begun = performance.now();
    expect(await status('/readyz')).toBe(503);
    expect(performance.now() - begun).toBeLessThan(3000);
  }));

test.each([
  ['a fault', new Error('secret detail'), 500, 'fault'],
  ['a database that is away', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 503, 'busy'],
  ['a full disk', Object.assign(new Error('x'), { code: 'SQLITE_FULL' }), 507, 'full'],
  ['a full MariaDB', Object.assign(new Error('x'), { code: 'ER_RECORD_FILE_FULL' }), 507, 'full'],
  ['a full disk of files', Object.assign(new Error('x'), { code: 'ENOSPC' }), 507, 'full'],
])('%s is answered with an id and nothing else', (_name, error, status, code) =>
  running(async (url) => {
    working = () => Promise.reject(error);
    const response = await fetch(`${url}/api/session.get`, {
      method: 'POST',
      headers: { Authorization: 'Bearer 0123456789' },
    });
    const text = await response.text();
    expect([response.status, JSON.parse(text).error.code, text.includes('secret')]).toEqual([status, code, false]);
    expect(JSON.parse(text).error.requestId).toBe(response.headers.get('x-request-id'));
  }),
);

describe('an answer that breaks off on its way', () => {
  /** Log lines of a file that is read with `stream`, when `ask` has had enough of it. */
  async function linesOf(stream: () => Readable, ask: (url: string) => Promise<unknown>) {
    const lines: { level: string; msg: string; requestId?: string }[] = [];
    const log = makeLog('debug', { write: (line) => void lines.push(JSON.parse(line)) });
    const found = { kind: 'document' as const, name: 'a.pdf', mime: 'application/pdf', etag: '"a"', bytes: 1e9 };
    const findDownload: ServerDeps['findDownload'] = async () => ({
      ...found,
      open: async () => ({ bytes: found.bytes, stream: stream() }),
    });
    await running(ask, { log, findDownload });
    return lines;
  }
  const address = (url: string) => `${url}/api/files/${'0'.repeat(20)}`;
  const headers = { Authorization: 'Bearer pdt_anything' };

  test('because of us is a fault, under the id that the answer had', async () => {
    async function* half() {
      yield Buffer.alloc(100_000);
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    }
    let requestId: string | null = null;
    const lines = await linesOf(
      () => Readable.from(half()),
      async (url) => {
        const answer = await fetch(address(url), { headers });
        requestId = answer.headers.get('x-request-id');
        await expect(answer.arrayBuffer()).rejects.toThrow();
      },
    );
    const faults = lines.filter(({ level }) => level === 'error');
    expect(faults).toEqual([expect.objectContaining({ msg: 'fault', requestId, endpoint: 'file' })]);
    expect(requestId).not.toBeNull();
  });

  test('because nobody listens any more is none', async () => {
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(100_000);
      } finally {
        closed = true;
      }
    }
    const lines = await linesOf(
      () => Readable.from(endless()),
      async (url) => {
        const abort = new AbortController();
        const answer = await fetch(address(url), { headers, signal: abort.signal });
        await answer.body?.getReader().read();
        abort.abort();
        while (!closed) await new Promise((resolve) => setTimeout(resolve, 10));
      },
    );
    expect(lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ level: 'debug', msg: 'connection' }));
  });
});

test('stopping: what is under way is finished, streams are ended, nothing new is taken', () =>
  running(async (url, stop) => {
    let finish = () => {};
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    working = () => {
      begin();
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const auth = { Authorization: 'Bearer 0123456789' };
    const stream = await fetch(`${url}/api/feed.stream`, { headers: auth });
    const slow = fetch(`${url}/api/session.get`, { method: 'POST', headers: auth });
    await begun;
    const stopped = stop(5000);
    await stream.text();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    finish();
    expect((await slow).status).toBe(200);
    await stopped;
  }));

describe('the stream', () => {
  const auth = { Authorization: 'Bearer 0123456789' };
  /** A feed that looks for its end until it is told to go on. */
  function slowFeed() {
    const seen = { asked: 0, ever: 0, open: 0 };
    let go = () => {};
    const going = new Promise<void>((resolve) => (go = resolve));
    const feed: ServerDeps['feed'] = {
      poll: async () => {
        seen.asked += 1;
        await going;
        return { items: [], cursor: 0, more: false };
      },
      subscribe: () => {
        seen.ever += 1;
        seen.open += 1;
        return () => {
          seen.open -= 1;
        };
      },
    };
    return { seen, feed, go };
  }
  const until = async (fits: () => boolean) => {
    while (!fits()) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  test('whoever left before it began keeps no place', () => {
    const { seen, feed, go } = slowFeed();
    return running(
      async (url) => {
        const leaving = new AbortController();
        const left = [1, 2, 3].map(() =>
          fetch(`${url}/api/feed.stream`, { headers: auth, signal: leaving.signal }).catch(() => 'left'),
        );
        await until(() => seen.asked === 3);
        leaving.abort();
        expect(await Promise.all(left)).toEqual(['left', 'left', 'left']);
        // Somebody who comes later is answered after the server has heard that they are gone.
        await fetch(`${url}/healthz`);
        go();
        await until(() => seen.ever === 3 && seen.open === 0);
      },
      { feed },
    );
  });

  test('of many of one person at the same moment, no more are let in than one by one, and each is ended', () => {
    const { seen, feed, go } = slowFeed();
    return running(
      async (url, stop) => {
        const all = Array.from({ length: 14 }, () => fetch(`${url}/api/feed.stream`, { headers: auth }));
        await until(() => seen.asked === 14);
        go();
        const answers = await Promise.all(all);
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
        expect(answers.filter(({ status }) => status === 503)).toHaveLength(2);
        expect(seen.open).toBe(12);
        await Promise.all([stop(60_000), ...answers.map((answer) => answer.text())]);
        expect(seen.open).toBe(0);
      },
      { feed },
    );
  });
});

test('a body that comes slowly costs somebody without an account one turn; only whether they are blocked is asked again', () => {
  const turns: string[] = [];
  const actor = { kind: 'member' as const, id: 'g' as never, roles: [], grants: [], guest: { only: null } };
  const sessions: ServerDeps['sessions'] = {
    ...deps().sessions,
    find: async () => ({ tenantId: 't' as never, actor, kind: 'bearer' }),
  };
  const guestGate: ServerDeps['guestGate'] = async (_scope, _endpoint, turn) => {
    turns.push(turn);
    return { ok: true, value: null };
  };
  return running(
    async (url) => {
      const send = (pause: number) =>
        new Promise<number | undefined>((resolve, reject) => {
          const headers = { Authorization: 'Bearer 0123456789', 'Content-Type': 'application/json' };
          const asked = request(`${url}/api/session.get`, { method: 'POST', headers }, (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          });
          asked.on('error', reject);
          asked.write('{');
          setTimeout(() => asked.end('}'), pause);
        });
      expect(await send(0)).toBe(200);
      expect(turns).toEqual(['take']);
      expect(await send(1200)).toBe(200);
      expect(turns).toEqual(['take', 'take', 'taken']);
    },
    { sessions, guestGate },
  );
});

test('stopping does not wait for ever', () =>
  running(async (url, stop) => {
    let begin = () => {};
    const arrived = new Promise<void>((resolve) => (begin = resolve));
    working = () => {
      begin();
      return new Promise(() => {});
    };
    const stuck = fetch(`${url}/api/session.get`, { method: 'POST', headers: { Authorization: 'Bearer 0123456789' } });
    stuck.catch(() => undefined);
    await arrived;
    const begun = performance.now();
    await stop(300);
    expect(performance.now() - begun).toBeLessThan(2000);
    await expect(stuck).rejects.toThrow();
  }));

test('every answer of the API tells the time, for phones whose clock is wrong', async () => {
  await running(async (url) => {
    const told = async (path: string) => (await fetch(url + path)).headers.get('x-paidan-now');
    expect(await told('/api/session.get')).toBe('1795000000000');
    expect(await told('/healthz')).toBeNull();
  });
});
