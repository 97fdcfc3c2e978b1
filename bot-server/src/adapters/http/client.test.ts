import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Answer } from '../../core/channels';
import { type Http, makeHttp } from './client';

const SECRET = 'tok3n-that-nobody-reads';
let handler: RequestListener;
let server: Server;
let base: string;
// A machine may be busy with other things: only who is to run out of time has little.
const http = makeHttp({ timeoutMs: 20_000, maxBytes: 10_000 });
const hasty = makeHttp({ timeoutMs: 400, maxBytes: 10_000 });

beforeAll(async () => {
  server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  http.close();
  hasty.close();
  server.closeAllConnections();
  server.close();
});

const ask = (client: Http = http, url = `${base}/cgi-bin/send`) =>
  client.call({ method: 'POST', url, query: { access_token: SECRET }, json: { secret: SECRET }, expect: 'json' });
const troubleOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.trouble);

type Way = (request: IncomingMessage, response: ServerResponse) => void;
const answers =
  (status: number, body: string, headers: Record<string, string> = {}): Way =>
  (_, response) =>
    response.writeHead(status, headers).end(body);
const drip: Way = (_, response) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const bomb: Way = (_, response) =>
  response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000, 32)));
const flood: Way = (_, response) => {
  const more = () => {
    while (response.write(Buffer.alloc(4_096, 32)));
  };
  response.on('drain', more);
  more();
};

test.each<[string, Way, { kind: string; code: string; wait?: number }]>([
  ['a server error', answers(503, 'x'), { kind: 'later', code: 'http_503' }],
  [
    'a server error with a wait',
    answers(503, '', { 'Retry-After': '7' }),
    { kind: 'later', code: 'http_503', wait: 7_000 },
  ],
  [
    'a wait until a date',
    answers(429, '', { 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT', Date: 'Thu, 01 Jan 2026 00:00:00 GMT' }),
    { kind: 'later', code: 'http_429', wait: 30_000 },
  ],
  [
    'a wait of a year',
    answers(429, '', { 'Retry-After': '31536000' }),
    { kind: 'later', code: 'http_429', wait: 3_600_000 },
  ],
  ['a redirect', answers(302, '', { Location: 'http://127.0.0.1:1/' }), { kind: 'later', code: 'http_302' }],
  ['an unknown address', answers(404, ''), { kind: 'account', code: 'http_404' }],
  ['a refused body', answers(413, ''), { kind: 'content', code: 'http_413' }],
  ['a page instead of JSON', answers(200, '<html>'), { kind: 'later', code: 'not_json' }],
  ['nothing instead of JSON', answers(200, ''), { kind: 'later', code: 'not_json' }],
  ['a list instead of an object', answers(200, '[]'), { kind: 'later', code: 'not_json' }],
  ['a body that drips for ever', drip, { kind: 'later', code: 'timeout' }],
  ['a body without end', flood, { kind: 'later', code: 'too_large' }],
  ['a small body that unpacks to a large one', bomb, { kind: 'later', code: 'too_large' }],
  ['no answer in time', () => undefined, { kind: 'later', code: 'timeout' }],
  ['a reply that is lost', (request) => request.socket.destroy(), { kind: 'later', code: 'reset' }],
  [
    'half a reply',
    (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"errcode":');
      setTimeout(() => response.destroy(), 20);
    },
    { kind: 'later', code: 'reset' },
  ],
  ['what is not HTTP', (request) => request.socket.end('SSH-2.0-x\r\n'), { kind: 'later', code: 'not_http' }],
])('%s is sorted, and tells nothing secret', async (_, way, trouble) => {
  handler = way;
  const found = troubleOf(await ask(trouble.code === 'timeout' ? hasty : http));
  expect(found).toEqual({ ...trouble, message: `/cgi-bin/send: ${trouble.code}` });
  expect(JSON.stringify(found)).not.toContain(SECRET);
});

test('nobody listens, no such address, no address at all', async () => {
  expect(troubleOf(await ask(http, 'http://127.0.0.1:1/x'))).toMatchObject({ kind: 'later', code: 'network' });
  expect(troubleOf(await ask(http, 'not an address'))).toMatchObject({ kind: 'account', code: 'bad_url' });
  expect(troubleOf(await ask(http, 'file:///etc/passwd'))).toMatchObject({ kind: 'account', code: 'bad_url' });
});

test('the query is encoded, the body is JSON or a form, and the connection is kept', async () => {
  const seen: { url: string | undefined; type: string | undefined; body: string }[] = [];
  const sockets = new Set<unknown>();
  handler = (request, response) => {
    sockets.add(request.socket);
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ url: request.url, type: request.headers['content-type'], body });
      response.end('{"errcode":0,"name":"派单"}');
    });
  };
  const url = `${base}/a`;
  const first = await http.call({ method: 'GET', url, query: { q: 'a+b&c=派' }, expect: 'json' });
  await http.call({ method: 'POST', url, json: { 名: '水' }, expect: 'json' });
  await http.call({ method: 'POST', url, form: { a: '1 2' }, expect: 'json' });
  expect(first).toEqual({ ok: true, value: { errcode: 0, name: '派单' } });
  expect(seen).toEqual([
    { url: '/a?q=a%2Bb%26c%3D%E6%B4%BE', type: undefined, body: '' },
    { url: '/a', type: 'application/json', body: '{"名":"水"}' },
    { url: '/a', type: 'application/x-www-form-urlencoded', body: 'a=1+2' },
  ]);
  expect(sockets.size).toBe(1);
});

test('bytes come as they are, with their type', async () => {
  handler = (_, response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(Buffer.from([0, 255, 137]));
  const answer = await http.call({ method: 'GET', url: `${base}/a`, expect: 'bytes' });
  expect(answer).toEqual({ ok: true, value: { bytes: Buffer.from([0, 255, 137]), type: 'image/png' } });
});

test('the proxies of the environment are left alone', async () => {
  handler = answers(200, '{}');
  const before = process.env.http_proxy;
  process.env.http_proxy = 'http://127.0.0.1:1';
  try {
    expect(await ask()).toEqual({ ok: true, value: {} });
  } finally {
    if (before === undefined) delete process.env.http_proxy;
    else process.env.http_proxy = before;
  }
});
