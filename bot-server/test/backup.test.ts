// The drill: a server works, a backup is made meanwhile, the server dies, and an empty database becomes what the first one was. On
// both databases, and from each into the other; and what is not whole is never taken for a backup.
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BadArchive, readManifest, writeManifest } from '../src/backup/archive';
import { checkBackup } from '../src/backup/restore';
import { event } from '../src/store/tables/event';
import { member } from '../src/store/tables/member';
import { outbox } from '../src/store/tables/outbox';
import { tenant } from '../src/store/tables/tenant';
import { ticket } from '../src/store/tables/ticket';
import { vault } from '../src/store/tables/vault';
import { makeDatabase } from './support/databases';
import { photo } from './support/pictures';
import { type Machine, makeMachine, type Process } from './support/processes';
import { ORG, organizationOf, report } from './support/product';
import { rowsOf } from './support/rows';

const BEFORE = 60;
const SENDERS = 6;

const DOCUMENT = '%PDF-1.4\n%%EOF\n';
const OTHER = { sqlite: 'mysql', mysql: 'sqlite' } as const;

describe.each(['sqlite', 'mysql'] as const)('%s', (kind) => {
  const cleanings: (() => Promise<unknown>)[] = [];
  let folder: string;
  let source: Machine;
  let server: Process;
  let token: string;
  let templateId: never;
  let values: ReturnType<typeof report>;
  let fileId: string;
  let documentId: string;
  let content: Buffer;
  let archive: string;
  let erased: string;
  const acknowledged: { readonly id: string; readonly no: number }[] = [];

  async function machineOn(name: 'sqlite' | 'mysql'): Promise<Machine> {
    const { config, drop } = await makeDatabase(name);
    const machine = await makeMachine(config);
    cleanings.push(async () => {
      await machine.clear();
      await drop();
    });
    return machine;
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paidan-backup-'));
    source = await machineOn(kind);
    server = await source.serve();
    token = await source.tokenFor('resident1');
    const organization = await organizationOf(await source.store(), ORG);
    templateId = organization.template('repair') as never;
    values = report(organization);
    erased = organization.member('resident3');
    const admin = await source.tokenFor('admin');
    const erasing = { id: erased as never, reason: '本人申请', reported: true };
    expect((await server.call('member.erase', erasing, { token: admin })).status).toBe(200);
  });
  afterAll(async () => {
    for (const clean of cleanings) await clean();
    await rm(folder, { recursive: true, force: true });
  });

  const fileAt = async (url: string, id: string): Promise<Buffer> => {
    const answer = await fetch(`${url}/api/files/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const create = async (more: object = {}) => {
    const reply = await server.call('ticket.create', { templateId, values: { ...values, ...more } }, { token });
    expect(reply.status).toBe(200);
    acknowledged.push({ id: reply.body.ticket.id, no: reply.body.ticket.no });
  };

  test('a backup is made while people write', async () => {
    const upload = async (bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> => {
      const form = new FormData();
      form.append('file', new Blob([bytes]), name);
      const headers = { Authorization: `Bearer ${token}` };
      const uploaded = await fetch(`${server.url}/api/file.upload`, { method: 'POST', body: form, headers });
      return ((await uploaded.json()) as { file: { id: string } }).file.id;
    };
    fileId = await upload(new Uint8Array(await photo(640, 480)), '现场.jpg');
    documentId = await upload(new Uint8Array(Buffer.from(DOCUMENT)), '合同.pdf');
    await create({ photos: [fileId] });
    content = await fileAt(server.url, fileId);

    let going = true;
    const sender = async () => {
      while (going) await create();
    };
    const senders = Array.from({ length: SENDERS }, sender);
    while (acknowledged.length < BEFORE) await setTimeout(10);
    const before = acknowledged.length;
    const { code, said } = await source.cli('backup', '--to', folder);
    const during = acknowledged.length - before;
    going = false;
    await Promise.all(senders);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('SECRET_KEY is not in it') });
    expect(during).toBeGreaterThan(0);
    acknowledged.length = before;
    await server.kill9();

    const names = await readdir(folder);
    expect(names).toEqual([expect.stringMatching(/^paidan-\d{8}-\d{6}$/)]);
    archive = path.join(folder, names[0] ?? '');
    expect((await stat(archive)).mode & 0o077).toBe(0);
    const store = await source.store();
    expect(await store.system.read.count(tenant, {}, 9)).toBe(2);
  });

  test('it is whole, and says so', async () => {
    expect(await source.cli('restore', '--from', archive, '--check')).toMatchObject({
      code: 0,
      said: expect.stringContaining('whole: of '),
    });
  });

  test.each(['the same', 'the other'] as const)('into an empty database of %s kind', async (which) => {
    const target = await machineOn(which === 'the same' ? kind : OTHER[kind]);
    const { code, said } = await target.cli('restore', '--from', archive);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('0 findings') });

    // Whoever was erased stays so.
    const graves = await (await target.store()).system.read.find(vault, { where: { subject: erased } });
    expect(graves.map(({ kind: of, body }) => [of, body])).toEqual([['erased', '']]);
    expect((await (await target.store()).system.read.one(member, { id: erased as never }))?.name).toBe('');

    // Row for row what the archive holds, which came from the one moment.
    const store = await target.store();
    const { reader, tenantId } = await organizationOf(store, ORG);
    const manifest = await readManifest(archive);
    const rows = await rowsOf(reader);
    expect(rows.ticket?.length).toBeGreaterThanOrEqual(acknowledged.length);
    expect(manifest.tables.find(({ name }) => name === 'ticket')?.rows).toBe(rows.ticket?.length);
    const ids = acknowledged.map(({ id }) => id);
    const tickets = await reader.find(ticket, { where: { id: { in: ids as never[] } } });
    expect(new Map(tickets.map(({ id, no }) => [id as string, no]))).toEqual(
      new Map(acknowledged.map(({ id, no }) => [id, no])),
    );
    const events = await reader.find(event, { where: { streamId: { in: ids } } });
    expect(events).toHaveLength(2 * ids.length);
    const asked = await reader.find(outbox, { where: { streamId: { in: ids } } });
    expect(new Set(asked.map(({ streamId }) => streamId)).size).toBe(ids.length);
    expect(tenantId).toBeDefined();

    const again = await target.serve();
    expect((await fileAt(again.url, fileId)).equals(content)).toBe(true);
    expect(String(await fileAt(again.url, documentId))).toBe(DOCUMENT);
    // The picture, its small one, and the document.
    expect(manifest.files.rows).toBe(3);
    const [first] = acknowledged;
    const got = await again.call('ticket.get', { ticketId: first?.id as never }, { token });
    expect([got.status, got.body.ticket.no]).toEqual([200, first?.no]);
    const made = await again.call('ticket.create', { templateId, values }, { token });
    expect(made.status).toBe(200);
    expect(tickets.map(({ no }) => no)).not.toContain(made.body.ticket.no);

    // Nobody loses a database by mistake.
    const open = await target.cli('restore', '--from', archive, '--replace');
    expect(open).toEqual({ code: 1, said: expect.stringContaining('stop every server first') });
    expect(await again.stop()).toBe(0);
  });

  test('what is not empty is left alone, unless told', async () => {
    const target = await machineOn(kind);
    expect((await target.cli('restore', '--from', archive)).code).toBe(0);
    const refused = await target.cli('restore', '--from', archive);
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('not empty') });
    expect((await target.cli('restore', '--from', archive, '--replace')).code).toBe(0);
    expect((await target.cli('verify')).code).toBe(0);
  });

  test('another key is noticed', async () => {
    const target = await machineOn(kind);
    const env = { SECRET_KEY: 'another-key-for-tests-thirty-two-letters' };
    const refused = await target.cliWith(env, 'restore', '--from', archive);
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('another SECRET_KEY') });
    expect((await target.cliWith(env, 'restore', '--from', archive, '--other-key')).code).toBe(0);
  });

  describe('damage', () => {
    let copy: string;
    beforeEach(async () => {
      copy = path.join(folder, 'copy');
      await cp(archive, copy, { recursive: true });
    });
    afterEach(() => rm(copy, { recursive: true, force: true }));

    const checked = () => source.cli('restore', '--from', copy, '--check');
    /** By what the command line asks, which says so with the words of `BadArchive`. */
    const expectBad = () => expect(checkBackup(copy, () => undefined)).rejects.toThrow(BadArchive);
    const aFile = async () => {
      const all = await readdir(path.join(copy, 'files'), { recursive: true, withFileTypes: true });
      const found = all.find((entry) => entry.isFile());
      return path.join(found?.parentPath ?? '', found?.name ?? '');
    };
    const PARTS: Readonly<Record<string, () => Promise<string> | string>> = {
      'a table': () => path.join(copy, 'tables', 'event.ndjson.gz'),
      'a file': aFile,
      'the list of files': () => path.join(copy, 'files.ndjson.gz'),
      'the manifest': () => path.join(copy, 'manifest.json'),
      'its sum': () => path.join(copy, 'manifest.sha256'),
    };

    test.each(Object.keys(PARTS))('one bit of %s', async (name) => {
      const file = (await PARTS[name]?.()) ?? '';
      const bytes = await readFile(file);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(file, bytes);
      await expectBad();
    });

    test.each(Object.keys(PARTS))('the last byte of %s is missing', async (name) => {
      const file = (await PARTS[name]?.()) ?? '';
      await truncate(file, (await stat(file)).size - 1);
      await expectBad();
    });

    test('a part is missing, and nothing is put anywhere', async () => {
      await rm(path.join(copy, 'tables', 'ticket.ndjson.gz'));
      const target = await machineOn(kind);
      const { code, said } = await target.cli('restore', '--from', copy);
      expect([code, said]).toEqual([1, expect.stringContaining('ticket.ndjson.gz is missing')]);
      expect(await (await target.store()).system.read.count(tenant, {}, 1)).toBe(0);
    });

    test('one that was broken off is no backup', async () => {
      await rm(path.join(copy, 'manifest.json'));
      const { code, said } = await checked();
      expect([code, said]).toEqual([1, expect.stringContaining('no whole backup')]);
      expect(said).toContain('Nobody should use this backup');
    });

    test('one of a newer version is refused in words; one of an older is brought up to date', async () => {
      const manifest = await readManifest(copy);
      const say = async (migrations: readonly string[], tables = manifest.tables) => {
        await rm(path.join(copy, 'manifest.json'));
        await rm(path.join(copy, 'manifest.sha256'));
        await writeManifest(copy, { ...manifest, migrations: [...migrations], tables });
      };
      await say([...manifest.migrations, 'Future1999999999999']);
      const target = await machineOn(kind);
      const refused = await target.cli('restore', '--from', copy);
      expect(refused).toEqual({ code: 1, said: expect.stringContaining('newer version') });
      // As it was before the last migration, which made this table.
      await say(
        manifest.migrations.filter((name) => !name.startsWith('Labels')),
        manifest.tables.filter(({ name }) => name !== 'label_print'),
      );
      expect(manifest.tables.map(({ name }) => name)).toContain('label_print');
      expect(await target.cli('restore', '--from', copy)).toMatchObject({ code: 0 });
      const { reader } = await organizationOf(await target.store(), ORG);
      expect((await rowsOf(reader)).label_print).toEqual([]);
    });
  });
});

test('nothing there to save is said', async () => {
  const { config, drop } = await makeDatabase('sqlite');
  const machine = await makeMachine(config);
  const folder = await mkdtemp(path.join(tmpdir(), 'paidan-backup-'));
  expect(await machine.cli('backup', '--to', folder)).toEqual({
    code: 1,
    said: expect.stringContaining('no database'),
  });
  expect(await readdir(folder)).toEqual([]);
  await machine.clear();
  await drop();
  await rm(folder, { recursive: true, force: true });
});
