// One item that is ticked off: the whole line is the target.
import { Text, View } from '@tarojs/components';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';

type Props = {
  readonly label: string;
  /** A word at the end of the line: that it need not be, or still must be. */
  readonly note: string;
  /** Classes that mark it. */
  readonly marks: string;
  readonly on: boolean;
  readonly onPress: () => void;
};

export function Tick({ label, note, marks, on, onPress }: Props) {
  return (
    <View
      className={`checks__tick${marks}`}
      {...pressable(onPress, label)}
      {...{ role: 'checkbox', 'aria-checked': on }}
    >
      <View className={`checks__box${on ? ' checks__box--on' : ''}`}>{on ? <Icon name="done" /> : null}</View>
      <Text className="checks__words">{label}</Text>
      {note ? <Text className="checks__note">{note}</Text> : null}
    </View>
  );
}
