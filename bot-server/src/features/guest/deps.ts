// What the feature is handed: the write path of tickets, sessions, and how a ticket is shown.
import type { MemberId, TemplateId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import type { PersonCommand } from '@paidan/shared/model/command';
import type { TicketEventBody } from '@paidan/shared/model/event';
import type { FormValues } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import type { Refusal } from '@paidan/shared/refusal';
import type { DisclosureEventBody } from '@paidan/shared/rules/disclosure/disclosure';
import type { Call } from '../../core/call';
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import type { Exporter } from '../../core/exporter';
import type { Scope } from '../../core/scope';
import type { Sessions } from '../../core/sessions';
import type { Templates } from '../../lookups/templates';
import type { Store, Unit } from '../../store/unit';
import type { Secrets } from './secrets';

export type CreateCommand = Extract<PersonCommand, { type: 'ticket.create' }>;
export type Created = Extract<TicketEventBody, { type: 'ticket.created' }>;
export type Shape = (template: Template) => Template | null;

export type TicketPort = {
  /**
   * A ticket under an id of ours. `gate` is asked inside the unit, once the form is right; `also` writes beside the ticket. Gives
   * the id of the ticket, which is another one where the key was seen before.
   */
  readonly create: (order: {
    readonly scope: Scope;
    readonly key: string | null;
    readonly id: TicketId;
    readonly command: CreateCommand;
    readonly shape: Shape;
    readonly gate: (u: Unit) => Promise<Refusal | null>;
    readonly also: (u: Unit, created: Created) => Promise<void>;
  }) => Promise<Result<{ readonly id: TicketId }, Refusal>>;
  /** What would come of it, without a number and without doing it. */
  readonly try: (
    u: Unit,
    order: { readonly scope: Scope; readonly id: TicketId; readonly command: CreateCommand; readonly shape: Shape },
    now: number,
  ) => Promise<Result<Created, Refusal>>;
  /** As it is kept: its personal values go to the vault. */
  readonly close: (u: Unit, created: Created) => Promise<Created>;
  /** What a report was kept with, as it was sent. */
  readonly open: (scope: Scope, templateId: TemplateId, values: FormValues) => Promise<FormValues>;
  /** Of the guest `from`, to the member who acts; its link ends with it. Refused while the guest is blocked. */
  readonly adopt: (scope: Scope, ticketId: TicketId, from: MemberId) => Promise<Result<unknown, Refusal>>;
  readonly comment: (
    tenantId: TenantId,
    key: string,
    ticketId: TicketId,
    text: string,
  ) => Promise<Result<unknown, Refusal>>;
};

export type GuestDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly execute: Execute;
  readonly templates: Templates;
  readonly secrets: Secrets;
  readonly issue: Sessions['issueFor'];
  readonly tickets: TicketPort;
  readonly exporter: Exporter;
  /** Shows one number, once it is written down who asks for it and why; null: there is none. */
  readonly disclose: (
    call: Call,
    value: unknown,
    note: Omit<DisclosureEventBody, 'type'>,
  ) => Promise<Result<{ phone: string | null }, Refusal>>;
};

/** The guest behind a call, and the one report that the session is limited to. */
export type Me = { readonly id: MemberId; readonly only: TicketId | null };

export function guestIn({ actor }: Scope): Me | null {
  return actor.kind === 'member' && actor.guest !== undefined ? { id: actor.id, only: actor.guest.only } : null;
}
