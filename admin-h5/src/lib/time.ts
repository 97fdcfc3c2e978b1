// Moments in words. The organization's offset decides what "today" is, so that everybody reads the same promise.
import { capital } from '@paidan/shared/kernel/capital';
import { civilDay, civilMinute, DAY, type Instant, MINUTE } from '@paidan/shared/kernel/time';
import { ageOf, lengthOf, type Span, spanOf } from '@paidan/shared/rules/ticket/span';
import type { Locale } from './locale';

/** `18:05` today, `昨天 18:05`, `11-23 18:05`, `2025-11-23 18:05`. */
export function moment(at: Instant, now: Instant, offset: number, locale: Locale): string {
  const minute = civilMinute(at, offset);
  const time = minute.slice(11);
  const day = minute.slice(0, 10);
  if (day === civilDay(now, offset)) return time;
  if (day === civilDay(now - DAY, offset)) return `${locale === 'zh' ? '昨天' : 'yesterday'} ${time}`;
  if (day === civilDay(now + DAY, offset)) return `${locale === 'zh' ? '明天' : 'tomorrow'} ${time}`;
  return day.slice(0, 4) === civilDay(now, offset).slice(0, 4) ? minute.slice(5) : minute;
}

/** Where a cell or a line begins with it. */
export const momentAlone = (at: Instant, now: Instant, offset: number, locale: Locale): string =>
  capital(moment(at, now, offset, locale));

const UNITS = {
  zh: { minute: '分钟', hour: '小时', day: '天' },
  en: { minute: 'min', hour: 'h', day: 'd' },
} as const;

const say = ({ count, unit }: Span, locale: Locale): string => `${count} ${UNITS[locale][unit]}`;

/** A length that was set, exactly: `25 分钟`, `36 小时`, `2 天`. */
export const span = (ms: number, locale: Locale): string => say(lengthOf(ms), locale);

/** Against the promise: `剩 1 天 23 小时`, `超 20 分钟`. */
export function untilDue(due: Instant, now: Instant, locale: Locale): string {
  const words = spanOf(due - now)
    .map((part) => say(part, locale))
    .join(' ');
  if (locale === 'zh') return due >= now ? `剩 ${words}` : `超 ${words}`;
  return due >= now ? `${words} left` : `${words} late`;
}

export function ago(at: Instant, now: Instant, locale: Locale): string {
  if (now - at < MINUTE) return locale === 'zh' ? '刚刚' : 'just now';
  const words = say(ageOf(now - at), locale);
  return locale === 'zh' ? `${words}前` : `${words} ago`;
}
