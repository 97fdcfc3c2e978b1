// Places in a window, taken by several processes at once: as many as there are, each once, and all of one's windows or none.
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import { WINDOW } from '@paidan/shared/rules/guest/limits';
import { eachDatabase } from '../../../test/support/databases';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import { newId } from '../../core/ids';
import { tenantOf } from '../../core/scope';
import { recent } from '../../store/tables/recent';
import type { Store } from '../../store/unit';
import { type Limit, sweepRecent, take } from './limits';

eachDatabase((_, open) => {
  const scope = { tenantId: tenantOf(newId(1)) };
  const NOW = 1_000 * HOUR;
  const taken = (store: Store, limits: readonly Limit[], now = NOW) =>
    again(isCollision, () => store.unit(scope, (u) => take(u, limits, now)));

  test('two processes, thirty at once, each a device of its own at one label: ten are let through', async () => {
    const stores = [await open(), await open()];
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_one, at) => {
        const store = stores[at % 2] as Store;
        return taken(store, [
          { name: `device ${at}`, most: 1 },
          { name: 'label', most: 10 },
        ]);
      }),
    );
    expect(outcomes.filter((until) => until === null)).toHaveLength(10);
    for (const until of outcomes) expect([null, NOW + WINDOW]).toContain(until);
    const reader = (stores[0] as Store).read(scope);
    const [label] = await reader.find(recent, { where: { name: 'label' } });
    expect(label?.times).toHaveLength(10);
    // Whoever was turned away at the label has used up nothing of their own.
    expect(await reader.count(recent, {}, 99)).toBe(11);
  });

  test('the window slides, and what is long past is swept', async () => {
    const store = await open();
    const limits = [{ name: 'sliding', most: 2 }];
    for (const now of [NOW, NOW + 10 * MINUTE]) expect(await taken(store, limits, now)).toBeNull();
    expect(await taken(store, limits, NOW + 20 * MINUTE)).toBe(NOW + WINDOW);
    expect(await taken(store, limits, NOW + WINDOW)).toBeNull();
    expect(await taken(store, limits, NOW + WINDOW + MINUTE)).toBe(NOW + WINDOW + 10 * MINUTE);
    await sweepRecent(store, NOW + 9 * HOUR);
    expect(await store.read(scope).count(recent, {}, 99)).toBe(0);
  });
});
