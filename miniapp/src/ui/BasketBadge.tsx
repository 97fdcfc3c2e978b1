// What waits on this phone to be sent, what needs a decision, and what has gone out since: a line each, and the way to it.
import { Text, View } from '@tarojs/components';
import { useOnline } from '../lib/online';
import { mineIn, useBasket } from '../lib/outbasket/shelf';
import { go } from '../lib/route';
import { useOwn } from '../lib/said';
import { groundWords } from '../text/ground';
import './BasketBadge.scss';
import { Icon } from './Icon';
import { pressable } from './pressable';
import { Went } from './Went';

export const BasketBadge = () => (
  <>
    <Went />
    <Waits />
  </>
);

function Waits() {
  const { basket: words, signIn } = useOwn(groundWords);
  const basket = useBasket();
  const mine = mineIn(basket);
  const others = basket.entries.length - mine.length;
  const online = useOnline();
  const clashes = mine.filter(({ conflict }) => conflict !== null).length;
  if (mine.length === 0 && others > 0) {
    return (
      <View className="basket-badge basket-badge--quiet" {...{ role: 'status' }}>
        <Icon name="clock" />
        <Text className="basket-badge__text">{signIn.othersWaiting(others)}</Text>
      </View>
    );
  }
  if (mine.length === 0) {
    return online ? null : (
      <View className="basket-badge basket-badge--quiet" {...{ role: 'status' }}>
        <Icon name="cut" />
        <Text className="basket-badge__text">{words.offline}</Text>
      </View>
    );
  }
  const text = clashes > 0 ? words.clash(clashes) : words.badge(mine.length);
  return (
    <View
      className={`basket-badge${clashes > 0 ? ' basket-badge--clash' : ''}`}
      {...pressable(() => go('basket'), text)}
    >
      <Icon name={clashes > 0 ? 'warn' : 'clock'} />
      <Text className="basket-badge__text">{text}</Text>
      <Icon name="next" />
    </View>
  );
}
