// The clock in hand: where a step of the demonstration leads, in the organization's time (China has one zone and no summer time).

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

/** The next moment at which the wall clock shows this time: tomorrow's when it shows it now. */
export function next(now: number, hour: number, minute: number): number {
  const wall = now + ZONE;
  const midnight = wall - (wall % DAY);
  const at = midnight + hour * HOUR + minute * MINUTE - ZONE;
  return at > now ? at : at + DAY;
}

/** This time on the day after, whatever time it is. */
export function tomorrow(now: number, hour: number): number {
  const wall = now + ZONE;
  return wall - (wall % DAY) + DAY + hour * HOUR - ZONE;
}

const parts = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options });

export const FORMATS = {
  minute: parts('zh-CN', { hour: '2-digit', minute: '2-digit' }),
  second: parts('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  zh: parts('zh-CN', { month: 'long', day: 'numeric', weekday: 'short' }),
  en: parts('en', { month: 'short', day: 'numeric', weekday: 'short' }),
};

export const dayOf = (at: number): number => Math.floor((at + ZONE) / DAY);

/** `14:02` today, with the day before it on any other. */
export function stamp(at: number, now: number, lang: 'zh' | 'en'): string {
  const time = FORMATS.minute.format(at);
  return dayOf(at) === dayOf(now) ? time : `${FORMATS[lang].format(at)} ${time}`;
}

/** How far domain time is ahead: `+1 d 2 h 5 min` in the words given. */
export function ahead(offset: number, units: readonly [string, string, string]): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const amounts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const words = amounts.flatMap((amount, at) => (amount === 0 ? [] : [`${amount} ${units[at]}`]));
  return words.length === 0 ? '' : `${offset < 0 ? '−' : '+'}${words.join(' ')}`;
}
