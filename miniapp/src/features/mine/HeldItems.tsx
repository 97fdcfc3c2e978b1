// What somebody without an account has sent and nobody has looked at yet; above what has become tickets.
import { Text, View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call } from '../../lib/call';
import { useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { guestWords } from '../../text/guest';
import { Icon } from '../../ui/Icon';
import './Item.scss';

type Held = Output<'guest.held'>['items'][number];

export function HeldItems() {
  const { held, mine } = useOwn(guestWords);
  const when = useWhen();
  const [items, setItems] = useState<readonly Held[]>([]);
  const load = useCallback(() => {
    void call('guest.held', {}).then((answer) => {
      if (answer.ok) setItems(answer.value.items.filter(({ state }) => state !== 'released'));
    });
  }, []);
  useEffect(load, [load]);
  useDidShow(load);
  return (
    <>
      <Text className="mine__hint">{mine.hint}</Text>
      <View className="mine__list">
        {items.map(({ id, title, state, place, at }) => (
          <View key={id} className="item">
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
              <Text className="item__no">{when(at)}</Text>
            </View>
          </View>
        ))}
      </View>
    </>
  );
}
