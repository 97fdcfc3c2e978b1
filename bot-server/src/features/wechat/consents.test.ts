// One consent, one message: told by two sides, counted once; spent by many at once, never below zero.
import type { MemberId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../../test/support/databases';
import { moveIn, type Neighbourhood, SUBSCRIPTIONS, TEMPLATES } from '../../../test/support/wechat';
import type { Account } from '../../core/channels';
import { consentsOf, forgetConsents, giveBack, spend } from '../../lookups/consents';
import { consent } from '../../store/tables/consent';
import type { Store } from '../../store/unit';
import { noteConsents } from './consents';
import { wechatHandlers } from './handlers';
import { applyConsent } from './intake';

const { progress, answer } = TEMPLATES;

eachDatabase((_, open) => {
  let store: Store;
  let here: Neighbourhood;
  let me: MemberId;
  let account: Account;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    here = await moveIn(store);
    me = await here.join('wang', null);
    await here.bind(me, 'openid-1');
    const { tenantId, accountId: id } = here;
    account = { id, tenantId, kind: 'wechat', values: SUBSCRIPTIONS, secrets: {}, credentials: '' };
  });

  const call = (who = me, key: string | null = null) =>
    ({ scope: here.scopeOf(who), locale: 'zh-CN', key, upload: null, credential: '' }) as const;
  const accept = (...accepted: string[]) => wechatHandlers(here.deps)['wechat.consent']({ accepted }, call());
  let pushes = 0;
  const push = (accepted: string[], withdrawn: string[] = [], key = `push-${pushes++}`) =>
    applyConsent(store, account, me, { key, accepted, withdrawn }, here.clock.now());
  const left = async (topic: 'progress' | 'answer' = 'progress') =>
    (await here.reader.one(consent, { accountId: here.accountId, memberId: me, topic }))?.left ?? 0;
  const take = (topic: 'progress' | 'answer' = 'progress') => spend(store, here.tenantId, here.accountId, me, topic);

  test('what the mini-program brings is counted by topic', async () => {
    expect(await accept(progress, answer, 'somebody-else’s')).toEqual({
      ok: true,
      value: { topics: { progress: 1, answer: 1 } },
    });
    expect(await accept(progress, progress)).toEqual({ ok: true, value: { topics: { progress: 2, answer: 1 } } });
    expect(await wechatHandlers(here.deps)['wechat.subscriptions']({}, call())).toEqual({
      ok: true,
      value: { templateIds: [progress, answer], topics: { progress: 2, answer: 1 } },
    });
  });

  test('whom WeChat does not know cannot agree, but sees what there is', async () => {
    const other = await here.join('li', null);
    const handlers = wechatHandlers(here.deps);
    expect(await handlers['wechat.consent']({ accepted: [progress] }, call(other))).toEqual({
      ok: false,
      refusal: { code: 'not_bound' },
    });
    expect(await handlers['wechat.subscriptions']({}, call(other))).toEqual({
      ok: true,
      value: { templateIds: [progress, answer], topics: { progress: 0, answer: 0 } },
    });
  });

  test.each([
    ['the app first', ['app', 'push', 'app', 'push'], 2],
    ['the push first', ['push', 'app', 'push', 'app'], 2],
    ['the app twice, then both pushes', ['app', 'app', 'push', 'push'], 2],
    ['the app alone', ['app', 'app', 'app'], 3],
    ['pushes alone', ['push', 'push'], 2],
    ['one that the app did not live to tell', ['app', 'push', 'push', 'push', 'app', 'app'], 3],
  ])('a tap counts once: %s', async (_name, sides, taps) => {
    for (const side of sides) await (side === 'app' ? accept(progress) : push([progress]));
    expect(await left()).toBe(taps);
  });

  test('what is told again counts once: a push that comes again, a program whose answer was lost', async () => {
    const tellAgain = () =>
      wechatHandlers(here.deps)['wechat.consent']({ accepted: [progress, answer] }, call(me, 'tap-1'));
    await Promise.all(Array.from({ length: 5 }, () => push([progress, progress], [], 'the-same')));
    await push([progress, progress], [], 'the-same');
    expect(await left()).toBe(2);
    await Promise.all(Array.from({ length: 3 }, tellAgain));
    expect([await left('progress'), await left('answer')]).toEqual([2, 1]);
    expect(await tellAgain()).toEqual({ ok: true, value: { topics: { progress: 2, answer: 1 } } });
    // What was agreed to since is not taken back by an old refusal that arrives once more.
    await push([], [progress], 'no-more');
    await push([progress]);
    await push([], [progress], 'no-more');
    expect(await left()).toBe(1);
  });

  test('several in one push', async () => {
    await push([progress, progress, answer]);
    expect([await left('progress'), await left('answer')]).toEqual([2, 1]);
  });

  test('taken back in the settings: nothing is left, and what comes after counts anew', async () => {
    await accept(progress);
    await accept(progress);
    await push([], [progress]);
    expect(await left()).toBe(0);
    await accept(progress);
    await push([progress]);
    expect(await left()).toBe(1);
  });

  test('a program that pretends gets no further than a thousand', async () => {
    await noteConsents(
      store,
      account,
      me,
      { by: 'byPush', key: null, accepted: Array(5000).fill(progress), withdrawn: [] },
      1,
    );
    expect(await left()).toBe(1000);
  });

  test('fifty messages at once for twenty consents', async () => {
    await push(Array(20).fill(progress));
    const spent = await Promise.all(Array.from({ length: 50 }, () => take()));
    expect(spent.filter(Boolean)).toHaveLength(20);
    expect(await left()).toBe(0);
    expect(await take()).toBe(false);
  });

  test('spending and agreeing at once loses nothing', async () => {
    await push(Array(10).fill(progress));
    const [spent] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => take())),
      Promise.all(Array.from({ length: 10 }, () => push([progress]))),
    ]);
    expect(spent.every(Boolean)).toBe(true);
    expect(await left()).toBe(10);
  });

  test('a message that did not go out gives its consent back; one that WeChat knows nothing of leaves none', async () => {
    await push([progress, progress]);
    await take();
    await giveBack(store, here.tenantId, here.accountId, me, 'progress');
    expect(await left()).toBe(2);
    await forgetConsents(store, here.tenantId, here.accountId, me, 'progress');
    expect(await left()).toBe(0);
    // Nobody has ever agreed: there is nothing to give back to.
    await giveBack(store, here.tenantId, here.accountId, me, 'answer');
    expect(await left('answer')).toBe(0);
  });

  test('topics, members and organizations each have their own', async () => {
    await push([progress]);
    expect(await take('answer')).toBe(false);
    const there = await moveIn(store);
    expect(await spend(store, there.tenantId, here.accountId, me, 'progress')).toBe(false);
    expect(await consentsOf(there.reader, [me])).toEqual([]);
    expect(await consentsOf(here.reader, [me])).toEqual([
      { accountId: here.accountId, memberId: me, topic: 'progress', left: 1 },
    ]);
    expect(await consentsOf(here.reader, [])).toEqual([]);
  });
});
