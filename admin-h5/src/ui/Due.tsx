// The promise, relative while it runs and said with a sign once it is broken; the exact momentAlone is the title.
import { ENDED, type Phase } from '@paidan/shared/kinds';
import { cn } from '../lib/cn';
import { useLocale } from '../lib/locale';
import { useMe } from '../lib/me';
import { useNow } from '../lib/now';
import { momentAlone, untilDue } from '../lib/time';
import { useText } from '../text/useText';

type Dated = { readonly dueAt: number; readonly overdue: boolean; readonly phase: Phase };
/** Milliseconds before the promise from which it asks for attention. */
const SOON_MS = 2 * 3_600_000;

export function Due({ ticket: { dueAt, overdue, phase } }: { ticket: Dated }) {
  const text = useText();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const exact = momentAlone(dueAt, now, offsetMinutes, locale);
  const over = ENDED.includes(phase) || phase === 'done';
  if (over) {
    return (
      <time dateTime={new Date(dueAt).toISOString()} title={exact} className={overdue ? 'text-danger' : 'text-ink-3'}>
        {overdue ? text.ticket.overdue : exact}
      </time>
    );
  }
  const late = overdue || dueAt < now;
  return (
    <time
      dateTime={new Date(dueAt).toISOString()}
      title={exact}
      className={cn(
        'whitespace-nowrap',
        late ? 'font-medium text-danger' : dueAt - now < SOON_MS ? 'text-warn' : 'text-ink-2',
      )}
    >
      {late && <span aria-hidden="true">▲ </span>}
      {untilDue(dueAt, now, locale)}
    </time>
  );
}
