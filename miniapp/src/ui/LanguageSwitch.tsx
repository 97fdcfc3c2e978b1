// The other language in one press, for whoever has no account and so no page of their own to choose it on. The choice stays.
import { Text, View } from '@tarojs/components';
import { switchLanguage, useLanguage } from '../lib/language';
import { languageWords } from '../text/languageSwitch';
import { Icon } from './Icon';
import './LanguageSwitch.scss';
import { pressable } from './pressable';

export function LanguageSwitch() {
  const here = useLanguage();
  return (
    <View className="language" {...pressable(switchLanguage, languageWords[here].label)}>
      <Icon name="language" />
      <Text>{languageWords[here].other}</Text>
    </View>
  );
}
