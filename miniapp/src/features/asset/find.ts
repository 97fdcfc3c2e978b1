// Which asset does this code stand for? With signal the server knows; without, the phone remembers those that were looked at.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { readCode, type Spot } from '../../lib/code';
import { shelf } from '../../lib/shelf';
import { findSpot, type Lost } from '../../lib/spot';

/** `site`: the code of a place, which has a page of its own. */
export type Meant = { readonly kind: 'asset' | 'site'; readonly id: string };
export type Astray = Lost['why'] | 'torn';

const ids = shelf<string>('assetIds', 60);

/** `text`: what the scanner read. A maker's own label counts where the organization keeps its code. */
export async function meantBy(text: string): Promise<Result<Meant, Astray>> {
  const plain = text.trim();
  if (plain === '') return no('torn');
  const spot: Spot = readCode(plain) ?? { kind: 'asset', org: '', code: plain };
  const found = await findSpot(spot);
  if (found.ok) {
    const meant: Meant =
      found.value.kind === 'asset'
        ? { kind: 'asset', id: found.value.asset.id }
        : { kind: 'site', id: found.value.site.id };
    if (meant.kind === 'asset') ids.put(plain, meant.id);
    return ok(meant);
  }
  const lost = found.refusal;
  if (lost.why === 'retired' && spot.kind === 'asset') return ok({ kind: 'asset', id: lost.id });
  const known = lost.why === 'failure' ? ids.get(plain) : null;
  // Whatever looks like an address of somebody else's is no label of ours.
  if (lost.why === 'unknown' && /^[a-z]+:\/\//i.test(plain) && readCode(plain) === null) return no('torn');
  return known === null ? no(lost.why) : ok({ kind: 'asset', id: known });
}
