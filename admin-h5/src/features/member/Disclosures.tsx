// Who was shown whose telephone number, when and why; by person and by day.
import type { MemberId } from '@paidan/shared/kernel/id';
import { DAY, MINUTE } from '@paidan/shared/kernel/time';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { momentAlone } from '../../lib/time';
import { type ItemOf, usePages } from '../../lib/usePages';
import { useNumberText } from '../../text/number';
import { Person } from '../../ui/Avatar';
import { Input, Select } from '../../ui/Input';
import { RecordList } from '../../ui/record/RecordList';

type Row = ItemOf<'disclosure.list'>;

export function Disclosures() {
  const text = useNumberText();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const [byId, setById] = useState<MemberId | ''>('');
  const [day, setDay] = useState('');
  const { items: people } = usePages('member.list', { limit: 100, retired: true });
  const from = day === '' ? undefined : Date.parse(`${day}T00:00:00Z`) - offsetMinutes * MINUTE;
  const { query, items } = usePages('disclosure.list', {
    ...(byId && { byId }),
    ...(from !== undefined && { from, before: from + DAY }),
  });
  const whose = ({ of, member, ticket }: Row) => (
    <>
      {of === 'ticket' ? text.inTicket : of === 'held' ? text.inHeld : (member?.name ?? '')}
      {ticket && (
        <Link to={`/tickets/${ticket.id}`} className="ml-2 text-ink-2 hover:underline" title={ticket.title}>
          #{ticket.no} {ticket.title}
        </Link>
      )}
    </>
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          aria-label={text.person}
          value={byId}
          className="w-auto"
          onChange={(event) => setById(event.target.value as MemberId | '')}
        >
          <option value="">{text.anybody}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Input
          type="date"
          aria-label={text.day}
          value={day}
          className="!w-auto"
          onChange={(event) => setDay(event.target.value)}
        />
      </div>
      <RecordList
        name={text.tab}
        query={query}
        items={items.map((item) => ({ ...item, state: 'active' }))}
        filtered={byId !== '' || day !== ''}
        empty={{ title: text.emptyTitle, words: text.emptyWords }}
        columns={[
          { name: text.who, cell: ({ by }) => <Person name={by?.name} none="" />, width: '18%' },
          { name: text.whose, cell: whose },
          { name: text.reason, cell: ({ reason }) => reason ?? text.toCall },
          { name: text.when, cell: ({ at }) => momentAlone(at, now, offsetMinutes, locale), width: '150px' },
        ]}
        menu={null}
      />
    </>
  );
}
