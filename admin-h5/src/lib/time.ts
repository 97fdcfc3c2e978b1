// Moments in words. The organization's offset decides what "today" is, so that everybody reads the same promise.
import { civilDay, civilMinute, DAY, HOUR, type Instant, MINUTE } from '@paidan/shared/kernel/time';
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

/** How long, in the largest unit that says enough: `25 分钟`, `3 小时`, `2 天`. */
export function span(ms: number, locale: Locale): string {
  const size = Math.abs(ms);
  const [count, zh, en] =
    size < HOUR
      ? [Math.max(1, Math.round(size / MINUTE)), '分钟', 'min']
      : size < DAY
        ? [Math.round(size / HOUR), '小时', 'h']
        : [Math.round(size / DAY), '天', 'd'];
  return locale === 'zh' ? `${count} ${zh}` : `${count} ${en}`;
}

/** Against the promise: `还剩 3 小时`, `超时 20 分钟`. */
export function untilDue(due: Instant, now: Instant, locale: Locale): string {
  const words = span(due - now, locale);
  if (locale === 'zh') return due >= now ? `剩 ${words}` : `超 ${words}`;
  return due >= now ? `${words} left` : `${words} late`;
}

export function ago(at: Instant, now: Instant, locale: Locale): string {
  if (now - at < MINUTE) return locale === 'zh' ? '刚刚' : 'just now';
  return locale === 'zh' ? `${span(now - at, locale)}前` : `${span(now - at, locale)} ago`;
}
