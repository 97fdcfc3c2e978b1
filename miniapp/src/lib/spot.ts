// From a scanned code to the organization's own record: which place or asset it stands for, or why none.
import type { AssetId, Id, SiteId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Input, Output } from './api';
import { call, type Failure } from './call';
import type { Spot } from './code';
import { currentSession } from './session';

export type SiteView = Output<'site.get'>['record'];
export type AssetView = Output<'asset.get'>['record'];
export type Found =
  | { readonly kind: 'site'; readonly site: SiteView }
  | { readonly kind: 'asset'; readonly asset: AssetView };
/** `foreign`: of another organization than the one that is signed in; its name, as far as the server tells strangers. */
export type Lost =
  | { readonly why: 'unknown' }
  /** Its story can still be read. */
  | { readonly why: 'retired'; readonly id: string }
  | { readonly why: 'foreign'; readonly org: { readonly code: string; readonly name: string | null } }
  | { readonly why: 'failure'; readonly failure: Failure };

export async function findSpot(spot: Spot): Promise<Result<Found, Lost>> {
  if ('org' in spot && spot.org !== '' && spot.org !== currentSession()?.tenant.code) {
    return no({ why: 'foreign', org: (await ownerOf(spot)) ?? { code: spot.org, name: null } });
  }
  const found = await (spot.kind === 'site' ? findSite(spot) : findAsset(spot));
  if (found.ok || found.refusal.why !== 'unknown' || 'code' in spot) return found;
  // A mini-program's code says nobody's name: where nothing of ours has that id, it may be another's.
  const owner = await ownerOf(spot);
  return owner === null || owner.code === currentSession()?.tenant.code ? found : no({ why: 'foreign', org: owner });
}

/** Whose label is it? The server tells anybody who holds it, as the label itself does. Null: nobody's, or there is no signal. */
async function ownerOf(spot: Spot): Promise<{ readonly code: string; readonly name: string } | null> {
  const kind = spot.kind === 'site' ? 's' : 'a';
  const label = 'id' in spot ? { kind, id: spot.id as Id<'record'> } : { kind, org: spot.org, code: spot.code };
  const answer = await call('guest.page', { label } as Input<'guest.page'>);
  return answer.ok ? answer.value.org : null;
}

async function findSite(spot: Spot): Promise<Result<Found, Lost>> {
  const answer =
    'id' in spot
      ? one(await call('site.get', { id: spot.id as SiteId }))
      : listed(await call('site.list', { text: spot.code, retired: true, limit: 100 }), spot.code);
  return answer.ok ? standing(answer.value, { kind: 'site', site: answer.value }) : answer;
}

async function findAsset(spot: Spot): Promise<Result<Found, Lost>> {
  const answer =
    'id' in spot
      ? one(await call('asset.get', { id: spot.id as AssetId }))
      : listed(await call('asset.list', { text: spot.code, retired: true, limit: 100 }), spot.code);
  return answer.ok ? standing(answer.value, { kind: 'asset', asset: answer.value }) : answer;
}

const standing = (record: { readonly id: string; readonly state: string }, found: Found): Result<Found, Lost> =>
  record.state === 'retired' ? no({ why: 'retired', id: record.id }) : ok(found);

const one = <T>(answer: Result<{ readonly record: T }, Failure>): Result<T, Lost> =>
  answer.ok ? ok(answer.value.record) : no(lostBy(answer.refusal));

/** Searching finds what contains the code; only the very same one counts. */
function listed<T extends { readonly code: string }>(
  answer: Result<{ readonly items: readonly T[] }, Failure>,
  code: string,
): Result<T, Lost> {
  if (!answer.ok) return no(lostBy(answer.refusal));
  const found = answer.value.items.find((item) => item.code === code);
  return found ? ok(found) : no({ why: 'unknown' });
}

/** An id of another organization is not found either. */
const lostBy = (failure: Failure): Lost =>
  failure.kind === 'refused' && failure.code === 'not_found' ? { why: 'unknown' } : { why: 'failure', failure };
