// What others have reported and this device has met as well: how far it is, in the product's words and none of theirs.
import { capital } from '@paidan/shared/kernel/capital';
import { ENDED } from '@paidan/shared/kinds';
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call } from '../../lib/call';
import { go } from '../../lib/route';
import { useCodes, useOwn, useSaid } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { guestWords } from '../../text/guest';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Item.scss';

type Same = Output<'guest.same'>['items'][number];

/** `onSome`: whether there is anything. */
export function SameItems({ onSome }: { readonly onSome: (some: boolean) => void }) {
  const { nearby } = useOwn(guestWords);
  const { phases } = useCodes();
  const said = useSaid();
  const when = useWhen();
  const [items, setItems] = useState<readonly Same[]>([]);
  const load = useCallback(() => {
    void call('guest.same', {}).then((answer) => {
      if (answer.ok) setItems(answer.value.items);
    });
  }, []);
  useEffect(load, [load]);
  useEffect(() => onSome(items.length > 0), [items, onSome]);
  useDidShow(load);
  if (items.length === 0) return null;
  return (
    <>
      <Text className="mine__hint">{nearby.mine}</Text>
      <View className="mine__list">
        {items.map(({ ref, what, at, phase, place, others }) => (
          <View key={ref} className="item" {...pressable(() => go('same', { id: ref }))}>
            <View className="item__top">
              <Text className="item__title">{said(what)}</Text>
              <Text className={`item__phase item__phase--${phase}`}>{phases[phase]}</Text>
            </View>
            {place === null ? null : (
              <View className="item__place">
                <Icon name="pin" />
                <Text className="item__site">{place}</Text>
              </View>
            )}
            {ENDED.indexOf(phase) >= 0 ? <Text className="item__site">{nearby.ended}</Text> : null}
            <View className="item__foot">
              <Text className="item__no">
                {capital(when(at))} · {nearby.others(others)}
              </Text>
            </View>
          </View>
        ))}
      </View>
    </>
  );
}
