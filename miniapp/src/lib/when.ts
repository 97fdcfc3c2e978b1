// A moment as people say it: today and tomorrow by the clock, farther off with the day. Days are the organization's.
import { civilDay, civilMinute, DAY, type Instant } from '@paidan/shared/kernel/time';
import { type Language, useLanguage } from './language';
import { useNow } from './now';
import { currentSession } from './session';

export function whenIn(language: Language, at: Instant, now: Instant, offsetMinutes: number): string {
  const [day, clock] = [civilDay(at, offsetMinutes), civilMinute(at, offsetMinutes).slice(11)];
  const zh = language === 'zh-CN';
  if (day === civilDay(now, offsetMinutes)) return zh ? `今天 ${clock}` : `today ${clock}`;
  if (day === civilDay(now + DAY, offsetMinutes)) return zh ? `明天 ${clock}` : `tomorrow ${clock}`;
  if (day === civilDay(now - DAY, offsetMinutes)) return zh ? `昨天 ${clock}` : `yesterday ${clock}`;
  const [year, month, date] = day.split('-').map(Number);
  const near = year === Number(civilDay(now, offsetMinutes).slice(0, 4));
  if (zh) return `${near ? '' : `${year}年`}${month}月${date}日 ${clock}`;
  return `${MONTHS[(month ?? 1) - 1]} ${date}${near ? '' : ` ${year}`}, ${clock}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function useWhen(): (at: Instant) => string {
  const language = useLanguage();
  const now = useNow();
  return (at) => whenIn(language, at, now, currentSession()?.tenant.offsetMinutes ?? 0);
}
