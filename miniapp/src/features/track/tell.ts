// The story as a parcel's: which events are worth a line, and what each line says.

import type { TimelineItem } from '@paidan/shared/contract/ticket';
import { capital } from '@paidan/shared/kernel/capital';
import { fill } from '@paidan/shared/kernel/fill';
import type { Json } from '@paidan/shared/kernel/json';
import { owns } from '@paidan/shared/kernel/own';
import type { TicketEventType } from '@paidan/shared/model/event';
import type { FormValues, VoiceNote } from '@paidan/shared/model/field';
import { doneAtIn } from '@paidan/shared/rules/ticket/doneAt';
import { foldSame, sameIn } from '@paidan/shared/rules/ticket/same';
import type { CodeWords } from '@paidan/shared/text/words';

export type Tale = {
  readonly seq: number;
  readonly at: number;
  /** When it was done, where that was before it came. */
  readonly doneAt: number | null;
  /** Null: the product itself. Undefined: of several, whom nobody names. */
  readonly by: string | null | undefined;
  readonly headline: string;
  /** What somebody wrote. */
  readonly text: string;
  readonly photos: readonly string[];
  readonly voice: VoiceNote | null;
  readonly values: FormValues;
  readonly minutes: number;
  readonly auto: boolean;
};

/** Moves inside the flow, which the next event tells better. */
const QUIET: readonly TicketEventType[] = ['ticket.entered', 'ticket.offered'];

/** Newest first. */
export function talesOf(
  story: readonly TimelineItem[],
  { events, same, linkHolder }: Pick<CodeWords, 'events' | 'same' | 'linkHolder'>,
): readonly Tale[] {
  return foldSame(story)
    .filter(({ type }) => QUIET.indexOf(type) < 0)
    .map((item) => taleOf(item, sameIn(item) === null ? events[item.type] : same, linkHolder))
    .reverse();
}

type Data = { readonly [name: string]: Json | undefined };

function taleOf(item: TimelineItem, sentence: string, linkHolder: string): Tale {
  const { seq, at, by, type, data, names } = item;
  const bag = data as Data;
  const named: Record<string, Json | undefined> = {};
  for (const key of Object.keys(bag)) {
    const value = bag[key];
    named[key] = typeof value === 'string' && owns(names, value) ? names[value] : value;
  }
  // What was reported has a place of its own on the page.
  const values = type === 'ticket.created' ? {} : (bag.values as FormValues | undefined);
  return {
    seq,
    at,
    doneAt: doneAtIn(item),
    // In the language of now; the answer may have come in the other.
    by: typeof bag.same === 'number' ? undefined : bag.byLink === true ? linkHolder : (by?.name ?? null),
    headline: capital(fill(sentence, named)),
    text: textIn(bag, type),
    photos: Array.isArray(bag.photos) ? bag.photos.filter((one): one is string => typeof one === 'string') : [],
    voice: (bag.voice as VoiceNote | undefined) ?? null,
    values: values ?? {},
    minutes: typeof bag.minutes === 'number' ? bag.minutes : 0,
    auto: bag.auto === true,
  };
}

function textIn({ text, reason }: Data, type: TicketEventType): string {
  if (typeof text === 'string') return text;
  return typeof reason === 'string' && type !== 'ticket.transferred' ? reason : '';
}
