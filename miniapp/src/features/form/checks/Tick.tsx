// One item that is ticked off: the whole line is the target.
import { Text, View } from '@tarojs/components';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';

type Props = { readonly label: string; readonly on: boolean; readonly onPress: () => void };

export function Tick({ label, on, onPress }: Props) {
  return (
    <View className="checks__tick" {...pressable(onPress, label)} {...{ role: 'checkbox', 'aria-checked': on }}>
      <View className={`checks__box${on ? ' checks__box--on' : ''}`}>{on ? <Icon name="done" /> : null}</View>
      <Text>{label}</Text>
    </View>
  );
}
