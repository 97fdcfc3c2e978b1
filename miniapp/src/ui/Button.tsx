import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './Button.scss';
import { pressable } from './pressable';

type Props = PropsWithChildren<{
  readonly onPress: () => void;
  readonly look?: 'main' | 'quiet' | 'danger';
  /** Busy buttons stay where they are; a press on one is answered by `onBusy`, if at all. */
  readonly busy?: boolean;
  readonly onBusy?: () => void;
  /** Not now; a press says why. */
  readonly off?: boolean;
  /** As wide as its surroundings. */
  readonly wide?: boolean;
}>;

export function Button({ onPress, look = 'main', busy = false, onBusy, off = false, wide = false, children }: Props) {
  return (
    <View
      className={`button button--${look}${busy ? ' button--busy' : off ? ' button--off' : ''}${wide ? ' button--wide' : ''}`}
      hoverClass="button--pressed"
      {...pressable(() => (busy ? onBusy?.() : onPress()))}
      {...(off ? { 'aria-disabled': 'true' } : {})}
    >
      {children}
    </View>
  );
}
