import type { DeliveryView } from '@paidan/shared/contract/channel';
import { Link } from 'react-router';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { moment, momentAlone } from '../../lib/time';
import { useChannelText } from '../../text/channels';
import { useNoticeKinds } from '../../text/noticeKinds';
import { Person } from '../../ui/Avatar';
import type { Column } from '../../ui/DataTable';
import { PlatformMark } from '../../ui/PlatformMark';
import { useMeaning } from '../../ui/Trouble';
import { StateBadge } from './state';

/** The ticket leads to itself; an error is said in words, with its code. */
export function useColumns(): readonly Column<DeliveryView>[] {
  const all = useChannelText();
  const kinds = useNoticeKinds();
  const text = all.delivery;
  const locale = useLocale();
  const now = useNow();
  const meaningOf = useMeaning();
  const { offsetMinutes } = useMe().tenant;
  const when = ({ sentAt, createdAt }: DeliveryView) => momentAlone(sentAt ?? createdAt, now, offsetMinutes, locale);
  /** What it waits for, where it waits. */
  const next = ({ state, availableAt, held, attempts }: DeliveryView) => {
    if (state !== 'pending' || availableAt <= now) return '';
    const at = moment(availableAt, now, offsetMinutes, locale);
    return held ? text.heldUntil(at) : attempts > 0 ? text.nextTry(at) : text.sendAt(at);
  };
  const reason = (row: DeliveryView) => {
    const { state, error } = row;
    const then = next(row);
    if (error === null || state === 'sent') return <span className="block whitespace-normal leading-snug">{then}</span>;
    const { what, todo } = meaningOf(error);
    return (
      <span
        title={[what, todo, error.message].filter(Boolean).join('\n')}
        className="block whitespace-normal leading-snug"
      >
        {what} <span className="whitespace-nowrap text-xs text-ink-3">{all.errorCode(error.code)}</span>
        {then !== '' && <span className="block text-xs text-ink-3">{then}</span>}
      </span>
    );
  };
  return [
    {
      name: text.ticket,
      width: '22%',
      cell: ({ ticket }) => (
        <Link to={`/tickets/${ticket.id}`} className="hover:underline" title={ticket.title}>
          <span className="mr-2 text-ink-3">#{ticket.no}</span>
          {ticket.title}
        </Link>
      ),
    },
    { name: text.kind, width: '9%', cell: ({ kind }) => kinds[kind] },
    {
      name: text.receiver,
      width: '10%',
      cell: ({ member }) => <Person name={member?.name} none={text.group} />,
    },
    {
      name: text.account,
      minor: true,
      cell: ({ account }) => (
        <Link
          to={`/connections/${account.id}`}
          className="inline-flex max-w-full items-center gap-1.5 align-middle hover:underline"
          title={account.name}
        >
          <PlatformMark kind={account.kind} size="sm" />
          <span className="truncate">{account.name}</span>
        </Link>
      ),
    },
    {
      name: text.state,
      width: '13%',
      cell: (row) => (
        <span className="inline-flex items-center gap-2 align-middle">
          <StateBadge state={row.state} />
          {row.attempts > 1 && <span className="truncate text-xs text-ink-3">{text.attempts(row.attempts)}</span>}
        </span>
      ),
    },
    {
      name: text.when,
      width: '104px',
      cell: (row) => <time dateTime={new Date(row.createdAt).toISOString()}>{when(row)}</time>,
    },
    { name: text.reason, width: '21%', cell: reason },
  ];
}
