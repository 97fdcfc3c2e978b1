// The page's words, by language.
import { en } from './text/en';
import { type Words, zh } from './text/zh';

export type { Words } from './text/zh';
export type Lang = 'zh' | 'en';
export const WORDS: Readonly<Record<Lang, Words>> = { zh, en };
