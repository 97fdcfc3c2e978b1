// What happened so far, the newest first: who, what, when.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import { fill } from '@paidan/shared/kernel/fill';
import type { Json } from '@paidan/shared/kernel/json';
import type { FormValues, VoiceNote } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { isBlank } from '@paidan/shared/rules/form/visible';
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
  const told = items.filter(({ type }) => SILENT.indexOf(type) < 0).reverse();
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
  const when = useWhen();
  const sentence = useSentence(item, template);
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
          <Text className="timeline__who">{item.by?.name ?? words.product}</Text>
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
        <Text className="timeline__when">{when(item.at)}</Text>
      </View>
    </View>
  );
}

const valuesIn = (values: Json | undefined): FormValues => (values ?? {}) as unknown as FormValues;

function useSentence({ type, data, names }: TimelineItem, template: TemplateView): string {
  const { events } = useCodes();
  const said = useSaid();
  const told: Record<string, Json | undefined> = {};
  for (const name of Object.keys(data)) {
    const value = data[name];
    told[name] = names[name] ?? (typeof value === 'string' ? (names[value] ?? value) : value);
  }
  const node = typeof data.node === 'string' ? nodeIn(template.flow, data.node) : undefined;
  return fill(events[type], node ? { ...told, node: said(node.title) } : told);
}
