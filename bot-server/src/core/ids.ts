// New identifiers: they sort by creation and cannot be guessed.
import { type Id, makeId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import { freshBytes } from '../store/random';

export const newId = <Noun extends string>(at: Instant): Id<Noun> => makeId(at, freshBytes(11)) as Id<Noun>;

/** One per HTTP request; ties log lines and events to it. */
export const newRequestId = (): string => freshBytes(12).toString('base64url');
