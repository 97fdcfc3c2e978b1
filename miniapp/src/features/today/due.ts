// How a promised time reads beside the present: which section it stands in, its clock or date, and how far off it is.
import { civilDay, civilMinute, DAY, HOUR, type Instant } from '@paidan/shared/kernel/time';
import { type Span, spanOf } from '@paidan/shared/rules/ticket/span';
import type { Section } from '../../text/zh-CN';

export type Due = {
  readonly section: Section;
  /** `18:05` within today and tomorrow, `11/26` farther off. */
  readonly label: string;
  readonly late: boolean;
  /** Less than an hour is left. */
  readonly soon: boolean;
  readonly span: readonly Span[];
};

export function due(at: Instant, now: Instant, offsetMinutes: number): Due {
  const late = at < now;
  const distance = Math.abs(at - now);
  const [day, clock] = [civilDay(at, offsetMinutes), civilMinute(at, offsetMinutes).slice(11)];
  const isToday = day === civilDay(now, offsetMinutes);
  const isTomorrow = day === civilDay(now + DAY, offsetMinutes);
  return {
    section: late ? 'late' : isToday ? 'today' : isTomorrow ? 'tomorrow' : 'later',
    label: isToday || isTomorrow ? clock : day.slice(5).replace('-', '/'),
    late,
    soon: !late && distance < HOUR,
    span: spanOf(distance),
  };
}
