// The watermark of a photo of the work, for phones that cannot draw one: when, where, by whom, for which ticket. The place, the name
// and the number are the server's own; the hour is the phone's as far as it can be true, and the server's beside it where it came late.
import type { TicketId } from '@paidan/shared/kernel/id';
import { civilMinute, type Instant, MINUTE } from '@paidan/shared/kernel/time';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { Locale } from '@paidan/shared/text/index';
import { STAMP_WORDS } from '@paidan/shared/text/stamp';
import type { Lettering, Outline } from '../../core/lettering';
import { memberIdOf, type Scope } from '../../core/scope';
import { namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { ticket } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';
import { inDigits } from './digits';

export type StampAsk = { readonly ticketId: TicketId; readonly takenAt: Instant | null };
/** `figures`: what of it can be written without a font. */
export type StampLine = { readonly text: string; readonly figures: string };
/** The lines over a picture of that size, as a drawing with a clear ground. */
export type DrawStamp = (size: Size) => Buffer;
type Size = { readonly width: number; readonly height: number };
type Now = { readonly now: Instant; readonly locale: Locale };

/** So far two honest clocks may be apart. */
const APART = 2 * MINUTE;
/** What is on its way for longer says when it came. */
const LATE = 5 * MINUTE;

export async function stampLines(store: Store, scope: Scope, { ticketId, takenAt }: StampAsk, { now, locale }: Now) {
  const reader = store.read(scope);
  const row = await reader.one(ticket, { id: ticketId });
  const about = row !== undefined && canSee(scope.actor, row) ? row : null;
  const by = memberIdOf(scope.actor);
  const names = await namesOf(reader, { members: [by], locale, sites: [about?.siteId ?? null] });
  const offset = await offsetOf(store, scope.tenantId);
  const words = STAMP_WORDS[locale];
  const lines: StampLine[] = [];

  const arrived = civilMinute(now, offset);
  const isTrue = takenAt !== null && about !== null && takenAt >= about.createdAt - APART && takenAt <= now + APART;
  if (isTrue) {
    const taken = civilMinute(Math.min(takenAt, now), offset);
    const late = now - takenAt > LATE;
    const text = `${words.at} ${taken}${late ? ` · ${words.received} ${arrived}` : ''}`;
    lines.push({ text, figures: late ? `${taken}  ${arrived}` : taken });
  } else lines.push({ text: `${words.received} ${arrived}`, figures: arrived });

  if (about !== null) {
    const place = about.siteId === null ? '–' : names.site(about.siteId);
    lines.push({ text: `${words.place} ${place}`, figures: '' });
  }
  const number = about === null ? '' : `#${about.no}`;
  const person = by === null ? '' : names.member(by);
  const said = [person, number].filter((part) => part !== '').join(' · ');
  if (said !== '') lines.push({ text: `${words.by} ${said}`, figures: number });
  return lines;
}

/** Letters first, so that drawing itself cannot fail for want of them. */
export async function makeDrawStamp(lettering: Lettering, lines: readonly StampLine[]): Promise<DrawStamp> {
  const outlines: Outline[] = [];
  for (const { text, figures } of lines) {
    const outline = await lettering(text);
    if (outline !== null) outlines.push(outline);
    else if (figures !== '') outlines.push(inDigits(figures));
  }
  return (size) => Buffer.from(drawing(outlines, size));
}

/** As the phones draw it: at the bottom left, on a dark band. What would be too long is smaller. */
function drawing(outlines: readonly Outline[], { width, height }: Size): string {
  const text = Math.max(14, Math.round(Math.min(width, height) / 28));
  const step = Math.round(text * 1.5);
  const band = outlines.length * step + text;
  const rows = outlines.map((outline, nth) => {
    const scale =
      Math.min(text, (Math.max(1, width - 2 * text) * outline.em) / Math.max(1, outline.width)) / outline.em;
    const base = height - band + text * 1.45 + nth * step;
    return `<g transform="translate(${text} ${base}) scale(${scale} ${-scale})">${outline.parts}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect y="${height - band}" width="${width}" height="${band}" fill="#000" fill-opacity="0.45"/>`,
    `<g fill="#fff">${rows.join('')}</g></svg>`,
  ].join('');
}
