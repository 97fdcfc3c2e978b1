// What people and organizations wish to hear: on top of each other, with their audit, and nobody chooses for others.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { DEFAULTS } from '@paidan/shared/rules/notify/preference';
import { type Connected, startConnected, TWIN } from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome } from '../../../test/support/product';
import { preferenceId, preferencesOf } from '../../lookups/preferences';
import { event } from '../../store/tables/event';
import { preference } from '../../store/tables/preference';

eachDatabase((_, open) => {
  let product: Connected;
  let admin: Caller;
  let tech: Caller;
  beforeEach(async () => {
    product ??= await startConnected(await open());
    admin = product.as('admin');
    tech = product.as('tech1');
  });
  afterAll(() => product?.stop());

  const choose = async (by: Caller, of: 'me' | 'organization', values: PreferenceValues, more: object = {}) =>
    by('preference.change', { of, values, ...more });

  test('nobody has chosen anything: what the product says holds', async () => {
    expect((await tech('preference.get', { of: 'me' })).body).toEqual({
      values: {},
      effective: DEFAULTS,
      above: DEFAULTS,
      locked: [],
      version: 0,
    });
    expect((await tech('preference.get', { of: 'organization' })).body.effective).toEqual(DEFAULTS);
  });

  test('the organization’s choice holds for its people, theirs on top of it', async () => {
    const organization = { muted: ['closed' as const], quiet: null, groups: ['overdue' as const] };
    expect(outcome(await choose(admin, 'organization', organization))).toBe(200);
    const own = { muted: ['urged' as const], flood: 3, via: 'wechat' as const };
    const mine = (await choose(tech, 'me', own)).body;
    expect(mine).toEqual({
      values: own,
      effective: { muted: ['closed', 'urged'], quiet: null, flood: 3, via: 'wechat', groups: ['overdue'] },
      above: { ...DEFAULTS, ...organization },
      locked: ['closed'],
      version: 1,
    });
    expect((await tech('preference.get', { of: 'me' })).body).toEqual(mine);
    // Above the organization there is the product alone.
    expect((await tech('preference.get', { of: 'organization' })).body).toMatchObject({ above: DEFAULTS });
    const { reader, member } = product.mine;
    const of = await preferencesOf(reader, [member('tech1'), member('tech2')]);
    expect(of(member('tech1'))).toEqual(mine.effective);
    expect(of(member('tech2'))).toEqual({ ...organization, flood: DEFAULTS.flood, via: DEFAULTS.via });
    expect(of(null)).toEqual(of(member('tech2')));
    const twin = await preferencesOf(product.twin.reader, [product.twin.member('tech1'), member('tech1')]);
    expect(twin(member('tech1'))).toEqual(DEFAULTS);
    expect((await product.as('tech1', TWIN)('preference.get', { of: 'me' })).body.effective).toEqual(DEFAULTS);
  });

  test('what is no longer named follows again', async () => {
    const back = (await choose(tech, 'me', {})).body;
    expect(back).toMatchObject({ values: {}, effective: { muted: ['closed'], flood: DEFAULTS.flood }, version: 2 });
    expect((await choose(tech, 'me', {})).body.version).toBe(2);
    const streamId = preferenceId(product.mine.member('tech1'));
    const told = await product.mine.reader.find(event, { where: { streamId }, order: [['seq', 'asc']] });
    expect(told.map(({ kind, seq, byId }) => [kind, seq, byId])).toEqual(
      [1, 2].map((seq) => ['preference', seq, product.mine.member('tech1')]),
    );
  });

  test.each<readonly [string, string, 'me' | 'organization', object, string]>([
    ['the organization’s by whoever may not', 'tech1', 'organization', { values: {} }, '403 forbidden'],
    ['the organization’s by a dispatcher', 'dispatch', 'organization', { values: {} }, '403 forbidden'],
    ['groups of one’s own', 'admin', 'me', { values: { groups: [] } }, '400 invalid'],
    ['from an old screen', 'admin', 'organization', { values: {}, version: 0 }, '409 stale'],
    ['by a connection that reaches nobody', 'admin', 'me', { values: { via: 'wecomGroup' } }, '400 invalid'],
    ['a kind that is none', 'admin', 'me', { values: { muted: ['weather'] } }, '400 invalid'],
    ['at an hour that is none', 'admin', 'me', { values: { quiet: { from: 0, to: 1440 } } }, '400 invalid'],
  ])('refused: %s', async (_name, login, of, more, expected) => {
    expect(outcome(await product.as(login)('preference.change', { of, ...(more as { values: object }) }))).toBe(
      expected,
    );
  });

  test('two choose at once: both are kept, one after the other, and the row is what the events say', async () => {
    const floods = [11, 12, 13, 14];
    const replies = await Promise.all(floods.map((flood) => choose(product.as('front'), 'me', { flood })));
    expect(replies.map(outcome)).toEqual([200, 200, 200, 200]);
    expect((await product.as('front')('preference.get', { of: 'me' })).body.version).toBe(4);
    expect(await product.findings()).toEqual([]);
    const id = preferenceId(product.mine.member('front'));
    await product.store.unit(product.mine, (u) => u.change(preference, { id }, { values: { flood: 99 } }));
    expect(await product.findings()).toEqual([
      { streamId: id, seq: null, what: 'preference.values is not what the timeline says' },
    ]);
  });
});
