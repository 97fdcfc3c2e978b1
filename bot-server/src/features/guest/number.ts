// The number that was left with a report that waits: masked in the list, shown to whoever has to ring back before they decide.
import { no } from '@paidan/shared/kernel/result';
import type { FormValues } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import { refuse } from '@paidan/shared/refusal';
import type { Handler } from '../../core/call';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import type { GuestDeps } from './deps';
import { phoneIn } from './report';

/** As it stands in the rows; the report's own before the one that the guest left last. */
export const numberOf = (
  template: Template | undefined,
  values: FormValues,
  who: { readonly phone: string | null } | undefined,
): string | null => (template === undefined ? null : phoneIn(template, values)) ?? who?.phone ?? null;

export const makeHeldPhone =
  ({ store, templates, disclose }: GuestDeps): Handler<'held.phone'> =>
  async ({ id, reason }, call) => {
    const reader = store.read(call.scope);
    const row = await reader.one(held, { id });
    if (row === undefined) return no(refuse('not_found'));
    const { guestId, templateId, ticketId, values } = row;
    const [template, who] = await Promise.all([
      templates.current(reader, templateId),
      reader.one(guest, { id: guestId }),
    ]);
    // The ticket is the one that it may become: what is noted stands with it then.
    const note = { of: 'held', ticketId, memberId: null, field: null, reason } as const;
    return disclose(call, numberOf(template, values, who), note);
  };
