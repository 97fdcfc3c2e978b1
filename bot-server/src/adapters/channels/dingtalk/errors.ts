// What does DingTalk's refusal mean for what is done next? Its old servers say a number, its new ones a word; only these count,
// never the message. Source: DingTalk global error codes, old (`errcode`) and new (`code`).
import type { Trouble, TroubleKind } from '../../../core/channels';

type Sorted = { readonly kind: TroubleKind; readonly wait?: number };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LATER: Sorted = { kind: 'later' };
const PERSON: Sorted = { kind: 'person' };
const ACCOUNT: Sorted = { kind: 'account' };
const CONTENT: Sorted = { kind: 'content' };

export const ERRORS: Readonly<Record<string, Sorted>> = {
  '-1': LATER,
  // the token: run out or taken back; a fresh one was refused as well
  '40014': LATER,
  '42001': LATER,
  // the connection's own values, and whether this server may ask
  '88': ACCOUNT,
  '40001': ACCOUNT,
  '40089': ACCOUNT,
  '41001': ACCOUNT,
  '60011': ACCOUNT,
  '60020': ACCOUNT,
  invalidClientIdOrSecret: ACCOUNT,
  AccessTokenPermissionDenied: ACCOUNT,
  IpNotInWhiteList: ACCOUNT,
  // bought by the month: nothing goes until somebody sees to it
  '90020': ACCOUNT,
  ApiCountLimitForOrg: ACCOUNT,
  // who it is about
  '33012': PERSON,
  '50002': PERSON,
  '60121': PERSON,
  // somebody's code for signing in; a signature for a page
  '40078': CONTENT,
  '52013': CONTENT,
  // parameters
  '40035': CONTENT,
  '400002': CONTENT,
  '43004': CONTENT,
  '60003': CONTENT,
  // too much at once: by the second, by the minute, by everybody
  '90018': { kind: 'later', wait: SECOND },
  '90002': { kind: 'later', wait: MINUTE },
  QpsLimitForApi: { kind: 'later', wait: SECOND },
  QpsLimitForAppkeyAndApi: { kind: 'later', wait: SECOND },
  QpmLimitForAppkeyAndApi: { kind: 'later', wait: MINUTE },
  QpmLimitForSuitekeyAndOrgAndApi: { kind: 'later', wait: MINUTE },
  // this address has asked too often: five minutes without an answer
  '1111': { kind: 'later', wait: 5 * MINUTE },
};

/** With these a call that carried a token was refused for the token's sake: one fresh token, one more try. */
export const STALE: readonly string[] = ['40001', '40014', '42001'].map(codeOf);

/** Ours for theirs: the numbers are other platforms' as well, with other meanings. At most 40 characters. */
export function codeOf(code: string): string {
  // `Forbidden.AccessDenied.IpNotInWhiteList`: the last word is what it is about.
  return `ding_${code.split('.').at(-1) ?? ''}`.slice(0, 40);
}

/** A code that nobody has heard of may pass; whoever asks gives up in the end. */
export function sortError(code: string, message: string): Trouble {
  const name = code.split('.').at(-1) ?? '';
  const { kind, wait } = Object.hasOwn(ERRORS, name) ? (ERRORS[name] ?? LATER) : LATER;
  return { kind, code: codeOf(code), message, ...(wait !== undefined && { wait }) };
}
