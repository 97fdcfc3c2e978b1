// From the raw request to the raw answer, whatever happens in between: refused, acknowledged, answered, or asked to come again.
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import { eachDatabase } from '../../../test/support/databases';
import type { Back, ChannelAdapter, Channels, Inbound, RawRequest, Received } from '../../core/channels';
import { fixedClock } from '../../core/clock';
import { newId } from '../../core/ids';
import { makeLog } from '../../core/log';
import { makeSeal } from '../../core/seal';
import { sealedAbout } from '../../lookups/accounts';
import { makeTemplates } from '../../lookups/templates';
import { account as accountTable } from '../../store/tables/account';
import type { Store } from '../../store/unit';
import type { IntakeDeps } from './deps';
import { makeReceive, REFUSED, type Receive } from './receive';

jest.setTimeout(60_000);
const NOW = 1_800_000_000_000;
const REQUEST: RawRequest = { method: 'POST', query: {}, body: Buffer.from('') };
const DIRECTORY: Inbound = { type: 'directory', key: 'k', at: NOW };
const OTHER: Inbound = { type: 'other', event: 'made_up', key: 'k', at: NOW };

eachDatabase((_name, open) => {
  let store: Store;
  let tenantId: TenantId;
  const seal = makeSeal('a key for tests, thirty-two characters long');
  const ids = { wecom: '', retired: '', group: '' };
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
  });

  /** A platform whose every request means the same. */
  function speaking(received: Received, more: Partial<IntakeDeps> = {}): Receive {
    const adapter = { channel: 'wecom', receive: () => received } as unknown as ChannelAdapter;
    const mute = { channel: 'wecom' } as unknown as ChannelAdapter;
    const unwanted = () => Promise.reject(new Error('nobody asked for it'));
    return makeReceive({
      store,
      clock: fixedClock(NOW),
      seal,
      channels: { wecom: adapter, wechat: adapter, wecomGroup: mute } as Channels,
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

  test('what takes too long is acknowledged in time, and goes on; a crowd is let through some at a time', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    const onVerdict = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 1700));
      now -= 1;
      done += 1;
    };
    const verdict: Inbound = { type: 'verdict', key: 'k', at: NOW, traceId: 't', suggest: 'pass', label: null };
    const receive = speaking(saying(verdict), { onVerdict });
    const begun = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, () => receive('wecom', ids.wecom, REQUEST)));
    expect(performance.now() - begun).toBeLessThan(6000);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(new Set(['200 null']));
    expect(most).toBe(32);
    while (done < 100) await new Promise((resolve) => setTimeout(resolve, 50));
  });
});
