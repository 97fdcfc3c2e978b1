// Which asset does a scanned code stand for? Ours, or the maker's own label where that is the code we keep.
import type { AssetId } from '@paidan/shared/kernel/id';
import { readCode, type Spot } from '../../lib/code';
import { findSpot } from '../../lib/spot';

export async function assetOfCode(text: string): Promise<AssetId | null> {
  const bare: Spot = { kind: 'asset', org: '', code: text.trim() };
  const spot = readCode(text) ?? bare;
  if (spot.kind !== 'asset' || ('code' in spot && spot.code === '')) return null;
  const found = await findSpot(spot);
  return found.ok && found.value.kind === 'asset' ? found.value.asset.id : null;
}
