import { useState } from 'react';
import { Link } from 'react-router';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { moment } from '../../lib/time';
import type { Leaver } from '../../lib/useHandover';
import { useChannelText } from '../../text/channels';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';

const FEW = 5;

export function LeaverCard({ leaver: { member, leftAt, tickets }, onMove }: { leaver: Leaver; onMove: () => void }) {
  const text = useChannelText().handover;
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const [all, setAll] = useState(false);
  const shown = all ? tickets : tickets.slice(0, FEW);
  return (
    <li className="rounded-lg border border-line bg-surface p-4 shadow-low">
      <div className="flex items-center gap-3">
        <Avatar name={member.name} size="lg" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold">{member.name}</h2>
          <p className="text-sm text-ink-2">
            {leftAt === null ? text.left : text.leftAt(moment(leftAt, now, offsetMinutes, locale))} ·{' '}
            {text.count(tickets.length)}
          </p>
        </div>
        <Button look="primary" onClick={onMove} aria-label={text.moveTitle(member.name)}>
          {text.move}
        </Button>
      </div>
      <ul className="mt-3 border-t border-line pt-1">
        {shown.map(({ id, no, title }) => (
          <li key={id}>
            <Link
              to={`/tickets/${id}`}
              className="-mx-2 flex min-h-[36px] items-center gap-2 rounded px-2 text-sm hover:bg-sunken max-md:min-h-[44px]"
            >
              <span className="shrink-0 text-ink-3">#{no}</span>
              <span className="truncate">{title}</span>
            </Link>
          </li>
        ))}
      </ul>
      {shown.length < tickets.length && (
        <Button look="quiet" size="sm" className="-ml-2" onClick={() => setAll(true)}>
          {text.showAll(tickets.length)}
        </Button>
      )}
    </li>
  );
}
