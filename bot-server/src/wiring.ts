// EVENT TABLE: what each event sets going beyond its own row. An event that is not listed here does not compile.
import type { TicketEventType } from '@paidan/shared/model/event';
import type { AccountEventBody } from '@paidan/shared/rules/account/account';
import type { DisclosureEventBody } from '@paidan/shared/rules/disclosure/disclosure';
import type { ErasureEventBody } from '@paidan/shared/rules/erasure/erasure';
import type { ExportEventBody } from '@paidan/shared/rules/export/log';
import type { HeldEventBody } from '@paidan/shared/rules/guest/held';
import type { GuestRulesEventBody } from '@paidan/shared/rules/guest/rules';
import type { PreferenceEventBody } from '@paidan/shared/rules/notify/preference';
import type { RecordEventBody, TemplateEventBody } from '@paidan/shared/rules/record/state';

/**
 * `search`: the ticket's words are indexed anew. `notify`: people hear of it, and where there is need for them it asks for two
 * more: `card`, cards in people's hands change, and `screen`, public words and pictures are checked. `signOut`: the member's
 * sessions so far end.
 */
export const TOPICS = ['search', 'notify', 'card', 'screen', 'signOut'] as const;
export type Topic = (typeof TOPICS)[number];

export type EventType =
  | TicketEventType
  | RecordEventBody['type']
  | TemplateEventBody['type']
  | AccountEventBody['type']
  | PreferenceEventBody['type']
  | GuestRulesEventBody['type']
  | HeldEventBody['type']
  | ExportEventBody['type']
  | DisclosureEventBody['type']
  | ErasureEventBody['type'];

const NONE: readonly Topic[] = [];
const TELL: readonly Topic[] = ['notify'];
const INDEX: readonly Topic[] = ['search', 'notify'];
const SIGN_OUT: readonly Topic[] = ['signOut'];

export const WIRING: Readonly<Record<EventType, readonly Topic[]>> = {
  'ticket.created': INDEX,
  'ticket.entered': TELL,
  'ticket.offered': TELL,
  'ticket.assigned': TELL,
  'ticket.accepted': TELL,
  'ticket.transferred': TELL,
  'ticket.departed': TELL,
  'ticket.arrived': TELL,
  'ticket.logged': INDEX,
  'ticket.completed': INDEX,
  'ticket.confirmed': TELL,
  'ticket.rejected': TELL,
  'ticket.rated': TELL,
  'ticket.urged': TELL,
  'ticket.cancelled': TELL,
  'ticket.commented': TELL,
  'ticket.overdue': TELL,
  'ticket.adopted': TELL,
  'ticket.closed': TELL,
  'member.created': NONE,
  'member.changed': NONE,
  'member.retired': NONE,
  'member.restored': NONE,
  'member.passwordSet': SIGN_OUT,
  'member.erased': SIGN_OUT,
  'department.created': NONE,
  'department.changed': NONE,
  'department.retired': NONE,
  'department.restored': NONE,
  'role.created': NONE,
  'role.changed': NONE,
  'role.retired': NONE,
  'role.restored': NONE,
  'site.created': NONE,
  'site.changed': NONE,
  'site.retired': NONE,
  'site.restored': NONE,
  'asset.created': NONE,
  'asset.changed': NONE,
  'asset.retired': NONE,
  'asset.restored': NONE,
  'template.created': NONE,
  'template.published': NONE,
  'template.retired': NONE,
  'account.created': NONE,
  'account.changed': NONE,
  'account.secretsSet': NONE,
  'account.retired': NONE,
  'account.restored': NONE,
  'account.bound': NONE,
  'account.unbound': NONE,
  'account.left': NONE,
  'preference.changed': NONE,
  'guestRules.changed': NONE,
  'held.kept': NONE,
  'held.released': NONE,
  'held.spammed': NONE,
  'held.restored': NONE,
  'held.blocked': NONE,
  'held.unblocked': NONE,
  'export.begun': NONE,
  'export.ended': NONE,
  'disclosure.made': NONE,
  'erasure.made': NONE,
};

export const topicsOf = (type: string): readonly Topic[] =>
  Object.hasOwn(WIRING, type) ? WIRING[type as EventType] : NONE;
