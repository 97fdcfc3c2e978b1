// Photos: taken or chosen; each is kept on the device at once and goes to the server with what it belongs to.
import type { FileId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useContext, useState } from 'react';
import { host } from '../../../lib/host/index';
import type { Photo, Trouble } from '../../../lib/host/port';
import { LOCAL } from '../../../lib/outbasket/basket';
import { addPhoto, dropPhoto } from '../../../lib/outbasket/pictures';
import { useBasket } from '../../../lib/outbasket/shelf';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Denied } from '../../../ui/Denied';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import { PublicLabel } from '../publicPage';
import { photosIn, type ViewProps } from '../view';
import './PhotoField.scss';
import { PhotoTile } from './PhotoTile';

export function PhotoField({ field, label, value, onChange }: ViewProps) {
  return (
    <Photos
      label={label}
      value={photosIn(value)}
      max={field.max ?? LIMITS.photosPerField}
      onChange={(step) => onChange((now) => step(photosIn(now)))}
    />
  );
}

type Props = {
  readonly label: string;
  readonly value: readonly FileId[];
  readonly max?: number;
  readonly onChange: (step: (now: readonly FileId[]) => FileId[]) => void;
};

export function Photos({ label, value, max = LIMITS.photosPerField, onChange }: Props) {
  const { photos: words } = useOwn(formWords);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  /** Taken, but the device had no room for them: still here for another try. */
  const [unkept, setUnkept] = useState<readonly Photo[]>([]);
  const [busy, setBusy] = useState(false);
  const page = useContext(PublicLabel);
  const room = max - value.length;
  // Each is sent while the rest is filled in: what the server will not take is known before all of it is sent.
  const refused = new Map(useBasket().pictures.map((picture) => [LOCAL + picture.key, picture.refused]));
  const wrongAt = value.findIndex((reference) => refused.get(reference));

  async function add() {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    const chosen = await host.choosePhotos(room);
    if (chosen.ok) {
      const usable = chosen.value.filter(({ wrong }) => wrong === undefined);
      await keep(usable.slice(0, room));
      const [first] = chosen.value.flatMap(({ wrong }) => wrong ?? []);
      if (first) setTrouble((now) => now ?? first);
    } else setTrouble(chosen.refusal);
    setBusy(false);
  }

  async function keep(photos: readonly Photo[]) {
    setTrouble(null);
    const left: Photo[] = [];
    for (const photo of photos) {
      const kept = await addPhoto(photo, page);
      if (kept.ok) onChange((now) => [...now, kept.value.ref as FileId]);
      else {
        left.push(photo);
        setTrouble(kept.refusal);
      }
    }
    setUnkept(left);
  }

  return (
    <>
      <View className="photos" {...{ role: 'group', 'aria-label': label }}>
        {value.map((reference, at) => (
          <PhotoTile
            key={reference}
            reference={reference}
            all={value}
            wrong={!!refused.get(reference)}
            label={words.picture(at + 1)}
            remove={{
              label: words.remove(at + 1),
              onPress: () => {
                onChange((now) => now.filter((other) => other !== reference));
                dropPhoto(reference);
              },
            }}
          />
        ))}
        {room > 0 ? (
          <View
            className={`photos__add${busy ? ' photos__add--busy' : ''}`}
            {...pressable(add, `${words.take} ${label}`)}
          >
            <Icon name="camera" />
            <Text className="photos__word">{value.length === 0 ? words.take : words.room(room)}</Text>
          </View>
        ) : null}
      </View>
      {wrongAt >= 0 ? (
        <Text className="denied" {...{ role: 'alert' }}>
          {words.refused(wrongAt + 1, refused.get(value[wrongAt] ?? '') ?? '')}
        </Text>
      ) : null}
      {trouble ? <Denied trouble={trouble} /> : null}
      {unkept.length > 0 ? (
        <View className="denied__act" {...pressable(() => void keep(unkept))}>
          {words.keepAgain}
        </View>
      ) : null}
    </>
  );
}
