// The words of the question whose the reports are that were made here before somebody signed in, in both languages.
import type { Language } from '../lib/language';

export type ClaimWords = {
  readonly ask: (count: number) => string;
  readonly hint: string;
  readonly more: (count: number) => string;
  readonly yes: string;
  readonly no: string;
  readonly busy: string;
  readonly done: (count: number) => string;
};

export const claimWords: Readonly<Record<Language, ClaimWords>> = {
  'zh-CN': {
    ask: (count) => `这 ${count} 张报修是您提交的吗？`,
    hint: '登录之前，在这部手机上提交的。归到您名下后在「我的报修」里看，原来的跟踪链接就不再有效。',
    more: (count) => `还有 ${count} 张`,
    yes: '是我的',
    no: '不是我的',
    busy: '正在认领…',
    done: (count) => `${count} 张报修已归到您名下`,
  },
  en: {
    ask: (count) => (count === 1 ? 'Did you make this report?' : `Did you make these ${count} reports?`),
    hint: 'Made on this phone before you signed in. Taken over, they stand under My reports, and their links end.',
    more: (count) => `and ${count} more`,
    yes: 'They are mine',
    no: 'Not mine',
    busy: 'Taking over…',
    done: (count) => (count === 1 ? 'The report is yours now' : `${count} reports are yours now`),
  },
};
