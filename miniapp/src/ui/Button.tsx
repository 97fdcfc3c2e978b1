import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './Button.scss';
import { pressable } from './pressable';

type Props = PropsWithChildren<{
  readonly onPress: () => void;
  readonly look?: 'main' | 'quiet' | 'danger';
  /** Busy buttons stay where they are but do nothing. */
  readonly busy?: boolean;
  /** As wide as its surroundings. */
  readonly wide?: boolean;
}>;

export function Button({ onPress, look = 'main', busy = false, wide = false, children }: Props) {
  return (
    <View
      className={`button button--${look}${busy ? ' button--busy' : ''}${wide ? ' button--wide' : ''}`}
      hoverClass="button--pressed"
      {...pressable(() => busy || onPress())}
    >
      {children}
    </View>
  );
}
