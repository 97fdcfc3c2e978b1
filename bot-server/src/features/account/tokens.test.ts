// Tokens: however many ask, in however many processes, the platform is asked once.
import { setTimeout } from 'node:timers/promises';
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import { tampered } from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import type { Answer, Tokens } from '../../core/channels';
import { newId } from '../../core/ids';
import { makeSeal } from '../../core/seal';
import { openAccount, sealedAbout } from '../../lookups/accounts';
import { account as accountTable } from '../../store/tables/account';
import { accountToken } from '../../store/tables/accountToken';
import type { Store } from '../../store/unit';
import { makeTokens } from './tokens';

const seal = makeSeal('a key for tests, thirty-two characters long');
type Fetched = Answer<{ readonly token: string; readonly seconds: number }>;
const trouble = { ok: false, trouble: { kind: 'later', code: 'http_503', message: 'away' } } as const;

eachDatabase((_, open) => {
  let stores: readonly [Store, Store];
  beforeAll(async () => {
    stores = [await open(), await open()];
  });

  /** A connection of its own, and a platform that counts. `processes`: as many as there are stores, caches of their own. */
  const begin = (seconds = 7200) => {
    const ids = { id: newId<'account'>(Date.now()), tenantId: newId<'tenant'>(Date.now()) as TenantId };
    const account = { ...ids, credentials: '' };
    const platform = { fetches: 0, answer: null as Fetched | null, until: null as Promise<void> | null, seconds };
    const fetch = async (): Promise<Fetched> => {
      const number = ++platform.fetches;
      await (platform.until ?? setTimeout(20));
      return platform.answer ?? { ok: true, value: { token: `token-${number}`, seconds: platform.seconds } };
    };
    const processes = stores.map((store) => makeTokens(store, seal)) as [Tokens, Tokens];
    const fresh = () => makeTokens(stores[0], seal);
    /** The platform answers nobody who asks from now on (`until`: null again for those after them), until it is told to. */
    const silence = () => {
      let answer = () => {};
      platform.until = new Promise((resolve) => (answer = resolve));
      return () => answer();
    };
    const key = { accountId: account.id as AccountId, purpose: 'app' };
    const row = () => stores[0].read(account).one(accountToken, key);
    const put = (patch: object) => stores[0].unit(account, (u) => u.change(accountToken, key, patch));
    const get = (tokens: Tokens, stale?: string) => tokens(account, 'app', fetch, stale);
    const many = (stale?: string) =>
      Promise.all(Array.from({ length: 50 }, (_each, at) => get(at % 2 === 0 ? processes[0] : processes[1], stale)));
    return { account, platform, fetch, silence, processes, fresh, key, row, put, get, many };
  };
  const value = (token: string) => ({ ok: true, value: token });

  test('fifty ask in two processes: one fetch, one token', async () => {
    const { platform, many, get, fresh, row } = begin();
    expect(new Set((await many()).map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify(value('token-1'))]),
    );
    expect(await many()).toHaveLength(50);
    // Nor does a process that starts later ask.
    expect(await get(fresh())).toEqual(value('token-1'));
    expect(platform.fetches).toBe(1);
    expect(await row()).toMatchObject({ leaseUntil: null, fence: 1 });
  });

  test('it is sealed where it is kept', async () => {
    const { get, fresh, row } = begin();
    await get(fresh());
    expect(JSON.stringify(await row())).not.toContain('token-1');
  });

  test('refused by the platform, it is fetched anew once, whoever noticed', async () => {
    const { platform, many, get, processes } = begin();
    await many();
    const renewed = await many('token-1');
    expect(new Set(renewed.map((answer) => answer.ok && answer.value))).toEqual(new Set(['token-2']));
    expect(platform.fetches).toBe(2);
    // Somebody comes late with the old one: there is another already.
    expect(await get(processes[1], 'token-1')).toEqual(value('token-2'));
    expect(await get(processes[0])).toEqual(value('token-2'));
    expect(platform.fetches).toBe(2);
  });

  test('the platform gives the very same token again: it is not asked for ever', async () => {
    const { platform, many } = begin();
    platform.answer = { ok: true, value: { token: 'same', seconds: 7200 } };
    await many();
    expect(new Set((await many('same')).map((answer) => answer.ok && answer.value))).toEqual(new Set(['same']));
    expect(platform.fetches).toBeLessThanOrEqual(3);
  });

  test('two purposes, two connections: nobody gets another’s', async () => {
    const [one, other] = [begin(), begin()];
    const tokens = one.fresh();
    expect(await one.get(tokens)).toEqual(value('token-1'));
    expect(await other.get(tokens)).toEqual(value('token-1'));
    expect(await tokens(one.account, 'contacts', one.fetch)).toEqual(value('token-2'));
    expect(other.platform.fetches).toBe(1);
  });

  test('with little left it is renewed by one, and the others go on with it meanwhile', async () => {
    const { account, platform, silence, get, fresh, put } = begin(240);
    await get(fresh());
    // Ten per cent of four minutes: not yet.
    expect(await get(fresh())).toEqual(value('token-1'));
    const now = await stores[0].now();
    const about = `token ${account.tenantId} ${account.id} app`;
    await put({
      token: seal.close(about, JSON.stringify({ token: 'old', renewAt: now - 1 })),
      expiresAt: now + MINUTE,
    });
    // The new one comes when the others have gone on with the old one.
    const answer = silence();
    let served = 0;
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const got = await get(fresh());
        if (++served === 2) answer();
        return got;
      }),
    );
    platform.until = null;
    expect(answers.map((answer) => answer.ok && answer.value).sort()).toEqual(['old', 'old', 'token-2']);
    expect(platform.fetches).toBe(2);
    // Trouble while the old one still works is no trouble yet.
    await put({ token: seal.close(about, JSON.stringify({ token: 'older', renewAt: now - 1 })) });
    platform.answer = trouble;
    expect(await get(fresh())).toEqual(value('older'));
  });

  test('a refresher that died is replaced when its lease is over', async () => {
    const { account, platform, get, fresh, key, row } = begin();
    const leaseUntil = (await stores[0].now()) + 250;
    await stores[0].unit(account, (u) =>
      u.insert(accountToken, [{ ...key, token: '', expiresAt: 0, leaseUntil, fence: 7 }]),
    );
    expect(await get(fresh())).toEqual(value('token-1'));
    expect(await stores[0].now()).toBeGreaterThanOrEqual(leaseUntil);
    expect(await row()).toMatchObject({ leaseUntil: null, fence: 8 });
    expect(platform.fetches).toBe(1);
  });

  test('whoever wakes after its lease writes nothing over the one who took its place', async () => {
    const { platform, silence, get, fresh, put } = begin();
    const answer = silence();
    const slow = get(fresh());
    while ((platform.fetches as number) === 0) await setTimeout(5);
    await put({ leaseUntil: 1 });
    platform.until = null;
    expect(await get(fresh())).toEqual(value('token-2'));
    answer();
    expect(await slow).toEqual(value('token-2'));
    expect(await get(fresh())).toEqual(value('token-2'));
    expect(platform.fetches).toBe(2);
  });

  test('trouble reaches whoever waits in this process, and leaves no lease behind', async () => {
    const { platform, get, fresh, row } = begin();
    platform.answer = trouble;
    const tokens = fresh();
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(tokens)));
    expect(new Set(answers)).toEqual(new Set([trouble]));
    expect(platform.fetches).toBe(1);
    expect(await row()).toMatchObject({ leaseUntil: null, token: '' });
    platform.answer = null;
    expect(await get(tokens)).toEqual(value('token-2'));
  });

  test('a fetch that breaks leaves no lease behind either', async () => {
    const { account, row, fresh, get } = begin();
    const tokens = fresh();
    await expect(tokens(account, 'app', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await row()).toMatchObject({ leaseUntil: null });
    expect(await get(tokens)).toEqual(value('token-1'));
  });

  test('what cannot be opened any more is fetched anew', async () => {
    const { get, fresh, put, row } = begin();
    await get(fresh());
    const sealed = (await row())?.token ?? '';
    for (const [token, expected] of [
      [tampered(sealed), 'token-2'],
      [seal.close('token of somebody else', '{}'), 'token-3'],
    ] as const) {
      await put({ token });
      expect(await get(fresh())).toEqual(value(expected));
    }
  });

  test('the connection got other values while a token was on its way: that token is not kept', async () => {
    const { account, platform, silence, get, fresh, key, row } = begin();
    const answer = silence();
    const slow = get(fresh());
    while ((platform.fetches as number) === 0) await setTimeout(5);
    await stores[0].unit(account, (u) => u.remove(accountToken, key));
    answer();
    expect(await slow).toMatchObject({ ok: false, trouble: { kind: 'later' } });
    expect(await row()).toBeUndefined();
  });

  describe('of a connection whose credentials change', () => {
    /** As it is read before a change, the change itself, and as it is read afterwards. */
    const changing = async () => {
      const { key, ...rest } = begin();
      const { tenantId, id } = rest.account;
      const sealed = (appSecret: string) => seal.close(sealedAbout(tenantId, id), JSON.stringify({ appSecret }));
      const at = { createdAt: 1, updatedAt: 1, version: 1, state: 'active' } as const;
      const row = { id: id as AccountId, kind: 'wecom', name: 'x', values: {}, secrets: sealed('old'), ...at } as const;
      await stores[0].unit(rest.account, (u) => u.insert(accountTable, [row]));
      const read = async () => {
        const found = await stores[0].read(rest.account).one(accountTable, { id: id as AccountId });
        if (found === undefined) throw new Error('no connection');
        return openAccount(seal, tenantId, found);
      };
      const change = () =>
        stores[0].unit(rest.account, async (u) => {
          await u.change(accountTable, { id: id as AccountId }, { secrets: sealed('new') });
          await u.remove(accountToken, key);
        });
      const kept = async () => {
        const found = await rest.row();
        if (found === undefined) return null;
        return JSON.parse(seal.open(`token ${tenantId} ${id} app`, found.token)).token as string;
      };
      return { ...rest, read, change, kept };
    };

    test('whoever read the old ones does not even ask, and keeps nothing', async () => {
      const { platform, fetch, fresh, read, change, row } = await changing();
      const old = await read();
      await change();
      expect(await fresh()(old, 'app', fetch)).toMatchObject({ ok: false, trouble: { kind: 'later' } });
      expect([platform.fetches, await row()]).toEqual([0, undefined]);
      expect(await fresh()(await read(), 'app', fetch)).toEqual(value('token-1'));
    });

    test('a token of the old ones that was on its way is not kept, whether there is one of the new ones or not', async () => {
      const { platform, silence, fetch, fresh, read, change, kept } = await changing();
      const answer = silence();
      const old = await read();
      const slow = fresh()(old, 'app', fetch);
      while ((platform.fetches as number) === 0) await setTimeout(5);
      await change();
      platform.until = null;
      expect(await fresh()(await read(), 'app', fetch)).toEqual(value('token-2'));
      answer();
      expect(await slow).toMatchObject({ ok: false, trouble: { kind: 'later' } });
      expect(await kept()).toBe('token-2');
    });

    test('trouble with the old ones is no trouble of the new ones', async () => {
      const { platform, fresh, read, change } = await changing();
      const old = await read();
      const refused = async (): Promise<Fetched> => {
        platform.fetches += 1;
        await change();
        return { ok: false, trouble: { kind: 'account', code: '40001', message: 'invalid credential' } };
      };
      expect(await fresh()(old, 'app', refused)).toMatchObject({ trouble: { kind: 'later', code: 'token_wait' } });
    });

    test('in one process, too, nobody with the new ones is given a token of the old ones', async () => {
      const { fetch, fresh, read, change } = await changing();
      const tokens = fresh();
      expect(await tokens(await read(), 'app', fetch)).toEqual(value('token-1'));
      await change();
      expect(await tokens(await read(), 'app', fetch)).toEqual(value('token-2'));
    });
  });
});
