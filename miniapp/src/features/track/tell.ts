// The story as a parcel's: which events are worth a line, and what each line says.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import { fill } from '@paidan/shared/kernel/fill';
import type { Json } from '@paidan/shared/kernel/json';
import { owns } from '@paidan/shared/kernel/own';
import type { TicketEventType } from '@paidan/shared/model/event';
import type { FormValues, VoiceNote } from '@paidan/shared/model/field';

export type Tale = {
  readonly seq: number;
  readonly at: number;
  /** Null: the product itself. */
  readonly by: string | null;
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
  sentences: Readonly<Record<TicketEventType, string>>,
): readonly Tale[] {
  return story
    .filter(({ type }) => QUIET.indexOf(type) < 0)
    .map((item) => taleOf(item, sentences[item.type]))
    .reverse();
}

type Data = { readonly [name: string]: Json | undefined };

function taleOf({ seq, at, by, type, data, names }: TimelineItem, sentence: string): Tale {
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
    by: by?.name ?? null,
    headline: capital(fill(sentence, named)),
    text: textIn(bag, type),
    photos: Array.isArray(bag.photos) ? bag.photos.filter((one): one is string => typeof one === 'string') : [],
    voice: (bag.voice as VoiceNote | undefined) ?? null,
    values: values ?? {},
    minutes: typeof bag.minutes === 'number' ? bag.minutes : 0,
    auto: bag.auto === true,
  };
}

/** The words follow a name elsewhere; here they begin a line. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function textIn({ text, reason }: Data, type: TicketEventType): string {
  if (typeof text === 'string') return text;
  return typeof reason === 'string' && type !== 'ticket.transferred' ? reason : '';
}
