import { View } from '@tarojs/components';
import './Icon.scss';

export type IconName =
  | 'pin'
  | 'person'
  | 'calm'
  | 'cut'
  | 'warn'
  | 'language'
  | 'leave'
  | 'mark'
  | 'close'
  | 'next'
  | 'back'
  | 'scan'
  | 'camera'
  | 'done'
  | 'call'
  | 'clock'
  | 'bell'
  | 'key'
  | 'list'
  | 'voice'
  | 'play'
  | 'stop';

/** Takes the colour and the size of the text around it. */
export function Icon({ name }: { readonly name: IconName }) {
  return <View className={`icon icon--${name}`} {...HIDDEN} />;
}

const HIDDEN = { 'aria-hidden': true };
