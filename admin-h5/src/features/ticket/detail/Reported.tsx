// What was filled in, by the step at which it was, each value shown by its field's type.
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { nodesOf } from '@paidan/shared/rules/flow/find';
import { visibleFields } from '@paidan/shared/rules/form/visible';
import { lazy, Suspense } from 'react';
import { inLocale, useLocale } from '../../../lib/locale';
import { useText } from '../../../text/useText';
import { FieldValueView } from '../../../ui/field/FieldValueView';
import { textIn } from '../../../ui/field/values';
import { Skeleton } from '../../../ui/Skeleton';

const TicketNumber = lazy(() => import('./TicketNumber'));

/** These take a whole line. */
const WIDE = ['longText', 'photo', 'location', 'rating', 'voice', 'checklist'];

export function Reported({ ticket, template }: { ticket: TicketView; template: TemplateView | undefined }) {
  const text = useText();
  const locale = useLocale();
  if (template === undefined) return <Skeleton className="!h-32" />;
  return (
    <>
      {nodesOf(template.flow).map((node, index) => {
        const shown = visibleFields(template.fields, node.id, ticket.values).flatMap((field) => {
          const value = ticket.values[field.key];
          // The title stands at the head already.
          return value === undefined || (field.key === template.binds.title && value === ticket.title)
            ? []
            : [{ field, value }];
        });
        if (shown.length === 0) return null;
        return (
          <section key={node.id}>
            <h2 className="mb-2.5 text-sm font-semibold">
              {index === 0 ? text.ticket.reported : text.ticket.filledAt(inLocale(node.title, locale))}
            </h2>
            <dl className="grid gap-x-6 gap-y-3.5 sm:grid-cols-2">
              {shown.map(({ field, value }) => (
                <div key={field.key} className={WIDE.includes(field.type) ? 'sm:col-span-2' : 'min-w-0'}>
                  <dt className="mb-0.5 text-xs text-ink-3">{inLocale(field.label, locale)}</dt>
                  <dd className="min-w-0 break-words">
                    {field.type === 'phone' ? (
                      <Suspense fallback={textIn(value)}>
                        <TicketNumber ticket={ticket} field={field} mask={textIn(value)} />
                      </Suspense>
                    ) : (
                      <FieldValueView field={field} value={value} />
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </>
  );
}
