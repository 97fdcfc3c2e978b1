// What does WeChat's errcode mean for what we do next? Every code that the platform documents for the calls we make, sorted.
import type { Trouble, TroubleKind } from '../../../core/channels';

type Sorted = { readonly kind: TroubleKind; readonly wait?: number };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const LATER: Sorted = { kind: 'later' };
/** Limits by the minute. */
const SOON: Sorted = { kind: 'later', wait: MINUTE };
/** Limits by the day, and by the minute without saying so. */
const LONG: Sorted = { kind: 'later', wait: 10 * MINUTE };
const PERSON: Sorted = { kind: 'person' };
const ACCOUNT: Sorted = { kind: 'account' };
const CONTENT: Sorted = { kind: 'content' };

/** The token is refused: a new one is fetched, once, and the call is made again, once. Still refused: somebody must look at it. */
export const STALE_TOKEN: ReadonlySet<number> = new Set([40001, 42001, 40014]);

export const ERRORS: Readonly<Record<number, Sorted>> = {
  [-1]: LATER,
  // the token, and whether this server may ask at all
  40001: ACCOUNT,
  40014: LATER,
  42001: LATER,
  40002: ACCOUNT,
  40013: ACCOUNT,
  40125: ACCOUNT,
  40164: ACCOUNT,
  40243: ACCOUNT,
  41002: ACCOUNT,
  41004: ACCOUNT,
  43002: CONTENT,
  45009: LONG,
  45011: SOON,
  89503: ACCOUNT,
  89506: ACCOUNT,
  89507: ACCOUNT,
  // signing in, and the phone number
  40029: CONTENT,
  40226: PERSON,
  // subscribe messages
  40003: PERSON,
  40037: CONTENT,
  41030: CONTENT,
  43101: PERSON,
  43107: ACCOUNT,
  43108: ACCOUNT,
  45168: CONTENT,
  47003: CONTENT,
  // codes to scan
  40097: CONTENT,
  40129: CONTENT,
  40159: CONTENT,
  40169: CONTENT,
  45029: ACCOUNT,
  85096: CONTENT,
  // links
  40165: CONTENT,
  40212: CONTENT,
  44990: SOON,
  44993: LONG,
  85079: ACCOUNT,
  85401: CONTENT,
  85402: CONTENT,
  85406: CONTENT,
  85407: CONTENT,
  85408: CONTENT,
  // the look at words and pictures
  43104: PERSON,
  44991: SOON,
  47001: CONTENT,
  61010: PERSON,
  87020: SOON,
  // customer service
  45015: PERSON,
  45047: PERSON,
};

/** A code that nobody has heard of may pass; whoever sends gives up in the end. */
export function sortError(code: number, message: string): Trouble {
  const { kind, wait } = Object.hasOwn(ERRORS, code) ? (ERRORS[code] ?? LATER) : LATER;
  return { kind, code: String(code), message, ...(wait !== undefined && { wait }) };
}
