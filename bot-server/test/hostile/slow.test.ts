// Clients that take their time: who sends slowly, or for ever, who reads nothing, and hundreds who say nothing at all. Each of them comes
// to an end that the server sets, and everybody else is served meanwhile.
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { SECOND } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import type { Feed } from '../../src/core/feed';
import type { Store } from '../../src/store/unit';
import { onlyOn } from '../support/databases';
import { ORG, type Organization, organizationOf, report, ticketIn } from '../support/product';
import { startServer, type TestServer } from '../support/server';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const IDLE = 300;
/** Of the server under test; two minutes in production. */
const STALLED = 3 * SECOND;
const MB = 1024 * 1024;

type Client = {
  readonly socket: Socket;
  /** What the server has said. */
  readonly said: () => string;
  readonly ended: () => boolean;
};

onlyOn('sqlite', (open) => {
  let store: Store;
  let server: TestServer;
  let mine: Organization;
  let token: string;
  const clients: Client[] = [];
  beforeAll(async () => {
    store = await open();
    server = await startServer(store, { work: true, stalled: STALLED });
    mine = await organizationOf(store, ORG);
    token = await server.tokenFor('resident1');
  });
  afterEach(() => {
    for (const { socket } of clients.splice(0)) socket.destroy();
  });
  afterAll(() => server?.stop());

  async function client(head = '', url = server.url): Promise<Client> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let said = '';
    let ended = false;
    socket.on('data', (text) => {
      said += String(text);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      ended = true;
    });
    socket.on('end', () => {
      ended = true;
    });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(head);
    const one = { socket, said: () => said, ended: () => ended };
    clients.push(one);
    return one;
  }
  const head = (line: string, ...more: readonly string[]) =>
    [`${line} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, ...more, '', ''].join('\r\n');
  /** Until all have come to their end; asks for something meanwhile, which must be answered. */
  async function allEnd(all: readonly Client[], between: () => void = () => {}, at = server): Promise<void> {
    while (!all.every(({ ended }) => ended())) {
      between();
      const values = report(mine, { title: '有人占着线' });
      ticketIn(await at.call('ticket.create', { templateId: mine.template('repair'), values }, { token }));
      await pause(200);
    }
  }
  const drip = (all: readonly Client[], text: string) => () => {
    for (const { socket, ended } of all) if (!ended() && socket.writable) socket.write(text);
  };
  const json = ['Content-Type: application/json'];

  test(`${IDLE} who say nothing, and others whose headers or bodies come by drops, are cut; others report meanwhile`, async () => {
    const idle = await Promise.all(Array.from({ length: IDLE }, () => client()));
    const headers = await Promise.all(
      Array.from({ length: 20 }, () => client('POST /api/ticket.list HTTP/1.1\r\nX: ')),
    );
    const start = head('POST /api/ticket.list', ...json, 'Content-Length: 100000');
    const bodies = await Promise.all(Array.from({ length: 20 }, () => client(`${start}{"limit":`)));
    await allEnd([...idle, ...headers, ...bodies], drip([...headers, ...bodies], ' '));
    for (const { said } of [...headers, ...bodies]) expect(said()).not.toMatch(/^HTTP\/1\.1 (2|5)/);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  const upload = ['Content-Type: multipart/form-data; boundary=b'];
  const opened = '--b\r\nContent-Disposition: form-data; name="file"; filename="endless.jpg"\r\n\r\n';

  test.each([
    ['a body', 'ticket.list', json, '', LIMITS.bodyBytes],
    ['an upload', 'file.upload', upload, opened, LIMITS.fileBytes],
  ] as const)(
    '%s that never ends is refused as soon as it is too large',
    async (_name, endpoint, more, first, most) => {
      const piece = (bytes: Buffer) =>
        Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const one = await client(head(`POST /api/${endpoint}`, 'Transfer-Encoding: chunked', ...more));
      if (first !== '') one.socket.write(piece(Buffer.from(first)));
      let sent = 0;
      // By ten times the limit even a slow machine has read more than it may.
      while (!one.ended() && one.said() === '' && sent < 10 * most) {
        if (!one.socket.write(piece(chunk)))
          await Promise.race([new Promise((resolve) => one.socket.once('drain', resolve)), pause(200)]);
        sent += chunk.length;
        if (sent % (16 * chunk.length) === 0) await pause(1);
      }
      while (!one.ended() && one.said() === '') await pause(50);
      expect(one.said().slice(0, 12)).toBe('HTTP/1.1 413');
      expect(sent).toBeGreaterThan(most);
      await allEnd([one], drip([one], 'x'));
      // Nothing of it is left lying about.
      while ((await readdir(path.join(server.dataDir, 'tmp'))).length > 0) await pause(50);
    },
  );

  test('who asks for much and reads nothing of it is cut, and holds little meanwhile', async () => {
    const before = process.memoryUsage().rss;
    const asks = head('GET /api/openapi.json').repeat(60);
    const deaf = await Promise.all(Array.from({ length: 40 }, () => client()));
    for (const { socket } of deaf) {
      socket.pause();
      // More answers than the line takes in.
      socket.write(asks);
    }
    // Somebody who does not read is told of the end when they write; the server does not read either by then.
    await allEnd(deaf, drip(deaf, 'x'));
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MB);
  });

  describe('who listens to the event stream and reads nothing of it', () => {
    type Push = Parameters<Feed['subscribe']>[2];
    const DEAF = 8;
    /** Of each item; a real one is smaller, and there are more of them. */
    const ITEM = 64 * 1024;
    /** More than any network between two programs of one machine takes in. */
    const MUCH = 64 * MB;

    async function listening(behind?: number) {
      const pushes = new Set<Push>();
      const feed: Feed = {
        poll: async () => ({ items: [], cursor: 0, more: false }),
        subscribe: (_scope, _cursor, push) => {
          pushes.add(push);
          return () => void pushes.delete(push);
        },
      };
      const loud = await startServer(store, { feed, behind, clock: server.clock });
      let said = 0;
      /** One item to everybody; how many bytes have been told. */
      const say = async () => {
        const item = { no: ++said, kind: 'ticket', id: 'x', seq: said, type: 'x'.repeat(ITEM), at: 0 } as never;
        await Promise.all([...pushes].map((push) => push([item], said)));
        // The network has its turn.
        await new Promise((resolve) => setImmediate(resolve));
        return said * ITEM;
      };
      const join = async () => {
        const before = pushes.size;
        const one = await client(head('GET /api/feed.stream'), loud.url);
        while (pushes.size === before) await pause(5);
        return one;
      };
      return { loud, pushes, say, join };
    }

    test('is cut once as far behind as one may be, while others hear everything and are served', async () => {
      const { loud, pushes, say, join } = await listening();
      try {
        const deaf: Client[] = [];
        while (deaf.length < DEAF) deaf.push(await join());
        for (const { socket } of deaf) socket.pause();
        const reader = await join();
        let told = 0;
        while (pushes.size > 1 && told < MUCH) told = await say();
        expect(pushes.size).toBe(1);
        await allEnd(deaf, drip(deaf, 'x'), loud);
        const last = `id: ${told / ITEM}\n`;
        while (!reader.said().includes(last)) await pause(20);
        expect(reader.said().split('data: ')).toHaveLength(told / ITEM + 1);
        expect(reader.ended()).toBe(false);
      } finally {
        await loud.stop();
      }
    });

    test('control: without that bound nobody is cut, and all of it is kept for them', async () => {
      const { loud, pushes, say, join } = await listening(Number.POSITIVE_INFINITY);
      try {
        const deaf = await join();
        deaf.socket.pause();
        while ((await say()) < MUCH);
        expect([pushes.size, deaf.ended()]).toEqual([1, false]);
      } finally {
        await loud.stop();
      }
    });
  });
});
