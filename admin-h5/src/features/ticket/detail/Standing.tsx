// Who has it now, and until when it is promised.
import { ENDED } from '@paidan/shared/kinds';
import type { TicketView } from '@paidan/shared/model/ticket';
import { useLocale } from '../../../lib/locale';
import { useMe } from '../../../lib/me';
import { useNow } from '../../../lib/now';
import { moment } from '../../../lib/time';
import { useRoleName } from '../../../lib/useRoleName';
import { useText } from '../../../text/useText';
import { Avatar } from '../../../ui/Avatar';
import { Due } from '../../../ui/Due';
import { Stars } from '../../../ui/field/FieldValueView';

export function Standing({ ticket }: { ticket: TicketView }) {
  const text = useText();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const ended = ENDED.includes(ticket.phase);
  const roleName = useRoleName();
  const handlers = holdersOf(ticket);
  return (
    <section className="grid grid-cols-2 gap-4 rounded-lg border border-line bg-surface p-4 lg:grid-cols-1">
      <div className="min-w-0">
        <h2 className="mb-1.5 text-xs text-ink-3">{text.ticket.holder}</h2>
        {ended ? (
          <p className="text-ink-2">{text.ticket.ended}</p>
        ) : handlers.length === 0 ? (
          <p className="text-ink-2">
            {poolOf(ticket, (kind, role) => text.ticket[kind](roleName(role))) ?? text.ticket.nobodyYet}
          </p>
        ) : (
          handlers.map((name) => (
            <p key={name} className="flex items-center gap-2 font-medium">
              <Avatar
                name={name}
                pictureId={name === ticket.assignee?.name ? ticket.assignee.pictureId : null}
                size="md"
              />
              <span className="min-w-0 truncate">{name}</span>
            </p>
          ))
        )}
      </div>
      <div className="min-w-0">
        <h2 className="mb-1.5 text-xs text-ink-3">{text.ticket.promised}</h2>
        <p className="font-medium">{moment(ticket.dueAt, now, offsetMinutes, locale)}</p>
        {!ended && ticket.phase !== 'done' && (
          <p className="text-sm">
            <Due ticket={ticket} />
          </p>
        )}
        {(ended || ticket.phase === 'done') && ticket.overdue && (
          <p className="text-sm text-danger">▲ {text.ticket.overdue}</p>
        )}
      </div>
      {ticket.stars !== null && (
        <div>
          <h2 className="mb-1 text-xs text-ink-3">{text.ticket.rating}</h2>
          <Stars count={ticket.stars} />
        </div>
      )}
    </section>
  );
}

const holdersOf = ({ work }: TicketView): readonly string[] => [
  ...new Set(work.flatMap(({ handler }) => (handler ? [handler.name] : []))),
];

/** Nobody in person: everyone with a role may take it, or must act on it. */
function poolOf({ work }: TicketView, say: (kind: 'pooled' | 'awaits', role: string) => string): string | null {
  const item = work.find(({ role }) => role !== null);
  return item?.role ? say(item.kind === 'offer' ? 'pooled' : 'awaits', item.role) : null;
}
