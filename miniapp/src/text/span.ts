// A span or an age in words.
import type { Span } from '@paidan/shared/rules/ticket/span';

const UNITS = {
  zh: { minute: '分钟', hour: '小时', day: '天' },
  en: { minute: 'min', hour: 'h', day: 'd' },
} as const;

/** `1 天 23 小时`: in a narrow place a line breaks between two units, not within one. */
export const spanIn = (language: keyof typeof UNITS, span: readonly Span[]): string =>
  span.map(({ count, unit }) => `${count}\u00a0${UNITS[language][unit]}`).join(' ');
