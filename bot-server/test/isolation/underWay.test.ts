// What is on its way when a right is taken away: an answer that goes on for long is broken off, on every server; and what is sent so
// slowly that its sender has lost the right meanwhile is not carried out.
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { SECOND } from '@paidan/shared/kernel/time';
import { fixedClock } from '../../src/core/clock';
import { file } from '../../src/store/tables/file';
import { ticket } from '../../src/store/tables/ticket';
import { onlyOn } from '../support/databases';
import { photo } from '../support/pictures';
import { report, startProduct, type TestProduct } from '../support/product';
import { startServer, type TestServer } from '../support/server';

/** Milliseconds that are promised. */
const PROMISED = 5 * SECOND;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

onlyOn('sqlite', (open) => {
  let product: TestProduct;
  /** Another server on the same database, whose exports and files never come to an end by themselves. */
  let endless: TestServer;
  /** Whose file it still is. */
  const owners = new Set<string>();
  let closed = 0;
  beforeAll(async () => {
    const clock = fixedClock(Date.now());
    product = await startProduct(await open(), { clock });
    const forEver = async function* () {
      try {
        for (;;) {
          yield Buffer.from('a line of somebody’s report\n');
          await pause(50);
        }
      } finally {
        closed++;
      }
    };
    endless = await startServer(await open(), {
      clock,
      handlers: {
        ...product.product.handlers,
        'ticket.export': async () => ({ ok: true, value: { name: 'a.csv', rows: 1, content: forEver() } }),
      },
      findDownload: async ({ actor }) => {
        if (actor.kind !== 'member' || !owners.has(actor.id)) return null;
        const open = async () => ({ bytes: 1e9, stream: Readable.from(forEver(), { objectMode: false }) });
        return { kind: 'document', name: 'a.pdf', mime: 'application/pdf', etag: '"a"', bytes: 1e9, open };
      },
    });
  });
  afterAll(async () => {
    await endless?.stop();
    await product?.stop();
  });

  let people = 0;
  async function person(): Promise<{ readonly id: never; readonly token: string }> {
    const login = `slow${++people}`;
    const made = await product.as('admin')('member.create', { login, name: login, roles: ['dispatcher'] });
    expect(made.status).toBe(200);
    product.clock.forward(SECOND);
    return { id: made.body.record.id as never, token: await product.tokenFor(login) };
  }
  const retire = async ({ id }: { readonly id: never }) =>
    expect((await product.as('admin')('member.retire', { id })).status).toBe(200);
  const demote = async ({ id }: { readonly id: never }) => {
    const changed = await product.as('admin')('member.change', { id, change: { roles: ['resident'] } });
    expect(changed.status).toBe(200);
  };

  type Line = { bytes: number; broken: boolean; readonly cut: () => void };
  async function reading(method: 'GET' | 'POST', path: string, token: string): Promise<Line> {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const asked = request(endless.url + path, { method, headers });
    asked.on('error', () => {});
    asked.end(method === 'POST' ? '{"format":"csv"}' : undefined);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    const line: Line = { bytes: 0, broken: false, cut: () => asked.destroy() };
    answer.on('data', (chunk: Buffer) => {
      line.bytes += chunk.length;
    });
    answer.on('error', () => {
      line.broken = true;
    });
    return line;
  }

  test('an export or a file that is being sent: broken off within what is promised, and only theirs', async () => {
    const [left, demoted, gone] = [await person(), await person(), await person()];
    const [moved, stays, keeps] = [await person(), await person(), await person()];
    for (const { id } of [gone, moved, keeps]) owners.add(id);
    const exported = ({ token }: typeof left) => reading('POST', '/api/ticket.export', token);
    const opened = ({ token }: typeof left) => reading('GET', `/api/files/${'0'.repeat(20)}`, token);
    const lost = [await exported(left), await exported(demoted), await opened(gone), await opened(moved)];
    const kept = [await exported(stays), await opened(keeps)];
    while (![...lost, ...kept].every(({ bytes }) => bytes > 0)) await pause(20);
    await retire(left);
    await demote(demoted);
    await retire(gone);
    // The ticket that had it went to somebody else.
    owners.delete(moved.id);
    const until = performance.now() + PROMISED;
    while (!lost.every(({ broken }) => broken) && performance.now() < until) await pause(50);
    expect(lost.map(({ broken }) => broken)).toEqual([true, true, true, true]);
    // Control: whoever has lost nothing goes on reading, beyond the looks that broke the others off.
    const before = kept.map(({ bytes }) => bytes);
    while (!kept.every(({ bytes }, at) => bytes > (before[at] ?? 0))) await pause(20);
    expect(kept.map(({ broken }) => broken)).toEqual([false, false]);
    for (const { cut } of kept) cut();
    // What they were read from is closed, each.
    while (closed < lost.length + kept.length) await pause(20);
  });

  const BOUNDARY = 'b';
  const form = (bytes: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
    ]);
  type Slow = { readonly finish: () => Promise<string | number> };
  /** Sends all but the last bytes; the answer's status, and the refusal's code, once they are sent as well. */
  async function begun(name: string, token: string, type: string, body: Buffer): Promise<Slow> {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type, 'Content-Length': body.length };
    const asked: ClientRequest = request(`${product.url}/api/${name}`, { method: 'POST', headers });
    const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
    await new Promise((resolve) => asked.write(body.subarray(0, -10), resolve));
    return {
      finish: async () => {
        asked.end(body.subarray(-10));
        const [answer] = await answered;
        let text = '';
        for await (const chunk of answer) text += String(chunk);
        const { error } = JSON.parse(text) as { readonly error?: { readonly code: string } };
        return error === undefined ? 200 : `${answer.statusCode} ${error.code}`;
      },
    };
  }

  test('a command or an upload whose sender has lost the right before its last byte: not carried out', async () => {
    const TITLE = '慢慢寄来的单子';
    const values = report(product.mine, { title: TITLE });
    const command = Buffer.from(JSON.stringify({ templateId: product.mine.template('repair'), values }));
    const picture = form(await photo(64, 48));
    const json = 'application/json';
    const [left, gone, demoted, stays] = [await person(), await person(), await person(), await person()];
    const multipart = `multipart/form-data; boundary=${BOUNDARY}`;
    const slow = [
      await begun('ticket.create', left.token, json, command),
      await begun('file.upload', gone.token, multipart, picture),
      await begun('held.list', demoted.token, json, Buffer.from('{"limit":      10}')),
      await begun('ticket.create', stays.token, json, command),
      await begun('file.upload', stays.token, multipart, picture),
    ];
    await pause(100);
    await retire(left);
    await retire(gone);
    await demote(demoted);
    await pause(1.2 * SECOND);
    const answers = await Promise.all(slow.map(({ finish }) => finish()));
    // The last two are the control: as slow, and nothing was taken from them.
    expect(answers).toEqual(['401 signed_out', '401 signed_out', '403 forbidden', 200, 200]);
    const tickets = await product.mine.reader.find(ticket, { where: { title: TITLE }, columns: ['requesterId'] });
    expect(tickets.map(({ requesterId }) => requesterId)).toEqual([stays.id]);
    const files = await product.mine.reader.find(file, { where: { state: 'loose' }, columns: ['createdBy'] });
    expect(files.map(({ createdBy }) => createdBy)).toEqual([stays.id]);
  });
});
