// Through which connection does somebody hear? One of them, so that nobody is told twice.
import { type AccountKind, VIAS, type Via } from '../../kinds';

/** In WeChat each message uses up a consent of its reader. */
const ASKS_LEAVE: readonly AccountKind[] = ['wechat'];

/** Of those that reach the person: the preferred one, or whichever there is. Null: there is none. */
export const wayOf = (preferred: Via, reaching: readonly AccountKind[]): Via | null =>
  [preferred, ...VIAS].find((one) => reaching.includes(one)) ?? null;

/** The reader's leave is missing where it was tried: the way that asks for none. Null: there is none, or leave was not the matter. */
export const wayInstead = (tried: AccountKind, reaching: readonly AccountKind[]): Via | null =>
  ASKS_LEAVE.includes(tried) ? (VIAS.find((one) => reaching.includes(one) && !ASKS_LEAVE.includes(one)) ?? null) : null;
