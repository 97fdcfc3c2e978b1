// What was filled in, to be read: each answer under its label, pictures to be opened. Empty ones are left out.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import { owns } from '@paidan/shared/kernel/own';
import type { Priority } from '@paidan/shared/kinds';
import type { Field, FieldValue, FormValues } from '@paidan/shared/model/field';
import { isBlank } from '@paidan/shared/rules/form/visible';
import { Text, View } from '@tarojs/components';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import { formWords } from '../../text/form';
import './Answers.scss';
import { Checked } from './checks/Checked';
import { PhotoTile } from './fields/PhotoTile';
import { VoiceNote } from './fields/VoiceNote';
import { useRecord } from './useRecord';
import { photosIn, placeIn, ratingIn, textIn, voiceIn } from './view';

/** `skip`: what the page shows elsewhere. */
type Props = { readonly fields: readonly Field[]; readonly values: FormValues; readonly skip?: readonly string[] };

export function Answers({ fields, values, skip = [] }: Props) {
  const said = useSaid();
  const filled = fields.filter(({ key }) => owns(values, key) && !isBlank(values[key]) && skip.indexOf(key) < 0);
  return (
    <View className="answers">
      {filled.map((field) => (
        <View key={field.key} className="answers__one">
          <Text className="answers__label">{said(field.label)}</Text>
          <Answer field={field} value={values[field.key]} />
        </View>
      ))}
    </View>
  );
}

function Answer({ field, value }: { readonly field: Field; readonly value: FieldValue | undefined }) {
  const said = useSaid();
  const codes = useCodes();
  const words = useOwn(formWords);
  switch (field.type) {
    case 'photo':
      return <Pictures references={photosIn(value)} />;
    case 'signature':
      return <Pictures references={[textIn(value)]} />;
    case 'site':
      return <Named kind="site" id={textIn(value)} />;
    case 'asset':
      return <Named kind="asset" id={textIn(value)} />;
    case 'priority':
      return <Line text={codes.priorities[textIn(value) as Priority] ?? ''} />;
    case 'select': {
      const option = field.options?.find((one) => one.value === value);
      return <Line text={option ? said(option.label) : textIn(value)} />;
    }
    case 'checklist':
      return <Checked field={field} value={value} />;
    case 'voice': {
      const note = voiceIn(value);
      return note ? <VoiceNote note={note} /> : null;
    }
    case 'location': {
      const place = placeIn(value);
      return <Line text={place?.address || (place ? words.place.known(place.accuracy ?? 0) : '')} />;
    }
    case 'rating': {
      const rating = ratingIn(value);
      const parts = rating ? [words.rate.stars(rating.stars), ...(rating.tags ?? []), rating.words ?? ''] : [];
      return <Line text={parts.filter(Boolean).join(' · ')} />;
    }
    default:
      return <Line text={textIn(value)} />;
  }
}

const Line = ({ text }: { readonly text: string }) => <Text className="answers__text">{text}</Text>;

export function Pictures({ references }: { readonly references: readonly string[] }) {
  const { photos } = useOwn(formWords);
  return (
    <View className="photos">
      {references.map((reference, at) => (
        <PhotoTile key={reference} reference={reference} all={references} label={photos.picture(at + 1)} />
      ))}
    </View>
  );
}

function Named({ kind, id }: { readonly kind: 'site' | 'asset'; readonly id: string }) {
  const site = useRecord('site', kind === 'site' ? (id as SiteId) : '');
  const asset = useRecord('asset', kind === 'asset' ? (id as AssetId) : '');
  return <Line text={site?.path ?? (asset ? `${asset.name} · ${asset.code}` : '…')} />;
}
