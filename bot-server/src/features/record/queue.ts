// Some rules hold between records: no circle of sites, nobody inside what is retired, one administrator at least. Commands that
// could break one of them stand in line, one organization at a time; each then reads what those before it have written.
import type { RecordKind } from '@paidan/shared/model/records';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import { role } from '../../store/tables/role';
import type { Store, TenantScope, Unit } from '../../store/unit';
import type { RecordOrder } from './aggregate';
import { REFERENCES } from './kinds';

/**
 * One unit around `work`, begun by the lock: MySQL's snapshot begins with the first plain read, so all that is read after the
 * lock is current. The organization's first role is what all of them lock: no row of a role is ever removed, and it is in
 * nobody else's way, as the head of the feed would be.
 */
export const inLine = <T>(store: Store, scope: TenantScope, work: (u: Unit) => Promise<T>): Promise<T> =>
  again(
    isCollision,
    async () => {
      const [first] = await store
        .read(scope)
        .find(role, { where: {}, order: [['id', 'asc']], limit: 1, columns: ['id'] });
      return store.unit(scope, async (u) => {
        if (first !== undefined) await u.lock(role, { id: first.id });
        return work(u);
      });
    },
    scope.patience,
  );

/** Does the order touch a rule that holds between records? A site's name does: the paths below it are written with it. */
export function touchesOthers(kind: RecordKind, order: RecordOrder): boolean {
  if (!('values' in order)) return true;
  const { values } = order;
  if (Object.keys(REFERENCES[kind]).some((key) => typeof values[key] === 'string')) return true;
  if (kind === 'member') return 'roles' in values;
  if (order.verb === 'create') return false;
  if (kind === 'site') return 'name' in values || 'parentId' in values;
  return kind === 'role' && 'grants' in values;
}
