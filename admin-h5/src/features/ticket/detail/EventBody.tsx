// What an event brought along: words, reasons, minutes, distance, photos, filled-in fields.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import type { FieldValue, FormValues } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import type { ReactNode } from 'react';
import { inLocale, useLocale } from '../../../lib/locale';
import { useText } from '../../../text/useText';
import { FieldValueView } from '../../../ui/field/FieldValueView';
import { PhotoRow } from '../../../ui/field/PhotoRow';
import { VoiceNoteView } from '../../../ui/field/VoiceNoteView';
import { voiceIn } from '../../../ui/field/values';

export function EventBody({ item, template }: { item: TimelineItem; template: TemplateView | undefined }) {
  const text = useText();
  const { data } = item;
  const parts: ReactNode[] = [];
  const say = (words: unknown) => typeof words === 'string' && words !== '' && parts.push(words);
  say(data.text);
  say(data.reason);
  if (data.auto === true) say(text.ticket.auto);
  if (typeof data.minutes === 'number' && data.minutes > 0) say(text.ticket.tookMinutes(data.minutes));
  if (typeof data.distance === 'number') say(text.ticket.distance(data.distance));
  // Without a position nobody can say that it was outside.
  if (typeof data.override === 'string') {
    say(typeof data.distance === 'number' ? text.ticket.override(data.override) : text.ticket.unplaced(data.override));
  }
  const photos = Array.isArray(data.photos) ? data.photos.filter((id): id is string => typeof id === 'string') : [];
  // What was reported stands above already.
  const values = item.type === 'ticket.created' ? {} : ((data.values ?? {}) as FormValues);
  const voice = voiceIn(data.voice as FieldValue | undefined);
  if (parts.length === 0 && photos.length === 0 && voice === null && Object.keys(values).length === 0) return null;
  return (
    <div className="mt-1.5 space-y-2 rounded border border-line bg-surface px-3 py-2 text-sm">
      {parts.map((part) => (
        <p key={String(part)} className="whitespace-pre-wrap break-words">
          {part}
        </p>
      ))}
      {photos.length > 0 && <PhotoRow ids={photos} />}
      <VoiceNoteView note={voice} />
      <Filled values={values} template={template} />
    </div>
  );
}

function Filled({ values, template }: { values: FormValues; template: TemplateView | undefined }) {
  const locale = useLocale();
  const shown = (template?.fields ?? []).flatMap((field) => {
    const value: FieldValue | undefined = values[field.key];
    return value === undefined ? [] : [{ field, value }];
  });
  return shown.map(({ field, value }) => (
    <div key={field.key}>
      <p className="mb-0.5 text-xs text-ink-3">{inLocale(field.label, locale)}</p>
      <FieldValueView field={field} value={value} />
    </div>
  ));
}
