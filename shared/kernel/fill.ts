// Blanks in sentences.
import type { Json } from './json';
import { owns } from './own';

/** Replaces `{name}` by the member of that name; an unknown one becomes nothing. */
export const fill = (sentence: string, data: { readonly [name: string]: Json | undefined } = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = owns(data, name) ? data[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
