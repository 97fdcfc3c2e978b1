// Telephone numbers are masked in every answer. These show one, to whoever has to call, and note who saw it and why.
import { z } from 'zod';
import { id, instant } from '../model/base';
import { DISCLOSED, disclosureInputs } from '../model/disclosure';
import { endpoint } from './endpoint';
import { page, paging } from './paging';

/** Null: there is none. */
const number = z.strictObject({ phone: z.string().nullable() });
const command = { output: number, kind: 'command', auth: 'member' } as const;

export const disclosureView = z.strictObject({
  id: id<'disclosure'>(),
  at: instant,
  by: z.strictObject({ id: id<'member'>(), name: z.string() }).nullable(),
  of: z.enum(DISCLOSED),
  /** Whose number it is: a member's; null: what stands in a form. */
  member: z.strictObject({ id: id<'member'>(), name: z.string() }).nullable(),
  ticket: z.strictObject({ id: id<'ticket'>(), no: z.int(), title: z.string() }).nullable(),
  /** Null: to call whoever has one's ticket. */
  reason: z.string().nullable(),
});

export const disclosure = {
  'ticket.phone': endpoint({
    input: disclosureInputs['ticket.phone'],
    ...command,
    also: ['too_many', 'not_yours', 'ended'],
    summary: { zh: '查看报修电话', en: 'A telephone number that stands in a ticket, noted with the reason' },
  }),
  'ticket.contact': endpoint({
    input: disclosureInputs['ticket.contact'],
    ...command,
    guest: 'too',
    also: ['too_many', 'ended'],
    summary: { zh: '处理人电话', en: 'The telephone number of whoever has the ticket, for those who wait for it' },
  }),
  'member.phone': endpoint({
    input: disclosureInputs['member.phone'],
    ...command,
    grant: 'member.read',
    also: ['too_many', 'not_a_caller'],
    summary: { zh: '查看成员电话', en: 'A member’s telephone number, noted with the reason' },
  }),
  'held.phone': endpoint({
    input: disclosureInputs['held.phone'],
    ...command,
    grant: 'ticket.dispatch',
    also: ['too_many'],
    summary: {
      zh: '查看可疑提交的电话',
      en: 'The telephone number left with a report that waits, noted with the reason',
    },
  }),
  'disclosure.list': endpoint({
    input: z.strictObject({
      ticketId: id<'ticket'>().optional(),
      byId: id<'member'>().optional(),
      /** From and before, both in milliseconds. */
      from: instant.optional(),
      before: instant.optional(),
      ...paging,
    }),
    output: page(disclosureView),
    kind: 'read',
    auth: 'member',
    grant: 'member.read',
    summary: { zh: '号码查看记录', en: 'Who was shown which telephone number, when and why; the newest first' },
  }),
} as const;
