// A moment as people say it: 今天 18:30, 明天 09:00, 11-26 09:00.
import { fill } from '../../kernel/fill';
import { civilDay, civilMinute, DAY, type Instant } from '../../kernel/time';
import type { CardWords } from './words';

export function when(at: Instant, now: Instant, offsetMinutes: number, { days }: Pick<CardWords, 'days'>): string {
  const minute = civilMinute(at, offsetMinutes);
  const time = minute.slice(-5);
  const day = civilDay(at, offsetMinutes);
  if (day === civilDay(now, offsetMinutes)) return fill(days.today, { time });
  if (day === civilDay(now + DAY, offsetMinutes)) return fill(days.tomorrow, { time });
  if (day === civilDay(now - DAY, offsetMinutes)) return fill(days.yesterday, { time });
  const sameYear = day.slice(0, -6) === civilDay(now, offsetMinutes).slice(0, -6);
  return sameYear ? minute.slice(-11) : minute;
}
