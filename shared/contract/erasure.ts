// Taking personal data out for good: of a member, and of somebody who reported without an account.
import { z } from 'zod';
import { LIMITS } from '../limits';
import { id, phone, version, words } from '../model/base';
import { views } from '../model/records';
import { endpoint } from './endpoint';

/** Stays in the timeline: neither a name nor a number of whom it is about. */
const reason = words(LIMITS.reason);
const count = z.int().min(0);

/**
 * `numbers`: places where one of theirs stood; `events`: of the timelines, with a name in them; `connections`: in whose history they were;
 * `guessable`: events that were written by earlier versions, whose hashes would confirm whoever has the database and guesses what they said.
 */
const whatWasDone = z.strictObject({ numbers: count, events: count, connections: count, guessable: count });

const command = { kind: 'command', auth: 'member', grant: 'member.manage' } as const;

export const erasure = {
  'member.erasing': endpoint({
    input: z.strictObject({ id: id<'member'>() }),
    /**
     * How far it is, and what is still to be done: `retired`, `accounts` that are bound, `erased`. `work`: open tickets of theirs, in words,
     * which come first; `reported`: numbers in tickets that they reported, beside their own.
     */
    output: z.strictObject({
      version,
      retired: z.boolean(),
      accounts: count,
      erased: z.boolean(),
      work: z.string().nullable(),
      reported: count,
      ...whatWasDone.shape,
    }),
    kind: 'read',
    auth: 'member',
    grant: 'member.manage',
    summary: { zh: '删除个人信息前的清单和进度', en: 'What erasing a member would take out, and how far it is' },
  }),
  'member.erase': endpoint({
    /** `reported`: the numbers in tickets that they reported as well, whoever's those are. */
    input: z.strictObject({
      id: id<'member'>(),
      version: version.optional(),
      reason,
      reported: z.boolean(),
    }),
    output: z.strictObject({ record: views.member, done: whatWasDone }),
    ...command,
    also: ['erased', 'erase_self', 'in_use', 'last_admin', 'stale'],
    summary: { zh: '删除成员的个人信息', en: 'Erase a member’s personal data; it cannot be undone' },
  }),
  'reporter.erase': endpoint({
    /** Exactly one of both. By number: wherever it stands, save in the list of people. */
    input: z
      .strictObject({ guestId: id<'member'>().optional(), phone: phone.optional(), reason })
      .refine(({ guestId, phone }) => (guestId === undefined) !== (phone === undefined), { path: ['guestId'] }),
    /** How many people without an account, numbers, and reports that wait or waited. */
    output: z.strictObject({ reporters: z.int(), numbers: z.int(), reports: z.int() }),
    ...command,
    also: ['erased'],
    summary: { zh: '删除报修人的个人信息', en: 'Erase what somebody without an account told; it cannot be undone' },
  }),
} as const;
