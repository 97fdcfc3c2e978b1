// A filled-in value, shown by its field's type.
import type { FieldType } from '@paidan/shared/kinds';
import type { Field, FieldValue } from '@paidan/shared/model/field';
import { Star } from 'lucide-react';
import type { ComponentType } from 'react';
import { cn } from '../../lib/cn';
import { inLocale, useLocale } from '../../lib/locale';
import { fileUrl } from '../../lib/upload';
import { useText } from '../../text/useText';
import { PointMap } from '../map/PointMap';
import { PriorityMark } from '../PriorityMark';
import { useAsset } from './AssetField';
import { ChecklistView } from './ChecklistView';
import { coordinates } from './LocationField';
import { PhotoRow } from './PhotoRow';
import { useSite } from './SiteField';
import { VoiceNoteView } from './VoiceNoteView';
import { photosIn, placeIn, ratingIn, textIn, voiceIn } from './values';

type Props = { readonly field: Field; readonly value: FieldValue };

const Words = ({ value }: Props) => <span className="whitespace-pre-wrap break-words">{textIn(value)}</span>;

function Chosen({ field, value }: Props) {
  const locale = useLocale();
  const option = field.options?.find((each) => each.value === value);
  return <>{option ? inLocale(option.label, locale) : textIn(value)}</>;
}

/** Masked, as every number is; where it may be shown, that is done beside it. */
const Phone = ({ value }: Props) => <span className="tabular-nums">{textIn(value)}</span>;

function Place({ field, value }: Props) {
  const locale = useLocale();
  const place = placeIn(value);
  if (place === null) return null;
  return (
    <span className="block space-y-2">
      <span className="block text-sm">
        {place.address ? `${place.address} · ` : ''}
        <span className="text-ink-2">{coordinates(place)}</span>
      </span>
      <PointMap points={[{ ...place, kind: 'pick', name: inLocale(field.label, locale) }]} />
    </span>
  );
}

const SiteName = ({ value }: Props) => <>{useSite(textIn(value)).data?.path ?? '…'}</>;
const AssetName = ({ value }: Props) => {
  const { data } = useAsset(textIn(value));
  return <>{data ? `${data.name} (${data.code})` : '…'}</>;
};

const Signature = ({ value }: Props) => {
  const text = useText();
  return (
    <img src={fileUrl(textIn(value))} alt={text.fields.signed} className="h-20 rounded border border-line bg-[#fff]" />
  );
};

export function Stars({ count }: { count: number }) {
  const text = useText();
  return (
    <span role="img" aria-label={text.fields.stars(count)} className="inline-flex">
      {[1, 2, 3, 4, 5].map((each) => (
        <Star
          key={each}
          aria-hidden="true"
          className={cn('h-4 w-4', each <= count ? 'fill-warn text-warn' : 'text-line-strong')}
        />
      ))}
    </span>
  );
}

function Rated({ value }: Props) {
  const text = useText();
  const rating = ratingIn(value);
  if (rating === null) return null;
  return (
    <span className="block">
      <span className="flex flex-wrap items-center gap-2">
        <Stars count={rating.stars} />
        <span className="text-sm text-ink-2">{text.common.list(rating.tags ?? [])}</span>
      </span>
      {rating.words && <span className="mt-1 block">{rating.words}</span>}
    </span>
  );
}

const VIEWS: Readonly<Record<FieldType, ComponentType<Props>>> = {
  text: Words,
  longText: Words,
  select: Chosen,
  priority: ({ value }) => <PriorityMark priority={textIn(value) as 'low'} wordy />,
  phone: Phone,
  photo: ({ value }) => <PhotoRow ids={photosIn(value)} />,
  location: Place,
  site: SiteName,
  asset: AssetName,
  signature: Signature,
  rating: Rated,
  voice: ({ value }) => <VoiceNoteView note={voiceIn(value)} />,
  checklist: ChecklistView,
};

export function FieldValueView(props: Props) {
  const View = VIEWS[props.field.type];
  return <View {...props} />;
}
