// What was reported without signal and has gone out since: its number, and the way to it. Opened, it has been told.
import { Text, View } from '@tarojs/components';
import { dropDelivered, useDelivered } from '../lib/outbasket/delivered';
import { go } from '../lib/route';
import { useOwn } from '../lib/said';
import { groundWords } from '../text/ground';
import './BasketBadge.scss';
import { Icon } from './Icon';
import { pressable } from './pressable';

export function Went() {
  const { went } = useOwn(groundWords).basket;
  return (
    <>
      {useDelivered().map(({ id, no, title }) => (
        <View
          key={id}
          className="basket-badge basket-badge--went"
          {...pressable(() => {
            dropDelivered(id);
            go(no ? 'ticket' : 'follow', { id });
          })}
        >
          <Icon name="done" />
          <Text className="basket-badge__text">{went(no ?? null, title)}</Text>
          <Icon name="next" />
        </View>
      ))}
    </>
  );
}
