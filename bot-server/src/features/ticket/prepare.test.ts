// What a new ticket is decided on is looked up in one round, as soon as its form is known; a form that is out of date is never used.
import { eachDatabase } from '../../../test/support/databases';
import { outcome, startProduct, type TestProduct } from '../../../test/support/product';
import { systemScope } from '../../core/scope';
import { makeTemplates } from '../../lookups/templates';
import { PUBLIC_AREA } from '../../sample/templates';
import type { Unit } from '../../store/unit';
import { ticketAggregate } from './aggregate';

/** The tables that are asked, round by round: what is asked before any answer has come is one round trip. */
function inRounds(u: Unit) {
  const rounds: string[][] = [];
  let open: string[] | undefined;
  const asked = async (table: string) => {
    open ??= rounds[rounds.push([]) - 1];
    open?.push(table);
    await new Promise(setImmediate);
    open = undefined;
  };
  const find: Unit['find'] = async (table, query) => {
    await asked(table.name);
    return u.find(table, query);
  };
  const one: Unit['one'] = async (table, where) => {
    await asked(table.name);
    return u.one(table, where);
  };
  return { rounds, u: { ...u, find, one } };
}

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product?.stop());

  test('in one round where the form was seen before, and anew where it is another by now', async () => {
    const { mine } = product;
    const scope = systemScope(mine.tenantId);
    const templateId = mine.template('public');
    const values = { title: '灯坏了', asset: mine.asset('CH-POWER') };
    const aggregate = ticketAggregate(makeTemplates(), 1);
    const prepare = () =>
      product.store.unit(scope, async (real) => {
        const { rounds, u } = inRounds(real);
        await aggregate.prepare(u, scope, null, { type: 'ticket.create', templateId, values } as never);
        return rounds;
      });
    expect((await prepare()).length).toBeGreaterThan(1);
    const [once, ...more] = await prepare();
    expect(more).toEqual([]);
    expect(once).toContain('template');
    expect(once).toContain('asset');
    const body = { ...PUBLIC_AREA, name: { zh: '公区二版', en: 'Second' } };
    expect(outcome(await product.as('admin')('template.publish', { templateId, body: body as never }))).toBe(200);
    const rounds = await prepare();
    expect(rounds.at(-1)).toContain('asset');
    expect(rounds.flat().filter((table) => table === 'asset')).toHaveLength(2);
    expect(await prepare()).toHaveLength(1);
  });
});
