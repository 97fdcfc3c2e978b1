// What happened so far, the newest first: who, what, when.

import type { TimelineItem } from '@paidan/shared/contract/ticket';
import { capital } from '@paidan/shared/kernel/capital';
import { fill } from '@paidan/shared/kernel/fill';
import type { Json } from '@paidan/shared/kernel/json';
import type { FormValues, VoiceNote } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { isBlank } from '@paidan/shared/rules/form/visible';
import { doneAtIn } from '@paidan/shared/rules/ticket/doneAt';
import { foldSame, sameIn } from '@paidan/shared/rules/ticket/same';
import { Text, View } from '@tarojs/components';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { workWords } from '../../text/work';
import type { FormKit } from './kit';
import './Timeline.scss';

type Props = {
  readonly items: readonly TimelineItem[];
  readonly template: TemplateView;
  readonly kit: Pick<FormKit, 'Tile' | 'Note' | 'Checked'>;
};

/** Steps of the flow itself say nothing that the acts around them do not. */
const SILENT: readonly TimelineItem['type'][] = ['ticket.entered'];

export function Timeline({ items, template, kit }: Props) {
  const words = useOwn(workWords);
  const told = foldSame(items)
    .filter(({ type }) => SILENT.indexOf(type) < 0)
    .reverse();
  return (
    <View className="timeline">
      <Text className="work__caption">{words.timeline}</Text>
      {told.map((item) => (
        <Event key={item.seq} item={item} template={template} kit={kit} />
      ))}
    </View>
  );
}

function Event({
  item,
  template,
  kit: { Tile, Note, Checked },
}: { readonly item: TimelineItem } & Omit<Props, 'items'>) {
  const words = useOwn(workWords);
  const { linkHolder, doneAt } = useCodes();
  const when = useWhen();
  const sentence = useSentence(item, template);
  const late = doneAtIn(item);
  const { text, reason, override, minutes, distance, photos, voice, values } = item.data as Record<
    string,
    Json | undefined
  >;
  const notes = [
    text,
    reason,
    override,
    typeof minutes === 'number' && minutes > 0 ? words.minutes(minutes) : '',
    typeof distance === 'number' && item.type === 'ticket.arrived'
      ? words.arrive
          .inside(distance)
          .split(/[，,] ?/)
          .pop()
      : '',
  ].filter((note): note is string => typeof note === 'string' && note !== '');
  const pictures = Array.isArray(photos) ? photos.filter((one): one is string => typeof one === 'string') : [];
  const lists = template.fields.filter(({ type, key }) => type === 'checklist' && !isBlank(valuesIn(values)[key]));
  return (
    <View className="timeline__event">
      <View className="timeline__dot" />
      <View className="timeline__what">
        <View className="timeline__line">
          {sameIn(item) === null ? (
            <Text className="timeline__who">
              {item.data.byLink === true ? linkHolder : (item.by?.name ?? words.product)}
            </Text>
          ) : null}
          <Text className="timeline__said">{sentence}</Text>
        </View>
        {notes.map((note) => (
          <Text key={note} className="timeline__note">
            {note}
          </Text>
        ))}
        {pictures.length > 0 ? (
          <View className="timeline__photos">
            {pictures.map((id, at) => (
              <Tile key={id} reference={id} all={pictures} label={words.photos.picture(at + 1)} />
            ))}
          </View>
        ) : null}
        {voice ? (
          <View className="timeline__photos">
            <Note note={voice as unknown as VoiceNote} />
          </View>
        ) : null}
        {item.type === 'ticket.created'
          ? null
          : lists.map((field) => <Checked key={field.key} field={field} value={valuesIn(values)[field.key]} />)}
        <Text className="timeline__when">
          {late === null ? when(item.at) : `${capital(when(item.at))} · ${fill(doneAt, { at: when(late) })}`}
        </Text>
      </View>
    </View>
  );
}

const valuesIn = (values: Json | undefined): FormValues => (values ?? {}) as unknown as FormValues;

function useSentence(item: TimelineItem, template: TemplateView): string {
  const { type, data, names } = item;
  const { events, same } = useCodes();
  const said = useSaid();
  const told: Record<string, Json | undefined> = {};
  for (const name of Object.keys(data)) {
    const value = data[name];
    told[name] = names[name] ?? (typeof value === 'string' ? (names[value] ?? value) : value);
  }
  const node = typeof data.node === 'string' ? nodeIn(template.flow, data.node) : undefined;
  return fill(sameIn(item) === null ? events[type] : same, node ? { ...told, node: said(node.title) } : told);
}
