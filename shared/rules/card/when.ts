// A moment as cards and messages say it: 11-26 09:00, Nov 26, 09:00. They are kept, and read on another day: never 今天.
import { civilDay, civilMinute, type Instant } from '../../kernel/time';
import type { CardWords } from './words';

export function when(
  at: Instant,
  now: Instant,
  offsetMinutes: number,
  { months, namesMonths }: Pick<CardWords, 'months' | 'namesMonths'>,
): string {
  const minute = civilMinute(at, offsetMinutes);
  const day = civilDay(at, offsetMinutes);
  const year = day.slice(0, -6);
  const isThisYear = year === civilDay(now, offsetMinutes).slice(0, -6);
  if (!namesMonths) return isThisYear ? minute.slice(-11) : minute;
  const date = `${months[Number(day.slice(-5, -3)) - 1] ?? ''} ${Number(day.slice(-2))}`;
  return `${date}, ${isThisYear ? '' : `${year}, `}${minute.slice(-5)}`;
}
