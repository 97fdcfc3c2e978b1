// Shows one telephone number to whoever has to call, once it is written down who asks for it and why.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { Disclosed } from '@paidan/shared/model/disclosure';
import { refuse } from '@paidan/shared/refusal';
import { mayCallFor, mayCallHandler, mayCallMember } from '@paidan/shared/rules/disclosure/disclosure';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { isGuest } from '@paidan/shared/rules/ticket/context';
import type { Handlers } from '../../core/call';
import type { Scope } from '../../core/scope';
import { guestRulesOf } from '../../lookups/guestRules';
import type { Templates } from '../../lookups/templates';
import type { RowOf } from '../../store/columns';
import { member } from '../../store/tables/member';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';
import type { Disclose } from './aggregate';
import { listHandlers } from './list';
import { NONE, type Show } from './show';

export type DisclosureDeps = { readonly store: Store; readonly templates: Templates; readonly show: Show };

export function disclosureHandlers({
  store,
  templates,
  show,
}: DisclosureDeps): Handlers<'ticket.phone' | 'ticket.contact' | 'member.phone' | 'disclosure.list'> {
  return {
    ...listHandlers(store),
    'ticket.phone': async ({ ticketId, field, reason }, call) => {
      const reader = store.read(call.scope);
      const row = await seen(reader, call.scope, ticketId);
      if (row === undefined) return no(refuse('not_found'));
      const refusal = mayCallFor(call.scope.actor, row);
      if (refusal !== null) return no(refusal);
      const template = await templates.at(reader, row.templateId, row.templateVersion);
      const asked = template?.fields.find(({ key, type }) => key === field && type === 'phone');
      if (asked === undefined) return no(refuse('not_found'));
      const value = Object.hasOwn(row.values, field) ? row.values[field] : undefined;
      return show(call, value, { ...noted('ticket', ticketId, null), field, reason });
    },
    'ticket.contact': async ({ ticketId }, call) => {
      const reader = store.read(call.scope);
      const row = await seen(reader, call.scope, ticketId);
      if (row === undefined) return no(refuse('not_found'));
      const refusal = mayCallHandler(call.scope.actor, row);
      if (refusal !== null) return no(refusal);
      // A stranger is not given the private number of whoever comes.
      if (isGuest(call.scope.actor)) return ok({ phone: (await guestRulesOf(reader)).contact });
      if (row.assigneeId === null) return NONE;
      const handler = await reader.one(member, { id: row.assigneeId });
      if (handler?.state !== 'active') return NONE;
      return show(call, handler.phone, noted('handler', ticketId, handler.id));
    },
    'member.phone': async ({ id, reason }, call) => {
      const refusal = mayCallMember(call.scope.actor);
      if (refusal !== null) return no(refusal);
      const row = await store.read(call.scope).one(member, { id });
      if (row === undefined) return no(refuse('not_found'));
      return show(call, row.phone, { ...noted('member', null, id), reason });
    },
  };
}

const noted = (of: Disclosed, ticketId: TicketId | null, memberId: MemberId | null): Disclose => ({
  of,
  ticketId,
  memberId,
  field: null,
  reason: null,
});

async function seen(reader: Reader, scope: Scope, id: TicketId): Promise<RowOf<typeof ticket> | undefined> {
  const row = await reader.one(ticket, { id });
  return row !== undefined && canSee(scope.actor, row) ? row : undefined;
}
