// The way back from a page inside the app, where the host has none above it: to the page before, or to the one that this one belongs
// to when it was opened by its address.
import { Text, View } from '@tarojs/components';
import { host } from '../lib/host';
import { back, hasBefore, type PageName } from '../lib/route';
import { useOwn } from '../lib/said';
import { backWords } from '../text/back';
import './Back.scss';
import { Icon } from './Icon';
import { pressable } from './pressable';

/** `parent`: null where there is none: then it leads only to where somebody came from. */
export function Back({ parent }: { readonly parent: PageName | null }) {
  const words = useOwn(backWords);
  if (!host.can.back || (parent === null && !hasBefore())) return null;
  return <Return words={words} onPress={() => back(parent ?? 'today')} />;
}

/** Back to what this page showed before, which is no page of its own: no host has a button for that. */
export const Return = ({ words, onPress }: { readonly words: string; readonly onPress: () => void }) => (
  <View className="back">
    <View className="back__to" {...pressable(onPress)}>
      <Icon name="back" />
      <Text>{words}</Text>
    </View>
  </View>
);
