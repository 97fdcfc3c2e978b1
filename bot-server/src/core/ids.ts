// New identifiers: they sort by creation and cannot be guessed.
import { randomBytes } from 'node:crypto';
import { type Id, makeId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';

export const newId = <Noun extends string>(at: Instant): Id<Noun> => makeId(at, randomBytes(11)) as Id<Noun>;

/** One per HTTP request; ties log lines and events to it. */
export const newRequestId = (): string => randomBytes(12).toString('base64url');
