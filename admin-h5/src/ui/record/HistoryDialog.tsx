// Who changed a record, when, through what, and to what.
import type { RecordKind } from '@paidan/shared/model/records';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { moment } from '../../lib/time';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Dialog } from '../Dialog';
import { ErrorState } from '../ErrorState';
import { SkeletonRows } from '../Skeleton';

type Props = { readonly kind: RecordKind; readonly id: string; readonly name: string; readonly onClose: () => void };

export function HistoryDialog({ kind, id, name, onClose }: Props) {
  const text = useText();
  const locale = useLocale();
  const { channels } = useWords();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const query = useQuery({
    queryKey: ['history', kind, id],
    queryFn: ({ signal }) => ask('record.history', { kind, id: id as never }, signal),
    staleTime: 0,
  });
  return (
    <Dialog title={`${text.records.history} · ${name}`} onClose={onClose}>
      <div className="min-h-[160px] pb-4">
        {query.isPending && <SkeletonRows rows={3} />}
        {query.isError && <ErrorState error={query.error} />}
        {query.data?.items.length === 0 && <p className="py-6 text-center text-ink-3">{text.records.historyEmpty}</p>}
        <ol className="divide-y divide-line">
          {query.data?.items.map((item) => (
            <li key={item.seq} className="py-2.5 text-sm">
              <p className="flex flex-wrap gap-x-2">
                <span className="font-medium">{item.by?.name ?? text.ticket.product}</span>
                <span>{verbOf(item.type, text.records)}</span>
                <span className="ml-auto text-xs text-ink-3">
                  {moment(item.at, now, offsetMinutes, locale)} · {channels[item.channel]}
                </span>
              </p>
              <Changed data={item.data} />
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}

/** `member.changed` and its like, in words. */
function verbOf(type: string, text: ReturnType<typeof useText>['records']): string {
  const verb = type.split('.')[1] ?? type;
  return (
    { created: text.create, changed: text.change, retired: text.retire, restored: text.restore, imported: text.import }[
      verb
    ] ?? verb
  );
}

function Changed({ data }: { data: Readonly<Record<string, unknown>> }) {
  const change = (typeof data.change === 'object' && data.change !== null ? data.change : data) as Record<
    string,
    unknown
  >;
  const parts = Object.entries(change).filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (parts.length === 0) return null;
  return (
    <p className="mt-0.5 break-words text-xs text-ink-2">
      {parts
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
        .join(' · ')}
    </p>
  );
}
