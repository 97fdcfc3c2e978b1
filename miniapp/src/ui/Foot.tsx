// What is to be done next, at the bottom where the thumb is, always in sight; the page scrolls behind it.
import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './Foot.scss';

/** `aboveTabs`: the app's homes stand below it. */
export function Foot({ aboveTabs = false, children }: PropsWithChildren<{ readonly aboveTabs?: boolean }>) {
  return (
    <>
      <View className="foot__room" />
      <View className={`foot${aboveTabs ? ' foot--above-tabs' : ''}`}>{children}</View>
    </>
  );
}
