import type { DeliveryView } from '@paidan/shared/contract/channel';
import { Link } from 'react-router';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { moment } from '../../lib/time';
import { useChannelText } from '../../text/channels';
import { usePreferenceText } from '../../text/preference';
import { Person } from '../../ui/Avatar';
import type { Column } from '../../ui/DataTable';
import { PlatformMark } from '../../ui/PlatformMark';
import { useMeaning } from '../../ui/Trouble';
import { StateBadge } from './state';

/** The ticket leads to itself; an error is said in words, with its code. */
export function useColumns(): readonly Column<DeliveryView>[] {
  const all = useChannelText();
  const preference = usePreferenceText();
  const text = all.delivery;
  const locale = useLocale();
  const now = useNow();
  const meaningOf = useMeaning();
  const { offsetMinutes } = useMe().tenant;
  const when = ({ state, sentAt, availableAt, createdAt }: DeliveryView) => {
    if (state === 'pending' && availableAt > now) return text.nextTry(moment(availableAt, now, offsetMinutes, locale));
    return moment(sentAt ?? createdAt, now, offsetMinutes, locale);
  };
  const reason = ({ state, error }: DeliveryView) => {
    if (error === null || state === 'sent') return '';
    const { what, todo } = meaningOf(error);
    return (
      <span
        title={[what, todo, error.message].filter(Boolean).join('\n')}
        className="block whitespace-normal leading-snug"
      >
        {what} <span className="whitespace-nowrap text-xs text-ink-3">{all.errorCode(error.code)}</span>
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
    { name: text.kind, width: '9%', cell: ({ kind }) => preference.short[kind] },
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
