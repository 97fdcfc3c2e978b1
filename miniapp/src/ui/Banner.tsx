// One line above the content: something is off, but there still is something to see.
import { Text, View } from '@tarojs/components';
import './Banner.scss';
import { Icon } from './Icon';
import { pressable } from './pressable';

type Props = {
  readonly text: string;
  readonly action?: { readonly words: string; readonly onPress: () => void };
};

export function Banner({ text, action }: Props) {
  return (
    <View className="banner" {...{ role: 'alert' }}>
      <Icon name="warn" />
      <Text className="banner__text">{text}</Text>
      {action ? (
        <View className="banner__action" {...pressable(action.onPress)}>
          {action.words}
        </View>
      ) : null}
    </View>
  );
}
