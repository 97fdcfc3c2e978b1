// A panel that rises from the bottom, where the thumb is. It closes by its own button, by a press beside it, and in a
// browser by Escape and by going back.
import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { useCover } from '../lib/cover';
import { Icon } from './Icon';
import { pressable } from './pressable';
import './Sheet.scss';

type Props = PropsWithChildren<{ readonly closeLabel: string; readonly onClose: () => void }>;

export function Sheet({ closeLabel, onClose, children }: Props) {
  useCover(onClose);
  return (
    <View className="sheet">
      <View className="sheet__veil" catchMove onClick={onClose} {...{ 'aria-hidden': true }} />
      <View className="sheet__panel" {...{ role: 'dialog', 'aria-modal': true }}>
        <View className="sheet__close" {...pressable(onClose, closeLabel)}>
          <Icon name="close" />
        </View>
        {children}
      </View>
    </View>
  );
}
