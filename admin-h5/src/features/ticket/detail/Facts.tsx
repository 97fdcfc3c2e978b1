// The ticket's facts, and where it is on the map: the site, the circle to check in within, and where the check-in was.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import type { TicketView } from '@paidan/shared/model/ticket';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { inLocale, useLocale } from '../../../lib/locale';
import { useMe } from '../../../lib/me';
import { useNow } from '../../../lib/now';
import { momentAlone } from '../../../lib/time';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { Person } from '../../../ui/Avatar';
import { PointMap } from '../../../ui/map/PointMap';
import type { MapPoint } from '../../../ui/map/points';

const TIMES = ['acceptedAt', 'departedAt', 'arrivedAt', 'completedAt', 'endedAt'] as const;

export function Facts({ ticket, timeline }: { ticket: TicketView; timeline: readonly TimelineItem[] | undefined }) {
  const text = useText();
  const locale = useLocale();
  const { channels } = useWords();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const time = (at: number) => momentAlone(at, now, offsetMinutes, locale);
  const rows: (readonly [string, ReactNode])[] = [
    [text.ticket.requester, <Person key="r" name={ticket.requester.name} none={text.common.none} />],
    [text.ticket.assignee, <Person key="a" name={ticket.assignee?.name} none={text.ticket.unassigned} />],
    ...(ticket.site ? ([[text.ticket.site, <Beside key="s" by="site" of={ticket.site} />]] as const) : []),
    ...(ticket.asset ? ([[text.ticket.asset, <Beside key="e" by="asset" of={ticket.asset} />]] as const) : []),
    [
      text.ticket.template,
      `${inLocale(ticket.template.name, locale)} · ${text.ticket.version(ticket.templateVersion)}`,
    ],
    [text.ticket.source, channels[ticket.source]],
    [text.ticket.createdAt, time(ticket.createdAt)],
    ...TIMES.flatMap((key) => {
      const at = ticket[key];
      return at === null ? [] : [[text.ticket.times[key], time(at)] as const];
    }),
    ...(ticket.workMinutes > 0 ? ([[text.ticket.workMinutes, text.ticket.minutes(ticket.workMinutes)]] as const) : []),
  ];
  return (
    <section aria-label={text.ticket.facts} className="space-y-4">
      <dl className="space-y-2 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="grid grid-cols-[72px_minmax(0,1fr)] gap-3">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <SiteMap ticket={ticket} timeline={timeline} />
    </section>
  );
}

/** A way to everything else that happened there. */
const Beside = ({ by, of }: { by: 'site' | 'asset'; of: { readonly id: string; readonly name: string } }) => (
  <Link to={`/tickets?${by}=${of.id}`} className="text-accent hover:underline">
    {of.name}
  </Link>
);

function SiteMap({ ticket, timeline }: { ticket: TicketView; timeline: readonly TimelineItem[] | undefined }) {
  const text = useText();
  const points: MapPoint[] = [];
  if (ticket.fence) points.push({ ...ticket.fence, kind: 'site', name: text.ticket.mapSite });
  const arrived = timeline?.findLast((item) => item.type === 'ticket.arrived')?.data.position as
    | { lat: number; lng: number }
    | null
    | undefined;
  if (arrived) points.push({ lat: arrived.lat, lng: arrived.lng, kind: 'checkIn', name: text.ticket.mapCheckIn });
  if (points.length === 0) return null;
  return (
    <div>
      <PointMap points={points} fence={ticket.fence ?? undefined} />
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-xs text-ink-2">
        {ticket.fence && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="h-2.5 w-2.5 rounded-sm bg-accent" />
            {text.ticket.mapFence(ticket.fence.radius)}
          </span>
        )}
        {arrived && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="h-2.5 w-2.5 rounded-full bg-info" />
            {text.ticket.mapCheckIn}
          </span>
        )}
      </p>
    </div>
  );
}
