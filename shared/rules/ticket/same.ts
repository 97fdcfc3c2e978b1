// Others who met the same trouble: each of them, and each who took it back, is an event that stays. Whoever reads the story is told once how
// many stand by it.
import type { Json } from '../../kernel/json';
import type { TicketEventType } from '../../model/event';

/** What the product itself writes into the story; by these very words it is known again, so that they never change. */
export const SAME_SAID = {
  met: '又有一位扫码的人反映了同样的问题',
  undone: '刚才那位扫码的人撤回了：不是同样的问题',
} as const;

type Item = {
  readonly type: TicketEventType;
  /** Null: the product itself; nobody else's words count. */
  readonly by: object | null;
  readonly data: { readonly [name: string]: Json };
};

const said = ({ type, by, data }: Item, words: string): boolean =>
  type === 'ticket.commented' && by === null && data.text === words;

type Told = { readonly type: TicketEventType; readonly by: unknown; readonly text?: unknown };

/** As an event, before it is a line of the story. */
export const tellsOfSame = ({ type, by, text }: Told): boolean =>
  type === 'ticket.commented' && by === null && text === SAME_SAID.met;

/** How many stand by it in the end. */
export const standingIn = (events: readonly Told[]): number =>
  events.reduce((count, event) => {
    if (tellsOfSame(event)) return count + 1;
    const { type, by, text } = event;
    const undone = type === 'ticket.commented' && by === null && text === SAME_SAID.undone;
    return undone ? Math.max(0, count - 1) : count;
  }, 0);

/** How many stand by it, in the line that stands for all of them; null: any other line. */
export const sameIn = ({ data }: Pick<Item, 'data'>): number | null =>
  typeof data.same === 'number' ? data.same : null;

/**
 * In the order of the story, one line in place of all of theirs: where the last of those came who stand by it, with `same`, their number, as
 * all of its data. None where all have taken it back.
 */
export function foldSame<Line extends Item>(items: readonly Line[]): readonly Line[] {
  const standing: Line[] = [];
  for (const item of items) {
    if (said(item, SAME_SAID.met)) standing.push(item);
    // Who it was is not told: the last one's is as good as another's.
    else if (said(item, SAME_SAID.undone)) standing.pop();
  }
  const last = standing[standing.length - 1];
  return items.flatMap((item) => {
    if (item === last) return [{ ...item, data: { same: standing.length } } as Line];
    return said(item, SAME_SAID.met) || said(item, SAME_SAID.undone) ? [] : [item];
  });
}
