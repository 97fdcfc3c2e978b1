// What zod finds wrong, in the caller's language, in words for people: no pattern, no type, no name out of a program.
import { ID_PATTERN } from '@paidan/shared/kernel/id';
import { code as codeSchema, phone as phoneSchema } from '@paidan/shared/model/base';
import { creates } from '@paidan/shared/model/records';
import type { Locale } from '@paidan/shared/text/index';
import { type IssueWords, issueWords, type Shape } from '@paidan/shared/text/issues';
import { z } from 'zod';

type Raw = z.core.$ZodIssue;
export type SaidIssue = { readonly path: string; readonly code: string; readonly message: string };

/** For what no form can hold (a wrong type, a member too many): whoever wrote the program reads it. */
const technical: Readonly<Record<Locale, z.core.$ZodErrorMap>> = {
  'zh-CN': z.locales.zhCN().localeError,
  en: z.locales.en().localeError,
};
export const errorMap = (locale: Locale): z.core.$ZodErrorMap => technical[locale];

/** A schema's own pattern, found by what it refuses: the pattern itself is written in one place only. */
const patternOf = (schema: z.ZodType): string => {
  const issue = schema.safeParse('!!!!!!').error?.issues.find(({ code }) => code === 'invalid_format');
  return issue !== undefined && 'pattern' in issue ? String(issue.pattern) : '';
};
const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  [patternOf(codeSchema), 'code'],
  [patternOf(creates.member.shape.login), 'login'],
  [patternOf(phoneSchema), 'phone'],
  [String(ID_PATTERN), 'id'],
]);
/** What schemas' own rules say, which is English whoever asks. */
const RULES: readonly (readonly [RegExp, Shape])[] = [
  [/^characters must be whole$/, 'whole'],
  [/^must be one line/, 'oneLine'],
  [/^must show something$/, 'visible'],
];
const TOO_LONG = /^at most (\d+) characters/;

/** In words, or null where nobody typed what is wrong. */
function wordsOf(issue: Raw, key: string, say: IssueWords): string | null {
  switch (issue.code) {
    case 'invalid_format': {
      const shape = SHAPES.get('pattern' in issue ? String(issue.pattern) : '');
      if (shape !== undefined) return say.shapes[shape];
      if (issue.format === 'url') return say.shapes.url;
      return say.shapes[String('pattern' in issue ? issue.pattern : '').includes('\\u0000') ? 'noControls' : 'other'];
    }
    case 'too_small':
    case 'too_big': {
      const small = issue.code === 'too_small';
      const limit = Number(small ? issue.minimum : issue.maximum);
      if (issue.origin === 'string') {
        if (small && limit === 1) return say.missing;
        if (key === 'phone' || key === 'contact') return say.shapes.phone;
        return small ? say.short(limit) : say.long(limit);
      }
      if (issue.origin === 'array' || issue.origin === 'set') return small ? say.few(limit) : say.many(limit);
      return small ? say.small(limit) : say.large(limit);
    }
    case 'invalid_value':
      return say.choice;
    case 'invalid_type':
      if (issue.expected === 'int') return say.integer;
      return issue.expected === 'number' || issue.expected === 'nan' ? say.number : null;
    case 'custom': {
      const long = TOO_LONG.exec(issue.message)?.[1];
      if (long !== undefined) return say.long(Number(long));
      const rule = RULES.find(([words]) => words.test(issue.message))?.[1];
      return rule === undefined ? null : say.shapes[rule];
    }
    default:
      return null;
  }
}

/** The last member that has a name: `change.roles.0` is one of the roles. */
const keyOf = (path: readonly PropertyKey[]): string => String(path.findLast((part) => typeof part === 'string') ?? '');

/** Each issue with its way and its words. */
export const saidIssue = (locale: Locale, issue: Raw): SaidIssue => ({
  path: issue.path.map(String).join('.'),
  code: issue.code ?? 'invalid',
  message: wordsOf(issue, keyOf(issue.path), issueWords(locale)) ?? issue.message,
});

/** The issue in one line: by the field's own name where a form has one, by the way to it otherwise. */
export function issueLine(locale: Locale, issue: Raw): string {
  const { names, colon } = issueWords(locale);
  const { path, message } = saidIssue(locale, issue);
  const name = names[keyOf(issue.path)];
  if (name !== undefined) return `${name}${colon}${message}`;
  return [path, message].filter((part) => part !== '').join(': ');
}
