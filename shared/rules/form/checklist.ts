// A checklist: what is still open, and which answers are out of order. The same on the phone, in the console and on the server.
import type { FileId } from '../../kernel/id';
import { owns } from '../../kernel/own';
import type { CheckAnswer, CheckAnswers, CheckItem, FieldValue } from '../../model/field';

type Found = { readonly problem: 'type' | 'checks'; readonly limit?: number } | null;

/** `checks`: so many items that must be answered are not. `draft`: nothing must be yet. */
export function checklistProblem(items: readonly CheckItem[], value: FieldValue, draft: boolean): Found {
  if (typeof value !== 'object' || !('checks' in value)) return { problem: 'type' };
  const { checks } = value;
  const known = (key: string) => items.some((item) => item.key === key);
  const suits = Object.keys(checks).every(known) && items.every((item) => isFit(item, answerTo(checks, item)));
  if (!suits) return { problem: 'type' };
  const open = openItems(items, checks).length;
  return draft || open === 0 ? null : { problem: 'checks', limit: open };
}

/** Items that must be answered before the work is done, and are not. */
export const openItems = (items: readonly CheckItem[], checks: CheckAnswers): readonly CheckItem[] =>
  items.filter((item) => item.optional !== true && !isAnswered(answerTo(checks, item)));

/** Measured outside its range, or chosen what should not be. It is taken all the same: what is wrong must be sayable. */
export function isFlagged(item: CheckItem, answer: CheckAnswer | undefined): boolean {
  if (item.kind === 'number' && typeof answer === 'number') {
    return answer < (item.low ?? Number.NEGATIVE_INFINITY) || answer > (item.high ?? Number.POSITIVE_INFINITY);
  }
  return item.kind === 'choice' && item.options?.find(({ value }) => value === answer)?.bad === true;
}

export const flaggedItems = (items: readonly CheckItem[], checks: CheckAnswers): readonly CheckItem[] =>
  items.filter((item) => isFlagged(item, answerTo(checks, item)));

/** An item may be called `constructor`. */
export const answerTo = (checks: CheckAnswers, { key }: Pick<CheckItem, 'key'>): CheckAnswer | undefined =>
  owns(checks, key) ? checks[key] : undefined;

export const checksIn = (value: FieldValue | undefined): CheckAnswers =>
  typeof value === 'object' && 'checks' in value ? value.checks : {};

/** Of all its items together. */
export const picturesIn = (value: FieldValue | undefined): readonly FileId[] =>
  Object.values(checksIn(value)).flatMap((answer) => (Array.isArray(answer) ? answer : []));

const isAnswered = (answer: CheckAnswer | undefined): boolean =>
  answer !== undefined && answer !== false && answer !== '' && !(Array.isArray(answer) && answer.length === 0);

function isFit(item: CheckItem, answer: CheckAnswer | undefined): boolean {
  if (!isAnswered(answer)) return true;
  switch (item.kind) {
    case 'tick':
      return answer === true;
    case 'number':
      return typeof answer === 'number';
    case 'choice':
      return item.options?.some(({ value }) => value === answer) === true;
    case 'photo':
      return Array.isArray(answer);
  }
}
