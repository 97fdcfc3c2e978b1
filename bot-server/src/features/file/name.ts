// A file's name as people may see it again: no path, nothing invisible, not too long, and ending as its content does.
import { LIMITS } from '@paidan/shared/limits';

/** Control and format characters (zero-width, bidirectional), line separators, lone surrogates, and what file systems mind. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}<>:"|?*]/gu;

export function tidyName(raw: string, extension: string): string {
  const last = raw.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(UNWANTED, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const stem = visible.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/[. ]+$/, '') || 'file';
  return `${cut(stem, LIMITS.fileName - extension.length - 1)}.${extension}`;
}

/** At most so many UTF-16 units, and no half characters. */
function cut(text: string, most: number): string {
  let kept = '';
  for (const letter of text) {
    if (kept.length + letter.length > most) break;
    kept += letter;
  }
  return kept;
}
