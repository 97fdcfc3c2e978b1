// Files: what is taken, what becomes of it, and who gets it back.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { DAY, HOUR } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import sharp from 'sharp';
import { eachDatabase } from '../../../test/support/databases';
import * as pictures from '../../../test/support/pictures';
import { startServer, type TestServer, TWIN } from '../../../test/support/server';
import { diskFiles } from '../../adapters/files/disk';
import { systemScope, tenantOf } from '../../core/scope';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';
import { LOOSE_KEPT, sweepFiles } from './sweep';
import { fileHandlers } from './upload';

eachDatabase((_, open) => {
  let store: Store;
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    store = await open();
    server = await startServer(store);
    token = await server.tokenFor('resident1');
  });
  afterAll(() => server.stop());

  const download = (id: string, send: { token?: string; query?: string; headers?: object }) =>
    fetch(`${server.url}/api/files/${id}${send.query ?? ''}`, {
      headers: { ...(send.token !== undefined && { Authorization: `Bearer ${send.token}` }), ...send.headers },
    });
  const temporary = () => readdir(path.join(server.dataDir, 'tmp'));

  test('a photo is turned upright and forgets where it was taken', async () => {
    const sent = await pictures.photo(3000, 2000);
    expect((await sharp(sent).metadata()).exif?.includes('TestPhone')).toBe(true);
    const { status, body } = await server.upload(sent, 'IMG_1.JPG', { token });
    expect(status).toBe(200);
    expect(body.file).toMatchObject({
      kind: 'image',
      name: 'IMG_1.jpg',
      mime: 'image/jpeg',
      width: 1365,
      height: 2048,
    });
    const got = await download(body.file.id, { token });
    const bytes = Buffer.from(await got.arrayBuffer());
    const { exif, orientation, width } = await sharp(bytes).metadata();
    expect([got.status, exif, orientation, width]).toEqual([200, undefined, undefined, 1365]);
    expect(bytes.length).toBe(body.file.bytes);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="IMG_1.jpg"; filename*=UTF-8\'\'IMG_1.jpg',
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=300',
    });
    const thumb = await download(body.file.id, { token, query: '?size=thumb' });
    expect((await sharp(Buffer.from(await thumb.arrayBuffer())).metadata()).height).toBe(360);
    // Without the second header fetch would ask caches to be passed by.
    const known = { 'If-None-Match': got.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
    const again = await download(body.file.id, { token, headers: known });
    expect(again.status).toBe(304);
  });

  test.each([
    ['png', pictures.png, 'image/png', 'a.png'],
    ['webp', pictures.webp, 'image/webp', 'a.webp'],
    ['gif', pictures.gif, 'image/png', 'a.png'],
  ])('%s', async (_kind, make, mime, name) => {
    const { body } = await server.upload(await make(), 'a.bin', { token });
    expect(body.file).toMatchObject({ kind: 'image', mime, name, width: 40, height: 30 });
  });

  test('what hangs on at the end of a picture is gone', async () => {
    const sent = Buffer.concat([await pictures.photo(), pictures.zip(), Buffer.from('PAYLOAD')]);
    const { body } = await server.upload(sent, 'a.jpg', { token });
    const got = Buffer.from(await (await download(body.file.id, { token })).arrayBuffer());
    expect(got.includes('PAYLOAD')).toBe(false);
  });

  test('a PDF is kept as it is, and saved rather than shown', async () => {
    const { body } = await server.upload(pictures.pdf(), '报价 1.pdf', { token });
    expect(body.file).toMatchObject({ kind: 'document', mime: 'application/pdf', name: '报价 1.pdf', width: null });
    const got = await download(body.file.id, { token });
    expect(got.headers.get('content-disposition')).toBe(
      `attachment; filename="__ 1.pdf"; filename*=UTF-8''${encodeURIComponent('报价 1.pdf')}`,
    );
    expect(Buffer.from(await got.arrayBuffer())).toEqual(pictures.pdf());
  });

  describe('voice notes', () => {
    test.each([
      ['mp3', () => pictures.mp3(), 'audio/mpeg'],
      ['mp3', () => pictures.taggedMp3(), 'audio/mpeg'],
      ['aac', () => pictures.aac(), 'audio/aac'],
      ['m4a', () => pictures.m4a(), 'audio/mp4'],
      ['webm', () => pictures.webm(), 'audio/webm'],
      ['ogg', () => pictures.ogg(), 'audio/ogg'],
      ['amr', () => pictures.amr(), 'audio/amr'],
      ['wav', () => pictures.wav(), 'audio/wav'],
    ])('%s is kept as it was recorded, under its real type', async (extension, make, mime) => {
      const { body } = await server.upload(make(), '留言.bin', { token });
      expect(body.file).toMatchObject({ kind: 'audio', mime, name: `留言.${extension}`, width: null });
      const got = await download(body.file.id, { token });
      expect(Object.fromEntries(got.headers)).toMatchObject({
        'content-type': mime,
        'x-content-type-options': 'nosniff',
        'accept-ranges': 'bytes',
        'content-disposition': expect.stringMatching(/^inline; /),
        'content-security-policy': expect.stringContaining('sandbox'),
      });
      expect(Buffer.from(await got.arrayBuffer())).toEqual(make());
    });

    test.each([
      ['a film in mp4', () => pictures.m4a('vide')],
      ['a film in webm', () => pictures.webm('V_VP9 A_OPUS')],
      ['Matroska without sound', () => pictures.webm('S_TEXT')],
      ['two frames and then something else', () => Buffer.concat([pictures.mp3(2), pictures.page()])],
      ['a tag and a page behind it', () => Buffer.concat([pictures.taggedMp3().subarray(0, 20), pictures.page()])],
      ['a wav of something else', () => pictures.wav(0x55)],
      ['a wav without samples', () => pictures.wav().subarray(0, 36)],
      ['a tag alone', () => Buffer.from('ID3\x03\0\0\0\0')],
      ['Ogg with pictures', () => Buffer.concat([Buffer.from(`OggS${'\0'.repeat(24)}\x80theora`), Buffer.alloc(600)])],
      ['noise that begins like a frame', () => Buffer.concat([Buffer.from('fffb', 'hex'), Buffer.alloc(900, 0xf0)])],
    ])('%s is none', async (_name, make) => {
      const reply = await server.upload(make(), 'a.mp3', { token });
      expect([reply.status, reply.body.error.code]).toEqual([415, 'file_type']);
      expect(await temporary()).toEqual([]);
    });

    test('longer than anybody speaks in a minute', async () => {
      const reply = await server.upload(pictures.mp3(20_000), 'a.mp3', { token });
      expect([reply.status, reply.body.error.code]).toEqual([413, 'file_sound']);
    });

    test.each([
      ['bytes=0-99', 206, [0, 99]],
      ['bytes=100-', 206, [100, 8639]],
      ['bytes=-40', 206, [8600, 8639]],
      ['bytes=8000-99999', 206, [8000, 8639]],
      ['bytes=-99999', 206, [0, 8639]],
      ['bytes=8640-', 416, null],
      ['bytes=-0', 416, null],
      ['bytes=5-2', 200, null],
      ['bytes=0-1,4-5', 200, null],
      ['lines=0-1', 200, null],
    ])('a player asks for %s', async (range, status, part) => {
      const { body } = await server.upload(pictures.mp3(), 'a.mp3', { token });
      const got = await download(body.file.id, { token, headers: { Range: range } });
      expect(got.status).toBe(status);
      const whole = pictures.mp3();
      expect(got.headers.get('content-range')).toBe(
        part ? `bytes ${part[0]}-${part[1]}/8640` : status === 416 ? 'bytes */8640' : null,
      );
      const bytes = Buffer.from(await got.arrayBuffer());
      if (status !== 416) expect(bytes).toEqual(part ? whole.subarray(part[0], (part[1] ?? 0) + 1) : whole);
    });

    test('a part of what was changed meanwhile is answered whole', async () => {
      const { body } = await server.upload(pictures.mp3(), 'a.mp3', { token });
      const headers = { Range: 'bytes=0-9', 'If-Range': '"other"' };
      expect((await download(body.file.id, { token, headers })).status).toBe(200);
    });
  });

  test.each([
    ['a zip', () => pictures.zip(), 415, 'file_type'],
    ['a drawing with a script', () => pictures.svg(), 415, 'file_type'],
    ['a page', () => pictures.page(), 415, 'file_type'],
    ['nothing', () => Buffer.alloc(0), 415, 'file_type'],
    ['an iPhone’s own format', () => pictures.heic(), 415, 'file_heic'],
    ['900 megapixels', () => pictures.bomb(), 422, 'file_pixels'],
    ['only a beginning', async () => (await pictures.photo()).subarray(0, 3000), 422, 'file_damaged'],
    [
      'a beginning and noise',
      () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(900, 7)]),
      422,
      'file_damaged',
    ],
    ['20 MiB and a byte', () => Buffer.alloc(LIMITS.fileBytes + 1, 'x'), 413, 'too_large'],
  ])('%s, called a photo', async (_name, make, status, code) => {
    const reply = await server.upload(await make(), 'photo.jpg', { token });
    expect([reply.status, reply.body.error.code]).toEqual([status, code]);
    expect(await temporary()).toEqual([]);
  });

  describe('sent twice under one key', () => {
    const under = (key: string) => ({ token, headers: { 'Idempotency-Key': key } });
    const rows = () => store.system.read.count(file, {}, 1000);

    test('the same content is the same file, and leaves nothing loose behind', async () => {
      const bytes = await pictures.photo(300, 200);
      const first = await server.upload(bytes, 'a.jpg', under('up-1'));
      const before = [await rows(), await contents()];
      const second = await server.upload(bytes, 'a.jpg', under('up-1'));
      expect([second.status, second.body]).toEqual([200, first.body]);
      expect([await rows(), await contents()]).toEqual(before);
    });

    // Several rounds: who comes between whose reading and writing is chance.
    test.each([1, 2, 3, 4])('many at once as well (%i)', async (round) => {
      const bytes = await pictures.photo(310 + round, 200);
      const before = [await rows(), await contents()] as const;
      const replies = await Promise.all(
        Array.from({ length: 6 }, () => server.upload(bytes, 'a.jpg', under(`up-crowd-${round}`))),
      );
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
      expect(new Set(replies.map(({ body }) => body.file.id)).size).toBe(1);
      // A picture and its thumbnail.
      expect([await rows(), await contents()]).toEqual([before[0] + 1, before[1] + 2]);
      expect((await download(replies[0]?.body.file.id, { token })).status).toBe(200);
    });

    test('other content is refused', async () => {
      await server.upload(await pictures.png(), 'a.png', under('up-2'));
      const before = [await rows(), await contents()];
      const other = await server.upload(await pictures.webp(), 'a.png', under('up-2'));
      expect([other.status, other.body.error.code]).toEqual([409, 'key_reused']);
      expect([await rows(), await contents()]).toEqual(before);
    });

    test('another person’s key is another key', async () => {
      const bytes = await pictures.png();
      const mine = await server.upload(bytes, 'a.png', under('up-3'));
      const headers = { 'Idempotency-Key': 'up-3' };
      const theirs = await server.upload(bytes, 'a.png', { token: await server.tokenFor('resident2'), headers });
      expect(theirs.status).toBe(200);
      expect(theirs.body.file.id).not.toBe(mine.body.file.id);
    });

    test('one that was refused may be sent again', async () => {
      const broken = (await pictures.photo()).subarray(0, 3000);
      for (const _ of [1, 2]) {
        const reply = await server.upload(broken, 'a.jpg', under('up-4'));
        expect(reply.body.error.code).toBe('file_damaged');
      }
    });

    test('what was swept since is made anew', async () => {
      const bytes = await pictures.photo(320, 200);
      const first = await server.upload(bytes, 'a.jpg', under('up-5'));
      server.clock.forward(LOOSE_KEPT + HOUR);
      await sweepFiles(store, diskFiles(path.join(server.dataDir, 'files')), server.clock.now());
      const second = await server.upload(bytes, 'a.jpg', under('up-5'));
      expect(second.status).toBe(200);
      expect(second.body.file.id).not.toBe(first.body.file.id);
      expect((await download(second.body.file.id, { token })).status).toBe(200);
    });
  });

  test('names are made harmless', async () => {
    const { body } = await server.upload(await pictures.png(), '..\\..\u200b/\u202egnp.厨房.png', { token });
    expect(body.file.name).toBe('gnp.厨房.png');
  });

  test.each([
    [
      'no form',
      () => server.post('/api/file.upload', '{}', { token, headers: { 'Content-Type': 'application/json' } }),
      'unsupported_media',
    ],
    ['a form without a file', () => server.post('/api/file.upload', form({}), { token }), 'invalid'],
    ['the file under another name', () => server.post('/api/file.upload', form({ photo: 'x' }), { token }), 'invalid'],
    ['two files', () => server.post('/api/file.upload', form({ file: 'x' }, { file: 'y' }), { token }), 'invalid'],
    [
      'an unknown field beside it',
      () => server.upload(pictures.pdf(), 'a.pdf', { token }, { colour: 'red' }),
      'invalid',
    ],
    [
      'a form that never ends',
      () =>
        server.post('/api/file.upload', '--x\r\n', {
          token,
          headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
        }),
      'unsupported_media',
    ],
    ['nobody', () => server.upload(pictures.pdf(), 'a.pdf', {}), 'signed_out'],
  ])('%s', async (_name, send, code) => {
    expect((await send()).body.error.code).toBe(code);
    expect(await temporary()).toEqual([]);
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const arriving = async () => {
      while ((await temporary()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await broken(server.url, token, arriving);
    while ((await temporary()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  });

  test('while it is loose, only its uploader gets it', async () => {
    const { body } = await server.upload(await pictures.png(), 'a.png', { token });
    const status = async (login: string, org?: string) =>
      (await download(body.file.id, { token: await server.tokenFor(login, org) })).status;
    expect(await status('resident1')).toBe(200);
    expect(await status('resident2')).toBe(404);
    expect(await status('admin')).toBe(404);
    expect(await status('admin', TWIN)).toBe(404);
    expect((await download(body.file.id, {})).status).toBe(401);
    for (const id of ['x', '..%2f..%2fsecret.key', '0'.repeat(20)])
      expect((await download(id, { token })).status).toBe(404);
  });

  test('once a ticket has it, whoever sees the ticket gets it, and nobody else', async () => {
    const { body: uploaded } = await server.upload(await pictures.png(), 'a.png', { token });
    const templates = await server.call('template.list', {}, { token });
    const template = templates.body.items.find((each: { code: string }) => each.code === 'repair');
    const sites = await server.call('site.list', { text: '101' }, { token });
    const values = {
      title: '厨房水管漏水',
      priority: 'high',
      site: sites.body.items[0].id,
      phone: '13800001234',
      photos: [uploaded.file.id],
      ...(await requiredOthers(template.id)),
    };
    const created = await server.call('ticket.create', { templateId: template.id, values }, { token });
    expect([created.status, created.body.error]).toEqual([200, undefined]);
    const status = async (login: string, org?: string) =>
      (await download(uploaded.file.id, { token: await server.tokenFor(login, org) })).status;
    expect(await status('resident1')).toBe(200);
    expect(await status('dispatch')).toBe(200);
    expect(await status('resident2')).toBe(404);
    expect(await status('admin', TWIN)).toBe(404);
  });

  /** Choices that the sample template asks for beside the usual. */
  async function requiredOthers(templateId: string): Promise<Record<string, string>> {
    const { body } = await server.call('template.get', { templateId } as never, { token });
    type Field = { key: string; type: string; node: string; required?: boolean; options?: { value: string }[] };
    const fields: Field[] = body.template.fields;
    const choices = fields.filter(({ type, required, node }) => type === 'select' && required && node === 'report');
    return Object.fromEntries(choices.map(({ key, options }) => [key, options?.[0]?.value ?? '']));
  }

  test('loose files are swept after a week, content and all; taken ones stay', async () => {
    const files = diskFiles(path.join(server.dataDir, 'files'));
    const { body } = await server.upload(await pictures.png(), 'old.png', { token });
    const bound = await store.system.read.count(file, { state: 'bound' }, 100);
    const on = await contents();
    server.clock.forward(LOOSE_KEPT - HOUR);
    expect(await sweepFiles(store, files, server.clock.now())).toBe(0);
    server.clock.forward(2 * HOUR);
    expect(await sweepFiles(store, files, server.clock.now())).toBeGreaterThan(0);
    expect(await store.system.read.count(file, {}, 100)).toBe(bound);
    expect(await contents()).toBeLessThan(on);
    expect((await download(body.file.id, { token })).status).toBe(404);
  });

  test('an upload whose row is not written leaves no content', async () => {
    const me = (await server.call('session.get', {}, { token })).body;
    const files = diskFiles(path.join(server.dataDir, 'files'));
    const failing: Store = { ...store, unit: () => Promise.reject(new Error('no room')) };
    const lettering = () => Promise.resolve(null);
    const handlers = fileHandlers({ store: failing, files, clock: server.clock, lettering });
    const before = await contents();
    const upload = { path: path.join(server.dataDir, 'tmp', 'unwritten'), name: 'a.png', bytes: 1 };
    await writeFile(upload.path, await pictures.png());
    const actor = { kind: 'member' as const, id: me.member.id, roles: [], grants: [] };
    const scope = { ...systemScope(tenantOf(me.tenant.id)), actor };
    const call = { scope, locale: 'en' as const, key: null, upload, credential: '' };
    await expect(handlers['file.upload']({}, call)).rejects.toThrow('no room');
    expect(await contents()).toBe(before);
    await rm(upload.path, { force: true });
  });

  /** The handler by itself, on a store of the test's own making. */
  async function sending(on: Store, bytes: Buffer, key: string | null = null) {
    const me = (await server.call('session.get', {}, { token })).body;
    const files = diskFiles(path.join(server.dataDir, 'files'));
    const upload = { path: path.join(server.dataDir, 'tmp', 'by-hand'), name: 'a.png', bytes: bytes.length };
    await writeFile(upload.path, bytes);
    const actor = { kind: 'member' as const, id: me.member.id, roles: [], grants: [] };
    const scope = { ...systemScope(tenantOf(me.tenant.id)), actor };
    const handlers = fileHandlers({ store: on, files, clock: server.clock, lettering: () => Promise.resolve(null) });
    const call = { scope, locale: 'en' as const, key, upload, credential: '' };
    try {
      return await handlers['file.upload']({}, call);
    } finally {
      await rm(upload.path, { force: true });
    }
  }
  /** What the database says, or does not say, of the unit with this number. */
  const withUnit = (wanted: number, instead: (work: () => Promise<unknown>) => Promise<unknown>): Store => {
    let count = 0;
    const unit: Store['unit'] = (scope, work) => {
      count += 1;
      return (count === wanted ? instead(() => store.unit(scope, work)) : store.unit(scope, work)) as never;
    };
    return { ...store, unit };
  };
  const lost = () => Object.assign(new Error('the answer was lost'), { code: 'PROTOCOL_CONNECTION_LOST' });

  test('a commit whose answer was lost keeps its content: sent again, it is the same file, and readable', async () => {
    const bytes = await pictures.png();
    const cut = withUnit(2, async (work) => {
      await work();
      throw lost();
    });
    await expect(sending(cut, bytes, 'lost')).rejects.toThrow('the answer was lost');
    const sent = await sending(store, bytes, 'lost');
    expect(sent.ok).toBe(true);
    const { id } = (sent as { value: { file: { id: string } } }).value.file;
    const got = await download(id, { token });
    expect([got.status, (await sharp(Buffer.from(await got.arrayBuffer())).metadata()).format]).toEqual([200, 'png']);
    server.clock.forward(LOOSE_KEPT + HOUR);
    await sweepFiles(store, diskFiles(path.join(server.dataDir, 'files')), server.clock.now());
  });

  test.each([
    ['not known', lost],
    ['no', () => Object.assign(new Error('full'), { code: 'ENOSPC' })],
  ])(
    'a commit that was not carried out, the answer being %s, leaves nothing that the sweep does not find',
    async (_, error) => {
      const files = diskFiles(path.join(server.dataDir, 'files'));
      const [before, rows] = [await contents(), await store.system.read.count(file, {}, 999)];
      const never = withUnit(2, () => Promise.reject(error()));
      await expect(sending(never, await pictures.webp())).rejects.toThrow();
      server.clock.forward(DAY + HOUR);
      await sweepFiles(store, files, server.clock.now());
      expect([await contents(), await store.system.read.count(file, {}, 999)]).toEqual([before, rows]);
    },
  );

  test('a sweep that breaks off is finished by the next one', async () => {
    const files = diskFiles(path.join(server.dataDir, 'files'));
    const before = await contents();
    const { body } = await server.upload(await pictures.png(), 'half.png', { token });
    server.clock.forward(LOOSE_KEPT + HOUR);
    const broken = { ...files, remove: () => Promise.reject(new Error('no disk')) };
    await expect(sweepFiles(store, broken, server.clock.now())).rejects.toThrow('no disk');
    // Nobody gets it any more, but its row still says where its content is.
    expect((await download(body.file.id, { token })).status).toBe(404);
    expect(await store.system.read.count(file, { id: body.file.id }, 2)).toBe(1);
    expect(await sweepFiles(store, files, server.clock.now())).toBe(1);
    expect(await contents()).toBe(before);
    expect(await store.system.read.count(file, { id: body.file.id }, 2)).toBe(0);
  });

  const contents = async () => {
    const found = await readdir(path.join(server.dataDir, 'files'), { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).length;
  };

  test('two hundred loose ones are enough', async () => {
    const me = (await server.call('session.get', {}, { token })).body;
    const scope = { tenantId: tenantOf(me.tenant.id) };
    const row = (i: number) => ({
      id: `0000000000000000${String(i).padStart(4, '0')}` as never,
      state: 'loose' as const,
      kind: 'document' as const,
      name: 'x.pdf',
      mime: 'application/pdf',
      bytes: 1,
      width: null,
      height: null,
      sha256: '0'.repeat(64),
      createdBy: me.member.id,
      createdAt: server.clock.now(),
      streamId: null,
    });
    await store.unit(scope, (u) =>
      u.insert(
        file,
        Array.from({ length: LIMITS.unboundFiles }, (_each, i) => row(i)),
      ),
    );
    const { status, body } = await server.upload(await pictures.png(), 'a.png', { token });
    expect([status, body.error.code]).toEqual([429, 'file_count']);
    // What lies there since yesterday makes room; what was taken from it is nobody's any more.
    server.clock.forward(DAY + HOUR);
    expect((await server.upload(await pictures.png(), 'a.png', { token })).status).toBe(200);
    expect(await store.system.read.count(file, { state: 'loose', createdBy: me.member.id }, 9)).toBe(1);
    server.clock.forward(-DAY - HOUR);
    expect(
      (await server.upload(await pictures.png(), 'a.png', { token: await server.tokenFor('resident2') })).status,
    ).toBe(200);
  });
});

function form(...parts: Record<string, string>[]): FormData {
  const data = new FormData();
  for (const part of parts)
    for (const [name, text] of Object.entries(part)) data.append(name, new Blob([text]), 'a.jpg');
  return data;
}

/** Half an upload; when it is `arriving`, the line goes dead. */
function broken(url: string, token: string, arriving: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'multipart/form-data; boundary=x',
      'Content-Length': '1000000',
    };
    const sending = request(`${url}/api/file.upload`, { method: 'POST', headers });
    sending.on('error', () => resolve());
    sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n');
    sending.write(Buffer.alloc(200_000, 'x'));
    void arriving().then(() => sending.destroy(new Error('gone')));
  });
}
