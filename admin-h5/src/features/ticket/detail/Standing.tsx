// Who has it now, and until when it is promised.
import { ENDED } from '@paidan/shared/kinds';
import type { TicketView } from '@paidan/shared/model/ticket';
import { useLocale } from '../../../lib/locale';
import { useMe } from '../../../lib/me';
import { useNow } from '../../../lib/now';
import { momentAlone } from '../../../lib/time';
import { useRoleName } from '../../../lib/useRoleName';
import { useText } from '../../../text/useText';
import { Avatar } from '../../../ui/Avatar';
import { Due } from '../../../ui/Due';
import { Stars } from '../../../ui/field/FieldValueView';
import { useCandidates } from '../actions/PersonDialogs';

type Props = {
  readonly ticket: TicketView;
  /** The reader may give it to somebody: then they may know how many could take it. */
  readonly canGive: boolean;
};

export function Standing({ ticket, canGive }: Props) {
  const text = useText();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const ended = ENDED.includes(ticket.phase);
  const roleName = useRoleName();
  const handlers = holdersOf(ticket);
  const pools = ended ? [] : poolsOf(ticket);
  const awaited = ticket.work.find(({ role }) => role !== null)?.role ?? null;
  return (
    <section className="grid grid-cols-2 gap-4 rounded-lg border border-line bg-surface p-4 lg:grid-cols-1">
      <div className="min-w-0">
        <h2 className="mb-1.5 text-xs text-ink-3">{text.ticket.holder}</h2>
        {ended ? (
          <p className="text-ink-2">{text.ticket.ended}</p>
        ) : pools.length > 0 ? (
          <Pool ticketId={ticket.id} roles={pools} canGive={canGive} />
        ) : handlers.length === 0 ? (
          <p className="text-ink-2">
            {awaited === null ? text.ticket.nobodyYet : text.ticket.awaits(roleName(awaited))}
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
        <p className="font-medium">{momentAlone(ticket.dueAt, now, offsetMinutes, locale)}</p>
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

/** Nobody in person: everyone with one of these roles may take it. */
const poolsOf = ({ work }: TicketView): readonly string[] =>
  work.flatMap(({ kind, role }) => (kind === 'offer' && role !== null ? [role] : []));

type PoolProps = Pick<Props, 'canGive'> & { readonly ticketId: TicketView['id']; readonly roles: readonly string[] };

function Pool({ ticketId, roles, canGive }: PoolProps) {
  const { ticket: text } = useText();
  const roleName = useRoleName();
  const { data } = useCandidates(ticketId, canGive);
  const named = roles.map((code) => {
    const count = data?.roles.find((one) => one.code === code)?.count;
    return text.pooled(roleName(code), count ?? null);
  });
  return (
    <>
      {named.map((each) => (
        <p key={each} className="text-ink-2">
          {each}
        </p>
      ))}
      <p className="mt-1 text-xs text-ink-3">{canGive ? text.outOfPool : text.firstComes}</p>
    </>
  );
}
