// What somebody without an account has sent and nobody has looked at yet; above what has become tickets.
import { capital } from '@paidan/shared/kernel/capital';
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call } from '../../lib/call';
import { go } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { guestWords } from '../../text/guest';
import { mineWords } from '../../text/mine';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Item.scss';

type Held = Output<'guest.held'>['items'][number];

/** `onSome`: whether there is anything. */
export function HeldItems({ onSome }: { readonly onSome: (some: boolean) => void }) {
  const { held } = useOwn(guestWords);
  const { guest } = useOwn(mineWords);
  const when = useWhen();
  const [items, setItems] = useState<readonly Held[]>([]);
  const load = useCallback(() => {
    void call('guest.held', {}).then((answer) => {
      if (answer.ok) setItems(answer.value.items.filter(({ state }) => state !== 'released'));
    });
  }, []);
  useEffect(load, [load]);
  useEffect(() => onSome(items.length > 0), [items, onSome]);
  useDidShow(load);
  return (
    <>
      <Text className="mine__hint">{guest.hint}</Text>
      <View className="mine__list">
        {items.map(({ id, title, state, place, at }) => (
          <View key={id} className="item" {...pressable(() => go('follow', { id }))}>
            <View className="item__top">
              <Text className="item__title">{title}</Text>
              <Text className="item__phase item__phase--waiting">{state === 'spam' ? held.refused : held.wait}</Text>
            </View>
            {place === null ? null : (
              <View className="item__place">
                <Icon name="pin" />
                <Text className="item__site">{place}</Text>
              </View>
            )}
            <View className="item__foot">
              <Text className="item__no">{capital(when(at))}</Text>
            </View>
          </View>
        ))}
      </View>
    </>
  );
}
