// Which other records do a form's values point to? The server loads them before it decides.
import type { AssetId, FileId, SiteId } from '../../kernel/id';
import type { Field, FormValues } from '../../model/field';

export type References = {
  readonly files: readonly FileId[];
  readonly sites: readonly SiteId[];
  readonly assets: readonly AssetId[];
};

export function referencesIn(fields: readonly Field[], values: FormValues): References {
  const files: FileId[] = [];
  const sites: SiteId[] = [];
  const assets: AssetId[] = [];
  for (const field of fields) {
    const value = values[field.key];
    if (field.type === 'photo' && Array.isArray(value)) files.push(...value);
    if (typeof value !== 'string' || value === '') continue;
    if (field.type === 'signature') files.push(value as FileId);
    if (field.type === 'site') sites.push(value as SiteId);
    if (field.type === 'asset') assets.push(value as AssetId);
  }
  return { files, sites, assets };
}
