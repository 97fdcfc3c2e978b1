// Which other records do a form's values point to? The server loads them before it decides.
import { type AssetId, type FileId, ID_PATTERN, type SiteId } from '../../kernel/id';
import type { Field, FormValues } from '../../model/field';
import { picturesIn } from './checklist';

export type References = {
  /** Pictures. */
  readonly files: readonly FileId[];
  /** Voice notes. */
  readonly voices: readonly FileId[];
  readonly sites: readonly SiteId[];
  readonly assets: readonly AssetId[];
};

export function referencesIn(fields: readonly Field[], values: FormValues): References {
  const files: FileId[] = [];
  const voices: FileId[] = [];
  const sites: SiteId[] = [];
  const assets: AssetId[] = [];
  for (const field of fields) {
    const value = values[field.key];
    if (field.type === 'photo' && Array.isArray(value)) files.push(...value);
    if (field.type === 'voice' && typeof value === 'object' && 'file' in value) voices.push(value.file);
    if (field.type === 'checklist') files.push(...picturesIn(value));
    // Anything else is no record's id: nobody need look for it, and the form's check says so.
    if (typeof value !== 'string' || !ID_PATTERN.test(value)) continue;
    if (field.type === 'signature') files.push(value as FileId);
    if (field.type === 'site') sites.push(value as SiteId);
    if (field.type === 'asset') assets.push(value as AssetId);
  }
  return { files, voices, sites, assets };
}
