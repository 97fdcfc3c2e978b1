// The live feed as a browser hears it.
import { eachDatabase } from '../../test/support/databases';
import { startServer, type TestServer, TWIN } from '../../test/support/server';
import { event } from '../store/tables/event';
import type { Store } from '../store/unit';

type Heard = {
  readonly id: string;
  readonly data: { readonly no: number; readonly kind: string; readonly id: string };
};
type Stream = {
  readonly status: number;
  readonly heard: Heard[];
  /** The last id, whether or not anything came with it. */
  readonly last: () => string;
  readonly ended: Promise<void>;
  readonly close: () => void;
};

eachDatabase((_, open) => {
  let store: Store;
  let server: TestServer;
  let token: string;
  const streams: Stream[] = [];
  beforeAll(async () => {
    store = await open();
    server = await startServer(store, { work: true });
    token = await server.tokenFor('admin');
    // What was planted is numbered first, so that the line's end stands still.
    await until(async () => (await store.system.read.count(event, { feedNo: null }, 1)) === 0);
  });
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  afterAll(() => server.stop());

  async function listen(headers: Record<string, string>, query = ''): Promise<Stream> {
    const stream = await openStream(`${server.url}/api/feed.stream${query}`, headers);
    streams.push(stream);
    return stream;
  }
  const bearer = (value: string) => ({ Authorization: `Bearer ${value}` });
  const change = async (name: string, as = token) => {
    server.clock.forward(1);
    return (await server.call('department.create', { name }, { token: as })).body.record.id as string;
  };

  test('tells of a change soon after it happened, and goes on after a break without loss or repetition', async () => {
    const first = await listen(bearer(token));
    expect(first.status).toBe(200);
    await until(() => first.last() !== '');
    const a = await change('甲');
    await until(() => first.heard.length === 1);
    expect(first.heard[0]?.data).toMatchObject({ kind: 'department', id: a });
    expect(first.heard[0]?.id).toBe(String(first.heard[0]?.data.no));
    first.close();
    const [b, c] = [await change('乙'), await change('丙')];
    const second = await listen({ ...bearer(token), 'Last-Event-ID': first.last() });
    await until(() => second.heard.length === 2);
    const d = await change('丁');
    await until(() => second.heard.length === 3);
    expect(second.heard.map(({ data }) => data.id)).toEqual([b, c, d]);
  });

  test('whoever begins may hear first what changed while they were reading; whoever goes on hears nothing twice', async () => {
    const [a, b] = [await change('庚'), await change('辛')];
    await until(async () => (await store.system.read.count(event, { feedNo: null }, 1)) === 0);
    const begun = await listen(bearer(token), '?recent=1');
    await until(() => begun.heard.length >= 2);
    const c = await change('壬');
    await until(() => begun.heard.some(({ data }) => data.id === c));
    expect(begun.heard.slice(-3).map(({ data }) => data.id)).toEqual([a, b, c]);
    const on = await listen({ ...bearer(token), 'Last-Event-ID': begun.last() }, '?recent=1');
    await until(() => on.last() !== '');
    const d = await change('癸');
    await until(() => on.heard.length > 0);
    expect(on.heard.map(({ data }) => data.id)).toEqual([d]);
  });

  test('a cursor in the address begins there; the browser’s own word goes before it', async () => {
    const all = await listen(bearer(token), '?cursor=0');
    await until(() => all.heard.length > 50);
    const at = all.heard[40]?.id ?? '';
    const both = await listen({ ...bearer(token), 'Last-Event-ID': at }, '?cursor=0');
    await until(() => both.heard.length > 0);
    expect(both.heard[0]?.data.no).toBe(Number(at) + 1);
  });

  test.each(['?cursor=x', '?cursor=-1', '?cursor=1&cursor=2', '?cursor=9999999999999999999'])('%s', async (query) => {
    const response = await fetch(`${server.url}/api/feed.stream${query}`, { headers: bearer(token) });
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
      400,
      'invalid',
    ]);
  });

  test('nobody hears another organization', async () => {
    const other = await listen(bearer(await server.tokenFor('admin', TWIN)));
    await until(() => other.last() !== '');
    await change('戊');
    const own = await change('己', await server.tokenFor('admin', TWIN));
    await until(() => other.heard.length > 0);
    expect(other.heard.map(({ data }) => data.id)).toEqual([own]);
  });

  test('a session that has ended hears nothing more', async () => {
    const cookie = await server.cookieFor('tech1');
    const stream = await listen({ Cookie: cookie });
    await until(() => stream.last() !== '');
    await server.call('session.end', {}, { cookie });
    await change('庚');
    await stream.ended;
    expect(stream.heard).toEqual([]);
  });

  describe('a database that does not answer for a while', () => {
    const passing = Object.assign(new Error('planted'), { code: 'ECONNREFUSED' });
    /** Whoever looks for this session hears that, until it is over; how often that was. */
    function away(credential: string, fault: Error = passing) {
      const { sessions } = server.product;
      const find = sessions.find.bind(sessions);
      const looks = { failed: 0 };
      const planted = jest.spyOn(sessions, 'find').mockImplementation(async (asked) => {
        if (asked !== credential) return find(asked);
        looks.failed += 1;
        throw fault;
      });
      return { looks, over: () => planted.mockRestore() };
    }
    afterEach(() => jest.restoreAllMocks());
    /** An ear of its own: what fails for it does not fail for whoever makes the changes. */
    async function ear() {
      const credential = await server.tokenFor('admin');
      const stream = await listen(bearer(credential));
      await until(() => stream.last() !== '');
      let isOver = false;
      void stream.ended.then(() => (isOver = true));
      return { credential, stream, isOver: () => isOver };
    }

    test('the stream goes on, holds back what it must not say yet, and leaves nothing out', async () => {
      const { credential, stream, isOver } = await ear();
      const { looks, over } = away(credential);
      const made = [await change('辛'), await change('壬'), await change('癸')];
      await until(() => looks.failed >= 2);
      expect([isOver(), stream.heard]).toEqual([false, []]);
      over();
      await until(() => stream.heard.length === 3);
      made.push(await change('子'));
      await until(() => stream.heard.length === 4);
      expect(stream.heard.map(({ data }) => data.id)).toEqual(made);
      expect(isOver()).toBe(false);
    });

    test('whoever lost the right meanwhile hears nothing of it', async () => {
      const { credential, stream } = await ear();
      const { looks, over } = away(credential);
      await change('丑');
      await until(() => looks.failed >= 1);
      over();
      jest.spyOn(server.product.sessions, 'find').mockResolvedValue(null);
      await stream.ended;
      expect(stream.heard).toEqual([]);
    });

    test('a fault that does not pass ends it: the reader begins where they were', async () => {
      const { credential, stream } = await ear();
      away(credential, new Error('a fault of ours'));
      const made = await change('寅');
      await stream.ended;
      jest.restoreAllMocks();
      const again = await listen({ ...bearer(credential), 'Last-Event-ID': stream.last() });
      await until(() => again.heard.length > 0);
      expect(again.heard.map(({ data }) => data.id)).toEqual([made]);
    });
  });

  test('nobody signed in, nothing to hear; and one person does not take all the lines', async () => {
    expect((await listen({})).status).toBe(401);
    const who = bearer(await server.tokenFor('resident1'));
    const many: Stream[] = [];
    for (let i = 0; i < 13; i++) many.push(await listen(who));
    expect(many.map(({ status }) => status)).toEqual([...Array(12).fill(200), 503]);
    many[0]?.close();
    let status = 503;
    await until(async () => {
      const again = await listen(who);
      status = again.status;
      return status === 200;
    });
    expect(status).toBe(200);
  });
});

async function openStream(url: string, headers: Record<string, string>): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const heard: Heard[] = [];
  let last = '';
  const take = (event: string) => {
    const lines = Object.fromEntries(
      event.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    );
    if (lines.id !== undefined) last = lines.id;
    if (lines.data !== undefined) heard.push({ id: lines.id ?? '', data: JSON.parse(lines.data) as Heard['data'] });
  };
  const read = async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      events.forEach(take);
    }
  };
  const ended = response.status === 200 ? read().catch(() => undefined) : Promise.resolve();
  if (response.status !== 200) await response.text();
  return { status: response.status, heard, last: () => last, ended, close: () => abort.abort() };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 2000; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('waited in vain');
}
