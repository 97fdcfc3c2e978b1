// The commands of the tests, as people say them; what is left out is filled in so that it suits the sample templates.
import type { FileId, MemberId } from '../kernel/id';
import type { AdoptCommand, LapseCommand, PersonCommand, TicketCommand, TimerPurpose } from '../model/command';
import type { FormValues, VoiceNote } from '../model/field';
import type { MemberActor } from '../rules/ticket/context';
import { BUILDING, northOf, picture, SIGNATURE } from './world';

type Without<Command> = Command extends PersonCommand ? Omit<Command, 'ticketId' | 'templateId'> : never;
/** A command without its address, which the story fills in. */
export type Said = Without<PersonCommand> | Omit<LapseCommand, 'ticketId'> | Omit<AdoptCommand, 'ticketId'>;
export type SaidTo<Name extends TicketCommand['type']> = Extract<Said, { type: Name }>;

export const REPORT: FormValues = { title: '水管漏水', phone: '13800138000', site: BUILDING };
export const report = (values: FormValues = {}): Said => ({
  type: 'ticket.create',
  values: { ...REPORT, ...values },
});
export const offer = (role?: string): Said => ({ type: 'ticket.offer', ...(role !== undefined && { role }) });
export const offerTo = (...members: readonly (MemberActor | MemberId)[]): Said => ({
  type: 'ticket.offer',
  memberIds: members.map(idOfMember),
});
export const assign = (member: MemberActor | MemberId): Said => ({
  type: 'ticket.assign',
  memberId: idOfMember(member),
});
export const accept = (): Said => ({ type: 'ticket.accept' });
export const transfer = (member: MemberActor | MemberId, reason = '调休'): Said => ({
  type: 'ticket.transfer',
  memberId: idOfMember(member),
  reason,
});
export const depart = (): Said => ({ type: 'ticket.depart' });
export const arrive = (position: SaidTo<'ticket.arrive'>['position'] = northOf(0, 10), override?: string): Said => ({
  type: 'ticket.arrive',
  position,
  ...(override !== undefined && { override }),
});
export const log = (text: string, minutes?: number, values?: FormValues): Said => ({
  type: 'ticket.log',
  text,
  ...(minutes !== undefined && { minutes }),
  ...(values !== undefined && { values }),
});
export const complete = (values: FormValues = {}): Said => ({
  type: 'ticket.complete',
  values: { afterPhotos: [picture(1)], ...values },
});
export const confirm = (values: FormValues = { signature: SIGNATURE }): Said => ({ type: 'ticket.confirm', values });
export const reject = (reason = '还在漏', photos?: FileId[]): Said => ({
  type: 'ticket.reject',
  reason,
  ...(photos !== undefined && { photos }),
});
export const rate = (stars = 5): Said => ({ type: 'ticket.rate', values: { rating: { stars } } });
export const urge = (): Said => ({ type: 'ticket.urge' });
export const cancel = (reason = '自己修好了'): Said => ({ type: 'ticket.cancel', reason });
export const comment = (text = '请带梯子', photos?: FileId[], voice?: VoiceNote): Said => ({
  type: 'ticket.comment',
  text,
  ...(photos !== undefined && { photos }),
  ...(voice !== undefined && { voice }),
});
export const lapse = (purpose: TimerPurpose): Said => ({ type: 'ticket.lapse', purpose });
/** The same, said by somebody who had last seen this version. */
export const seen = (version: number, said: Said): Said => ({ ...said, version }) as Said;

const idOfMember = (member: MemberActor | MemberId): MemberId => (typeof member === 'string' ? member : member.id);
