// Who appears in the tests: one organization's people, with what their roles allow.
import type { MemberId } from '../kernel/id';
import type { Grant } from '../kinds';
import type { Actor, MemberActor } from '../rules/ticket/context';
import { idOf } from './ids';

const GRANTS_OF: Readonly<Record<string, readonly Grant[]>> = {
  tenant: ['ticket.create'],
  dispatcher: ['ticket.create', 'ticket.dispatch', 'ticket.readAll', 'member.read'],
  technician: ['ticket.create', 'ticket.work'],
  cleaner: ['ticket.work'],
  lead: ['ticket.create'],
  manager: ['ticket.create', 'ticket.manage', 'ticket.readAll', 'member.read', 'template.manage'],
  clerk: [],
};
export const ROLES: ReadonlySet<string> = new Set(Object.keys(GRANTS_OF));

const person = (no: number, ...roles: readonly string[]): MemberActor => ({
  kind: 'member',
  id: idOf<'member'>('m', no) as MemberId,
  roles,
  grants: [...new Set(roles.flatMap((role) => GRANTS_OF[role] ?? []))],
});

export const REQUESTER = person(1, 'tenant');
export const NEIGHBOUR = person(2, 'tenant');
export const DISPATCHER = person(3, 'dispatcher');
export const DISPATCHER_2 = person(4, 'dispatcher');
export const TECH = person(5, 'technician');
export const TECH_2 = person(6, 'technician');
export const TECH_3 = person(7, 'technician', 'cleaner');
export const TECH_4 = person(8, 'technician', 'tenant');
export const CLEANER = person(9, 'cleaner');
export const LEAD = person(10, 'lead');
export const MANAGER = person(11, 'manager');
/** Belongs to the organization, but has nothing to do with tickets. */
export const OUTSIDER = person(12, 'clerk');
export const SYSTEM: Actor = { kind: 'system' };

export const PEOPLE: readonly MemberActor[] = [
  REQUESTER,
  NEIGHBOUR,
  DISPATCHER,
  DISPATCHER_2,
  TECH,
  TECH_2,
  TECH_3,
  TECH_4,
  CLEANER,
  LEAD,
  MANAGER,
  OUTSIDER,
];
/** Does the role itself let its people take tickets? */
export const isPool = (role: string | null): boolean =>
  role !== null && (GRANTS_OF[role] ?? []).includes('ticket.work');
export const canWork = (member: MemberActor): boolean => member.grants.includes('ticket.work');
export const WORKERS = PEOPLE.filter(canWork);
