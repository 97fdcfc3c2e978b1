// A panel that rises from the bottom, where the thumb is.
import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { pressable } from './pressable';
import './Sheet.scss';

type Props = PropsWithChildren<{ readonly closeLabel: string; readonly onClose: () => void }>;

export function Sheet({ closeLabel, onClose, children }: Props) {
  return (
    <View className="sheet">
      <View className="sheet__veil" catchMove {...pressable(onClose, closeLabel)} />
      <View className="sheet__panel" {...{ role: 'dialog', 'aria-modal': true }}>
        {children}
      </View>
    </View>
  );
}
