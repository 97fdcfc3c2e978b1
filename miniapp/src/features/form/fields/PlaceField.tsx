// A point on the map: where the phone is now.
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { host } from '../../../lib/host/index';
import type { Trouble } from '../../../lib/host/port';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Denied } from '../../../ui/Denied';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import { placeIn, type ViewProps } from '../view';
import './Row.scss';

export function PlaceField({ value, onChange }: ViewProps) {
  const { place: words } = useOwn(formWords);
  const [state, setState] = useState<'quiet' | 'locating'>('quiet');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const place = placeIn(value);

  async function locate() {
    if (state === 'locating') return;
    setState('locating');
    setTrouble(null);
    const answer = await host.place();
    setState('quiet');
    if (answer.ok) {
      const { lat, lng, accuracy } = answer.value;
      return onChange({ lat, lng, accuracy: Math.round(accuracy) });
    }
    setTrouble(answer.refusal);
  }

  return (
    <>
      <View className="row">
        <View className="row__main" {...pressable(locate)}>
          <Icon name="pin" />
          <Text className={`row__text${place ? '' : ' row__text--faint'}`}>
            {state === 'locating' ? words.locating : place ? words.known(place.accuracy ?? 0) : words.here}
          </Text>
          {place && state === 'quiet' ? <Text className="row__act">{words.again}</Text> : null}
        </View>
        {place ? (
          <View className="row__side" {...pressable(() => onChange(undefined), words.remove)}>
            <Icon name="close" />
          </View>
        ) : null}
      </View>
      {trouble ? <Denied trouble={trouble} /> : null}
    </>
  );
}
