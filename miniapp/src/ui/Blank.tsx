// The whole screen has nothing to list: says why, and what can be done.
import { Text, View } from '@tarojs/components';
import './Blank.scss';
import { Button } from './Button';
import { Icon, type IconName } from './Icon';

type Props = {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  /** Null: nothing can be done here. */
  readonly action: string | null;
  readonly busy: boolean;
  readonly onAction: () => void;
};

export function Blank({ icon, title, hint, action, busy, onAction }: Props) {
  return (
    <View className="blank">
      <View className="blank__icon">
        <Icon name={icon} />
      </View>
      <Text className="blank__title">{title}</Text>
      <Text className="blank__hint">{hint}</Text>
      {action === null ? null : (
        <Button look="quiet" busy={busy} onPress={onAction}>
          {action}
        </Button>
      )}
    </View>
  );
}
