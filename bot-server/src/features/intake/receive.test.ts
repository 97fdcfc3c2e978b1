// From the raw request to the raw answer, whatever happens in between: refused, acknowledged, answered, or asked to come again.
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import { eachDatabase } from '../../../test/support/databases';
import { TEST_KEY } from '../../../test/support/server';
import type { Back, ChannelAdapter, Channels, Inbound, RawRequest, Received } from '../../core/channels';
import { fixedClock } from '../../core/clock';
import { newId } from '../../core/ids';
import { makeLog } from '../../core/log';
import { makeMarks } from '../../core/marks';
import { makeSeal } from '../../core/seal';
import { sealedAbout } from '../../lookups/accounts';
import { makeTemplates } from '../../lookups/templates';
import { account as accountTable } from '../../store/tables/account';
import type { Store } from '../../store/unit';
import type { IntakeDeps } from './deps';
import { makeReceive, REFUSED, type Receive } from './receive';

const NOW = 1_800_000_000_000;
const REQUEST: RawRequest = { method: 'POST', query: {}, body: Buffer.from('') };
const DIRECTORY: Inbound = { type: 'directory', key: 'k', at: NOW };
const OTHER: Inbound = { type: 'other', event: 'made_up', key: 'k', at: NOW };

eachDatabase((_name, open) => {
  let store: Store;
  let tenantId: TenantId;
  const seal = makeSeal('a key for tests, thirty-two characters long');
  const ids = { wecom: '', retired: '', group: '', hasty: '' };
  beforeAll(async () => {
    store = await open();
    tenantId = newId<'tenant'>(NOW);
    const put = async (kind: AccountKind, state: 'active' | 'retired') => {
      const id = newId<'account'>(NOW) as AccountId;
      const secrets = seal.close(sealedAbout(tenantId, id), '{}');
      const at = { createdAt: NOW, updatedAt: NOW, version: 1 };
      await store.unit({ tenantId }, (u) =>
        u.insert(accountTable, [{ id, kind, name: kind, values: {}, secrets, state, ...at }]),
      );
      return id;
    };
    ids.wecom = await put('wecom', 'active');
    ids.retired = await put('wecom', 'retired');
    ids.group = await put('wecomGroup', 'active');
    ids.hasty = await put('dingtalk', 'active');
  });

  /** As WeCom waits, and as a platform does that waits for less. */
  const abilities = { inbound: { waits: { delivery: 5000, check: 1000 } } };
  const HASTY = { inbound: { waits: { delivery: 2000, check: 1500 } } };
  /** Requests whose connection is known. */
  let heard = 0;
  /** A platform whose every request means the same. */
  function speaking(received: Received, more: Partial<IntakeDeps> = {}): Receive {
    heard = 0;
    const receive = () => {
      heard += 1;
      return received;
    };
    const adapter = { channel: 'wecom', receive, abilities } as unknown as ChannelAdapter;
    const hasty = { channel: 'dingtalk', receive, abilities: HASTY } as unknown as ChannelAdapter;
    const mute = { channel: 'wecom' } as unknown as ChannelAdapter;
    const unwanted = () => Promise.reject(new Error('nobody asked for it'));
    return makeReceive({
      marks: makeMarks(TEST_KEY),
      store,
      clock: fixedClock(NOW),
      seal,
      channels: { wecom: adapter, wechat: adapter, dingtalk: hasty, wecomGroup: mute } as Channels,
      templates: makeTemplates(),
      baseUrl: 'https://paidan.test',
      log: makeLog('silent'),
      act: unwanted,
      cardOf: unwanted,
      faceOf: () => '',
      onDirectory: () => undefined,
      onConsent: unwanted,
      onVerdict: unwanted,
      ...more,
    });
  }
  const saying = (
    inbound: Inbound,
    reply = (back: Back) => ({ status: 200, type: 'text/plain', body: JSON.stringify(back) }),
  ) => ({ kind: 'inbound', inbound, reply }) as const;

  test('what no connection of ours can have been asked: the one refusal', async () => {
    const receive = speaking(saying(OTHER));
    const unknown = newId<'account'>(NOW);
    for (const [kind, id] of [
      ['wecom', unknown],
      ['wecom', ids.retired],
      ['wechat', ids.wecom],
      ['wecomGroup', ids.group],
      ['toString', ids.wecom],
      ['wecom', '../../etc'],
      ['wecom', `${ids.wecom}'`],
    ] as const) {
      expect([kind, id, await receive(kind, id, REQUEST)]).toEqual([kind, id, REFUSED]);
    }
    expect(await speaking({ kind: 'refused' })('wecom', ids.wecom, REQUEST)).toEqual(REFUSED);
  });

  test('a check of the address is answered as the platform wants it; what is not understood is acknowledged', async () => {
    const reply = { status: 200, type: 'text/plain', body: 'as it is' };
    expect(await speaking({ kind: 'check', reply })('wecom', ids.wecom, REQUEST)).toEqual(reply);
    expect(await speaking(saying(OTHER))('wecom', ids.wecom, REQUEST)).toMatchObject({ status: 200, body: 'null' });
  });

  test('a fault of ours is not acknowledged: it comes again', async () => {
    const onDirectory = () => {
      throw new Error('planted');
    };
    const answer = await speaking(saying(DIRECTORY), { onDirectory })('wecom', ids.wecom, REQUEST);
    expect(answer).toEqual({ status: 503, type: 'text/plain; charset=utf-8', body: 'later' });
  });

  describe('in time', () => {
    /** Milliseconds that a platform waits (WeCom 90238). */
    const WAITS = 5000;
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    // Only these stand still: the database and its driver go on.
    beforeEach(() => {
      const doNotFake = [
        'Date',
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
      ];
      jest.useFakeTimers({ doNotFake: doNotFake as never });
    });
    afterEach(() => jest.useRealTimers());

    test('what takes too long is acknowledged, and goes on; a crowd is let through some at a time', async () => {
      let now = 0;
      let most = 0;
      let done = 0;
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const onVerdict = async () => {
        now += 1;
        most = Math.max(most, now);
        await released;
        now -= 1;
        done += 1;
      };
      const verdict: Inbound = { type: 'verdict', key: 'k', at: NOW, traceId: 't', suggest: 'pass', label: null };
      const receive = speaking(saying(verdict), { onVerdict });
      const answers = Array.from({ length: 100 }, () => receive('wecom', ids.wecom, REQUEST));
      while (heard < 100 || now < 32) await turn();
      await jest.advanceTimersByTimeAsync(WAITS - 500);
      const said = (await Promise.all(answers)).map(({ status, body }) => `${status} ${body}`);
      expect([done, now, new Set(said)]).toEqual([0, 32, new Set(['200 null'])]);
      release();
      while (done < 100) await turn();
      expect(most).toBe(32);
    });

    test.each([
      ['wecom', 'POST', 5000],
      ['wecom', 'GET', 1000],
      ['dingtalk', 'POST', 2000],
      ['dingtalk', 'GET', 1500],
    ] as const)(
      '%s %s: answered before that platform stops waiting, and not much sooner',
      async (kind, method, waits) => {
        let asked = 0;
        const silent = () => {
          asked += 1;
          return new Promise<never>(() => {});
        };
        const read = { ...store.system.read, one: silent, find: silent };
        const receive = speaking(saying(OTHER), { store: { ...store, system: { ...store.system, read } } });
        let status = 0;
        const id = kind === 'wecom' ? ids.wecom : ids.hasty;
        void receive(kind, id, { ...REQUEST, method }).then((answer) => (status = answer.status));
        while (asked === 0) await turn();
        await jest.advanceTimersByTimeAsync(waits * 0.7);
        expect(status).toBe(0);
        await jest.advanceTimersByTimeAsync(waits * 0.2);
        expect(status).toBe(503);
      },
    );

    test('a database that does not say whose it is uses up the same time: not acknowledged, it comes again', async () => {
      const silent = () => new Promise<never>(() => {});
      const read = { ...store.system.read, one: silent, find: silent };
      const receive = speaking(saying(OTHER), { store: { ...store, system: { ...store.system, read } } });
      const answer = receive('wecom', ids.wecom, REQUEST);
      await jest.advanceTimersByTimeAsync(WAITS - 500);
      expect(await answer).toMatchObject({ status: 503, body: 'later' });
    });

    test('of a connection out of use the same: until it is noted what it missed, the platform brings it again', async () => {
      const text: Inbound = { type: 'text', key: newId<'account'>(NOW), from: 'somebody', at: NOW, text: '漏水' };
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      let asked = 0;
      let noted = 0;
      const unit = (async (...given: Parameters<Store['unit']>) => {
        asked += 1;
        await held;
        const done = await store.unit(...given);
        noted += 1;
        return done;
      }) as Store['unit'];
      const receive = speaking(saying(text), { store: { ...store, unit } });
      const answer = receive('wecom', ids.retired, REQUEST);
      while (asked === 0) await turn();
      await jest.advanceTimersByTimeAsync(WAITS - 500);
      expect(await answer).toMatchObject({ status: 503, body: 'later' });
      // It went on all the same, and when it comes again it is only refused.
      letGo();
      while (noted === 0) await turn();
      expect(await receive('wecom', ids.retired, REQUEST)).toEqual(REFUSED);
      expect(asked).toBe(2);
    });

    test('nor is it acknowledged, or refused for good, where it could not be noted', async () => {
      const text: Inbound = { type: 'text', key: newId<'account'>(NOW), from: 'somebody', at: NOW, text: '漏水' };
      const unit = () => Promise.reject(new Error('planted'));
      const receive = speaking(saying(text), { store: { ...store, unit } });
      expect(await receive('wecom', ids.retired, REQUEST)).toMatchObject({ status: 503, body: 'later' });
      // Nothing is noted of a connection that never was.
      expect(await receive('wecom', newId<'account'>(NOW), REQUEST)).toEqual(REFUSED);
    });

    test('a check of the address waits for nobody who writes', async () => {
      const reply = { status: 200, type: 'text/plain', body: 'as it is' };
      const receive = speaking({ kind: 'check', reply });
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      let entered = () => {};
      const inside = new Promise<void>((resolve) => (entered = resolve));
      const writing = store.unit({ tenantId }, async (u) => {
        await u.change(accountTable, { id: ids.wecom as AccountId }, { updatedAt: NOW });
        entered();
        await held;
      });
      await inside;
      // Time stands still: no patience comes to its end.
      expect(await receive('wecom', ids.wecom, REQUEST)).toEqual(reply);
      letGo();
      await writing;
    });
  });
});
