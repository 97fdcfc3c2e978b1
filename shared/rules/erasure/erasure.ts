// Personal data that is taken out for good: what its event says, and what stands in its place afterwards. Never a name or a number.
import type { MemberId } from '../../kernel/id';
import { no, ok, type Result } from '../../kernel/result';
import type { Instant } from '../../kernel/time';
import { type Refusal, refuse } from '../../refusal';
import type { AnyRecord, MemberErased, RecordEventBody } from '../record/state';

/** Nothing stands where the name did; what a reader is told instead is said in their own language (`shared/text`). */
export const NO_NAME = '';
/** Earlier versions wrote this there. */
export const NAME_BEFORE = '已删除用户';
/** The login must be the only one of its kind. */
export const erasedLogin = (id: string): string => `erased-${id}`;

/** What is known of somebody when they are to be erased. */
export type ErasingFacts = {
  readonly self: boolean;
  /** Open work that is still theirs, in words. */
  readonly work: string | null;
  /** Their name, login and numbers: none of them may stand in the reason, which stays. */
  readonly known: readonly string[];
  readonly numbers: MemberErased['numbers'];
  readonly redacted: MemberErased['redacted'];
  readonly committed: number;
};

/** Retired first, with all that retiring asks for. */
export function decideMemberErasure(
  record: AnyRecord,
  reason: string,
  { self, work, known, numbers, redacted, committed }: ErasingFacts,
): Result<readonly RecordEventBody[], Refusal> {
  if (isErased(record)) return no(refuse('erased'));
  if (self) return no(refuse('erase_self'));
  if (work !== null) return no(refuse('in_use', { what: work }));
  if (record.state !== 'retired') return no(refuse('stale', { version: record.version }));
  if (tells(reason, known)) return no(refuse('invalid', { where: 'reason' }));
  return ok([{ type: 'member.erased', reason, numbers, redacted, ...(committed > 0 && { committed }) }]);
}

/** What an erasing has done, as its event tells; `guessable` events confirm whoever guesses, for nothing random went into their hashes. */
export function doneBy(id: string, { numbers, redacted, committed = 0 }: MemberErased) {
  return {
    numbers: numbers.length,
    events: redacted.length,
    connections: new Set(redacted.flatMap(({ streamId }) => (streamId === id ? [] : [streamId]))).size,
    guessable: redacted.filter(({ salted }) => salted !== true).length + committed,
  };
}

export const isErased = (record: AnyRecord): boolean => typeof record.erasedAt === 'number';

/** Is anything of it written there? Single signs say nothing. */
export const tells = (reason: string, known: readonly string[]): boolean =>
  known.some((each) => each.length > 1 && reason.toLowerCase().includes(each.toLowerCase()));

/** A timeline of one event: people without an account have none of their own. */
export type ErasureEventBody = {
  readonly type: 'erasure.made';
  readonly guestIds: readonly MemberId[];
  /** Ids of the personal values that are gone. */
  readonly numbers: readonly string[];
  /** Reports that waited, or had: their words are gone. */
  readonly reports: readonly string[];
  readonly reason: string;
};

export type Erasure = Omit<ErasureEventBody, 'type'> & {
  readonly id: string;
  readonly at: Instant;
  readonly byId: MemberId | null;
  readonly version: number;
};

export const evolveErasure = (
  id: string,
  { type: _, at, by, ...body }: ErasureEventBody & { readonly at: Instant; readonly by: string | null },
): Erasure => ({ ...body, id, at, byId: by as MemberId | null, version: 1 });
