// The words of checklists, in both languages.
import type { Language } from '../lib/language';

export type CheckWords = {
  readonly all: string;
  readonly open: (count: number) => string;
  readonly optional: string;
  /** Of an item that must be answered before the work is done. */
  readonly missing: string;
  readonly atLeast: (value: string) => string;
  readonly atMost: (value: string) => string;
  readonly outside: (range: string) => string;
  readonly bad: string;
  readonly flags: (count: number) => string;
  readonly inOrder: string;
  readonly picture: (no: number) => string;
};

export const checkWords: Readonly<Record<Language, CheckWords>> = {
  'zh-CN': {
    all: '全部检查完了',
    open: (count) => `还有 ${count} 项没有检查`,
    optional: '选填',
    missing: '还没检查',
    atLeast: (value) => `不低于 ${value}`,
    atMost: (value) => `不高于 ${value}`,
    outside: (range) => `超出范围（应为 ${range}）`,
    bad: '异常',
    flags: (count) => `${count} 项异常`,
    inOrder: '没有异常',
    picture: (no) => `照片 ${no}`,
  },
  en: {
    all: 'All checked',
    open: (count) => `${count} still to check`,
    optional: 'optional',
    missing: 'not checked yet',
    atLeast: (value) => `at least ${value}`,
    atMost: (value) => `at most ${value}`,
    outside: (range) => `out of range (should be ${range})`,
    bad: 'not in order',
    flags: (count) => (count === 1 ? '1 item not in order' : `${count} items not in order`),
    inOrder: 'All in order',
    picture: (no) => `Photo ${no}`,
  },
};
