// What was reported, and what was filled in since: step by step, photos first as they say most.
import type { FieldValue, VoiceNote } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { nodesOf } from '@paidan/shared/rules/flow/find';
import { isBlank, visibleFields } from '@paidan/shared/rules/form/visible';
import { Text, View } from '@tarojs/components';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import { workWords } from '../../text/work';
import type { FormKit } from './kit';

type Props = {
  readonly ticket: TicketView;
  readonly template: TemplateView;
  readonly kit: Pick<FormKit, 'Tile' | 'Note' | 'Checked'>;
};
type Field = TemplateView['fields'][number];

export function Reported({ ticket, template, kit }: Props) {
  const words = useOwn(workWords);
  const said = useSaid();
  const [start, ...later] = nodesOf(template.flow);
  const { title, site, asset, phone } = template.binds;
  // Told in the head of the page already.
  const above = [title, site, phone, ...(ticket.asset ? [asset] : [])];
  return (
    <>
      {start ? (
        <Step ticket={ticket} template={template} kit={kit} node={start.id} caption={words.reported} above={above} />
      ) : null}
      {later.map(({ id, title: name }) => (
        <Step key={id} ticket={ticket} template={template} kit={kit} node={id} caption={said(name)} above={[]} />
      ))}
    </>
  );
}

type StepProps = Props & {
  readonly node: string;
  readonly caption: string;
  readonly above: readonly (string | undefined)[];
};

function Step({ ticket, template, kit: { Tile, Note, Checked }, node, caption, above }: StepProps) {
  const words = useOwn(workWords);
  const say = useValueWords();
  const said = useSaid();
  const shown = visibleFields(template.fields, node, ticket.values).filter(({ key }) => !isBlank(ticket.values[key]));
  const photos = shown.filter(({ type }) => type === 'photo').flatMap(({ key }) => listIn(ticket.values[key]));
  const lines = shown.filter(({ key, type }) => type !== 'photo' && type !== 'signature' && above.indexOf(key) < 0);
  if (photos.length === 0 && lines.length === 0) return null;
  return (
    <View className="work__card">
      <Text className="work__caption">{caption}</Text>
      {photos.length > 0 ? (
        <View className="work__photos">
          {photos.map((id, at) => (
            <Tile key={id} reference={id} all={photos} label={words.photos.picture(at + 1)} />
          ))}
        </View>
      ) : null}
      {lines.map((field) => (
        <View key={field.key} className="work__answer">
          <Text className="work__question">{said(field.label)}</Text>
          {field.type === 'voice' ? (
            <Note note={ticket.values[field.key] as VoiceNote} />
          ) : field.type === 'checklist' ? (
            <Checked field={field} value={ticket.values[field.key]} />
          ) : (
            <Text className="work__said">{say(field, ticket.values[field.key])}</Text>
          )}
        </View>
      ))}
    </View>
  );
}

const listIn = (value: FieldValue | undefined): readonly string[] => (Array.isArray(value) ? value : []);

function useValueWords(): (field: Field, value: FieldValue | undefined) => string {
  const codes = useCodes();
  const words = useOwn(workWords);
  const said = useSaid();
  return (field, value) => {
    if (typeof value === 'string') {
      const option = field.options?.find((one) => one.value === value);
      if (option) return said(option.label);
      if (field.type === 'priority') return codes.priorities[value as keyof typeof codes.priorities] ?? value;
      return value;
    }
    if (typeof value !== 'object' || Array.isArray(value)) return '';
    if ('stars' in value) return `${value.stars} ★ ${value.words ?? ''}`;
    return 'lat' in value ? value.address || words.lat(value.lat, value.lng) : '';
  };
}
