// Who changed a record, when, through what, and to what.
import type { RecordKind } from '@paidan/shared/model/records';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { momentAlone } from '../../lib/time';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import type { Text } from '../../text/zh';
import { Dialog } from '../Dialog';
import { ErrorState } from '../ErrorState';
import { SkeletonRows } from '../Skeleton';

/** `verbs`: of events beyond those that all records have. */
type Props = {
  readonly kind: RecordKind | 'account';
  readonly verbs?: Readonly<Record<string, string>>;
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
};

export function HistoryDialog({ kind, verbs, id, name, onClose }: Props) {
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
                <span>{verbOf(item.type, text.records, verbs)}</span>
                <span className="ml-auto text-xs text-ink-3">
                  {momentAlone(item.at, now, offsetMinutes, locale)} · {channels[item.channel]}
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
function verbOf(type: string, text: Text['records'], more: Props['verbs']): string {
  const verb = type.split('.')[1] ?? type;
  const { create: created, change: changed, retire: retired, restore: restored } = text;
  return { created, changed, retired, restored, passwordSet: text.member.setPassword, ...more }[verb] ?? verb;
}

/** What was filled in or changed, by the names of its fields; references to other records say little and stay out. */
function Changed({ data }: { data: Readonly<Record<string, unknown>> }) {
  const { records, common } = useText();
  const names: Readonly<Record<string, string>> = records.historyFields;
  const { name = null, external = null, keys = null, values, change } = data;
  const fields: Readonly<Record<string, unknown>> = {
    name,
    ...(values as object),
    ...(change as object),
    external,
    keys,
  };
  const shown = (value: unknown): string => {
    if (Array.isArray(value)) return common.list(value.map(shown)) || common.none;
    if (value === null || value === '') return common.none;
    return typeof value === 'object' ? Object.values(value).map(shown).join(' / ') : String(value);
  };
  const parts = Object.entries(fields).filter(
    ([key, value]) => names[key] && (value !== null || Object.hasOwn((change ?? {}) as object, key)),
  );
  if (parts.length === 0) return null;
  return (
    <dl className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-2">
      {parts.map(([key, value]) => (
        <div key={key} className="flex min-w-0 gap-1">
          <dt className="shrink-0 text-ink-3">{names[key]}</dt>
          <dd className="min-w-0 break-words">{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
