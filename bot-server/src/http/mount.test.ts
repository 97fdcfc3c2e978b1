// Whatever is sent to the API, the answer is a refusal with a code, or what the contract promises.
import { request } from 'node:http';
import { LIMITS } from '@paidan/shared/limits';
import { eachDatabase } from '../../test/support/databases';
import { startServer, type TestServer } from '../../test/support/server';

eachDatabase((_, open) => {
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    server = await startServer(await open());
    token = await server.tokenFor('admin');
  });
  afterAll(() => server.stop());

  const raw = (body: string | Uint8Array, type = 'application/json', headers = {}) =>
    server.post('/api/site.list', typeof body === 'string' ? body : new Uint8Array(body), {
      token,
      headers: { 'Content-Type': type, ...headers },
    });

  test('a good request is answered', async () => {
    const { status, body, headers } = await server.call('site.list', { limit: 2 }, { token });
    expect([status, body.items.length]).toEqual([200, 2]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toBeTruthy();
  });

  test('what a read tells is packed for whoever can unpack it; what is small, a command’s answer and a refusal are not', async () => {
    const ask = (name: string, input: object, encoding: string) =>
      server.post(`/api/${name}`, JSON.stringify(input), {
        token,
        headers: { 'Content-Type': 'application/json', 'Accept-Encoding': encoding },
      });
    const plain = await ask('site.list', { limit: 50 }, 'identity');
    expect([plain.headers.get('content-encoding'), plain.body.items.length > 10]).toEqual([null, true]);
    expect(plain.headers.get('vary')).toContain('Accept-Encoding');
    for (const [asked, got] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0', null],
    ] as const) {
      const packed = await ask('site.list', { limit: 50 }, asked);
      expect([asked, packed.status, packed.headers.get('content-encoding')]).toEqual([asked, 200, got]);
      expect(packed.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(packed.body).toEqual(plain.body);
    }
    expect((await ask('site.list', { limit: 1 }, 'br')).headers.get('content-encoding')).toBeNull();
    expect((await ask('site.list', { limit: -1 }, 'br')).headers.get('content-encoding')).toBeNull();
  });

  test('no body at all stands for {}', async () => {
    expect((await server.post('/api/session.get', null, { token })).status).toBe(200);
  });

  test.each([
    ['not JSON', '{"limit": 2', 400, 'bad_json'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400, 'bad_json'],
    ['a raw null byte', '{"text":"a\0b"}', 400, 'bad_json'],
    ['an escaped null byte', '{"text":"a\\u0000b"}', 400, 'invalid'],
    ['half a character', '{"text":"\\ud83d"}', 400, 'invalid'],
    ['an unknown field', '{"colour":"red"}', 400, 'invalid'],
    ['a wrong type', '{"limit":"2"}', 400, 'invalid'],
    ['a number too large', '{"limit":100000}', 400, 'invalid'],
    ['a list instead of an object', '[]', 400, 'invalid'],
    ['null', 'null', 400, 'invalid'],
    ['a prototype', '{"__proto__":{"limit":1}}', 400, 'invalid'],
    ['nested too deeply', '['.repeat(100) + ']'.repeat(100), 400, 'too_deep'],
    ['nested absurdly deeply', '['.repeat(500_000), 400, 'too_deep'],
    ['10 MB', JSON.stringify({ text: 'x'.repeat(10_000_000) }), 413, 'too_large'],
  ])('%s', async (_name, body, status, code) => {
    const reply = await raw(body);
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
    expect(reply.body.error.requestId).toBe(reply.headers.get('x-request-id'));
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gbk', 'application/jsonx'])(
    '%s is no JSON',
    async (type) => {
      expect((await raw('{}', type)).body.error.code).toBe('unsupported_media');
    },
  );

  test('a compressed body is not unpacked', async () => {
    expect((await raw('{}', 'application/json', { 'Content-Encoding': 'gzip' })).body.error.code).toBe(
      'unsupported_media',
    );
  });

  test('10 MB without a stated length', async () => {
    const reply = await streamed(server.url, token, 10_000_000);
    expect(reply).toMatchObject({ status: 413, code: 'too_large' });
  });

  test('issues say where, in the caller’s language', async () => {
    const { body } = await server.call(
      'site.list',
      { limit: 0 },
      { token, headers: { 'Accept-Language': 'zh-CN,en' } },
    );
    expect(body.error.data.issues).toEqual([{ path: 'limit', code: 'too_small', message: expect.any(String) }]);
    expect(body.error.message).toMatch(/^请求内容.*limit/);
    const english = await server.call('site.list', { limit: 0 }, { token });
    expect(english.body.error.message).toMatch(/^The request does not fit: limit: /);
  });

  test('what was typed is answered in words, under the name that its field has: no pattern, no type', async () => {
    const admin = await server.tokenFor('admin');
    const said = async (name: 'site.create' | 'member.change', input: object, language: string) =>
      (await server.call(name, input as never, { token: admin, headers: { 'Accept-Language': language } })).body.error;
    const site = { code: 'CH-1 / 中文?', name: '测试楼', kind: 'campus' };
    const [chinese, english] = [await said('site.create', site, 'zh-CN'), await said('site.create', site, 'en')];
    const words = '只能用英文字母、数字和 . _ -，以字母或数字开头，不能有空格和汉字';
    expect(chinese.message).toBe(`请求内容不符合要求：编号：${words}`);
    expect(chinese.data.issues).toEqual([{ path: 'code', code: 'invalid_format', message: words }]);
    expect(english.message).toMatch(/Code: only letters A to Z/);
    const change = { id: 'x', version: 1, change: { phone: '123', name: '\u200b' } };
    const { data } = await said('member.change', change, 'zh-CN');
    expect(new Map(data.issues.map(({ path, message }: Record<string, string>) => [path, message]))).toEqual(
      new Map([
        ['id', '没有找到，链接或选择可能不完整'],
        ['change.name', '请写看得见的文字'],
        ['change.phone', '请写 5 到 20 位的电话号码，只用数字、空格和 -，可以以 + 开头'],
      ]),
    );
  });

  test('an unknown endpoint, and names out of prototypes', async () => {
    for (const name of ['ticket.explode', 'toString', '__proto__', 'constructor', 'ticket.get/x', '']) {
      const { status, body } = await server.post(`/api/${name}`, '{}', { token });
      expect([name, status, body.error.code]).toEqual([name, 404, 'unknown_endpoint']);
    }
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s on an endpoint', async (method) => {
    const response = await fetch(`${server.url}/api/ticket.get`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('POST on what is only read', async () => {
    for (const path of ['openapi.json', 'feed.stream', 'files/x']) {
      const { status, headers } = await server.post(`/api/${path}`, '{}', { token });
      expect([path, status, headers.get('allow')]).toEqual([path, 405, 'GET, HEAD']);
    }
  });

  test('a grant that is missing', async () => {
    const resident = await server.tokenFor('resident1');
    const { status, body } = await server.call('member.list', {}, { token: resident });
    expect([status, body.error.code]).toEqual([403, 'forbidden']);
  });

  test.each(['x'.repeat(LIMITS.key + 1), 'with space', 'ключ'])(
    'an Idempotency-Key that does not fit: %s',
    async (key) => {
      const headers = { 'Idempotency-Key': Buffer.from(key).toString('latin1') };
      const { body } = await server.call('department.create', { name: 'x' }, { token, headers });
      expect(body.error).toMatchObject({ code: 'invalid', data: { where: 'Idempotency-Key' } });
    },
  );

  test('the same key does it once; other content under it is refused', async () => {
    const headers = { 'Idempotency-Key': 'department-1' };
    const first = await server.call('department.create', { name: '一部' }, { token, headers });
    const again = await server.call('department.create', { name: '一部' }, { token, headers });
    const other = await server.call('department.create', { name: '二部' }, { token, headers });
    expect(again.body.record.id).toBe(first.body.record.id);
    expect([other.status, other.body.error.code]).toEqual([409, 'key_reused']);
  });

  test('the API is no page: nothing it answers can run or be framed', async () => {
    const { headers } = await server.call('session.get', {}, { token });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

/** As a program would that never says how much is coming. */
function streamed(url: string, token: string, bytes: number): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const sending = request(`${url}/api/site.list`, { method: 'POST', headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { error: { code: string } };
      resolve({ status: response.statusCode ?? 0, code: body.error.code });
    });
    sending.on('error', reject);
    const chunk = Buffer.alloc(100_000, 'x');
    for (let sent = 0; sent < bytes; sent += chunk.length) sending.write(chunk);
    sending.end();
  });
}
