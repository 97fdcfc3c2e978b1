// Everything that happened: who, what, when, through which channel.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import { fill } from '@paidan/shared/kernel/fill';
import type { TemplateView } from '@paidan/shared/model/template';
import { doneAtIn } from '@paidan/shared/rules/ticket/doneAt';
import { foldSame, sameIn } from '@paidan/shared/rules/ticket/same';
import type { UseQueryResult } from '@tanstack/react-query';
import { cn } from '../../../lib/cn';
import { useLocale } from '../../../lib/locale';
import { useMe } from '../../../lib/me';
import { useNow } from '../../../lib/now';
import { ago, moment, momentAlone } from '../../../lib/time';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { Avatar } from '../../../ui/Avatar';
import { ErrorState } from '../../../ui/ErrorState';
import { Skeleton } from '../../../ui/Skeleton';
import { Tabs } from '../../../ui/Tabs';
import { EventBody } from './EventBody';
import { sentenceOf } from './sentence';

type Props = {
  readonly query: UseQueryResult<readonly TimelineItem[]>;
  readonly template: TemplateView | undefined;
  readonly talkOnly: boolean;
  readonly onTalkOnly: (on: boolean) => void;
};

export function Timeline({ query, template, talkOnly, onTalkOnly }: Props) {
  const text = useText();
  const items =
    query.data && foldSame(query.data).filter((item) => (talkOnly ? item.type === 'ticket.commented' : true));
  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{text.ticket.timeline}</h2>
        <Tabs
          name={text.ticket.timeline}
          tabs={[
            { value: 'all', label: text.ticket.timelineAll },
            { value: 'talk', label: text.ticket.timelineTalk },
          ]}
          value={talkOnly ? 'talk' : 'all'}
          onChange={(value) => onTalkOnly(value === 'talk')}
        />
      </div>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton className="!h-24" />}
      {talkOnly && items?.length === 0 && <p className="text-sm text-ink-3">{text.ticket.noTalk}</p>}
      <ol>
        {items?.map((item, index) => (
          <Item key={item.seq} item={item} template={template} last={index === items.length - 1} />
        ))}
      </ol>
    </section>
  );
}

function Item({ item, template, last }: { item: TimelineItem; template: TemplateView | undefined; last: boolean }) {
  const text = useText();
  const locale = useLocale();
  const { channels, events, same, linkHolder, doneAt } = useWords();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const name = item.data.byLink === true ? linkHolder : (item.by?.name ?? text.ticket.product);
  const isSame = sameIn(item) !== null;
  const late = doneAtIn(item);
  const quiet = item.type === 'ticket.entered' || item.type === 'ticket.closed';
  return (
    <li className={cn('relative flex gap-3', quiet ? 'pb-3' : 'pb-4')}>
      {!last && <span aria-hidden="true" className="absolute bottom-0 left-[9.5px] top-5 border-l border-line" />}
      {quiet || item.by === null ? (
        <span
          aria-hidden="true"
          className="relative mx-[6px] mt-[7px] h-2 w-2 shrink-0 rounded-full border-2 border-line-strong bg-canvas"
        />
      ) : (
        <Avatar name={name} className="relative" />
      )}
      <div className="min-w-0 flex-1">
        <p className={cn('flex flex-wrap items-baseline gap-x-1.5 text-sm', quiet && 'text-ink-3')}>
          {!quiet && !isSame && <span className="font-medium">{name}</span>}
          <span>{sentenceOf(item, isSame ? same : events[item.type], template, locale)}</span>
          <span className="text-xs text-ink-3">
            <time dateTime={new Date(item.at).toISOString()} title={momentAlone(item.at, now, offsetMinutes, locale)}>
              {ago(item.at, now, locale)}
            </time>
            {!quiet && item.by !== null && ` · ${channels[item.channel]}`}
            {!quiet && late !== null && ` · ${fill(doneAt, { at: moment(late, now, offsetMinutes, locale) })}`}
          </span>
        </p>
        <EventBody item={item} template={template} />
      </div>
    </li>
  );
}
