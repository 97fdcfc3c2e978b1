// Consents come from two sides that speak of the same taps: the mini-program, and the platform's push where it is set up. A tap
// counts once: what one side tells is new only as far as the other has not told it yet, and what is told again is not new.
import { createHash } from 'node:crypto';
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import type { SubscriptionTopic } from '@paidan/shared/model/account';
import { again } from '../../core/again';
import type { Account } from '../../core/channels';
import { isCollision } from '../../core/execute';
import { commandKey } from '../../store/tables/commandKey';
import { consent } from '../../store/tables/consent';
import type { Store, Unit } from '../../store/unit';

export type Told = {
  readonly by: 'byApp' | 'byPush';
  /** The same for the same telling, however often it arrives; null: each is another. */
  readonly key: string | null;
  /** Ids of templates. */
  readonly accepted: readonly string[];
  readonly withdrawn: readonly string[];
};

/** Nobody taps that often; a program that pretends to gets no further. */
const MOST = 1000;

export async function noteConsents(
  store: Store,
  account: Pick<Account, 'id' | 'tenantId' | 'values'>,
  memberId: MemberId,
  { by, key, accepted, withdrawn }: Told,
  now: number,
): Promise<void> {
  for (const { topic, templateId } of account.values.subscriptions ?? []) {
    const gone = withdrawn.includes(templateId);
    const more = accepted.filter((id) => id === templateId).length;
    if (more === 0 && !gone) continue;
    const mark = key === null ? null : markOf(by, key, account.id, topic);
    await again(isCollision, () => note(store, account, memberId, topic, now, { by, mark, more, gone }));
  }
}

const note = (
  store: Store,
  { tenantId, id }: Pick<Account, 'id' | 'tenantId'>,
  memberId: MemberId,
  topic: SubscriptionTopic,
  now: number,
  {
    by,
    mark,
    more,
    gone,
  }: Pick<Told, 'by'> & { readonly mark: string | null; readonly more: number; readonly gone: boolean },
): Promise<void> =>
  store.unit({ tenantId }, async (u) => {
    const key = { accountId: id as AccountId, memberId, topic };
    if (mark !== null && !(await isFirst(u, `member:${memberId}`, mark, id, now))) return;
    await u.upsert(consent, { ...key, left: 0, byApp: 0, byPush: 0, updatedAt: now }, []);
    const row = await u.lock(consent, key);
    if (row === undefined) return;
    const told = { byApp: row.byApp, byPush: row.byPush };
    const before = Math.max(told.byApp, told.byPush);
    told[by] += more;
    const fresh = Math.max(told.byApp, told.byPush) - before;
    // What was withdrawn is gone on both sides; what follows begins level.
    const level = Math.max(told.byApp, told.byPush);
    await u.change(consent, key, {
      ...(gone ? { byApp: level, byPush: level } : told),
      left: gone ? 0 : Math.min(MOST, row.left + fresh),
      updatedAt: now,
    });
  });

/** Connections and topics are noted one by one, so each has a mark of its own. */
const markOf = (by: Told['by'], key: string, accountId: string, topic: SubscriptionTopic): string =>
  createHash('sha256').update(['consent', by, key, accountId, topic].join('\n')).digest('base64url');

/** Two at once: the second's mark is there already, it begins anew and sees that. */
async function isFirst(u: Unit, principal: string, key: string, streamId: string, at: number): Promise<boolean> {
  if ((await u.one(commandKey, { principal, key })) !== undefined) return false;
  await u.insert(commandKey, [{ principal, key, hash: key, streamId, fromSeq: 0, toSeq: 0, refusal: null, at }]);
  return true;
}
