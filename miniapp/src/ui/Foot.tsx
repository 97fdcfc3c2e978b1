// What is to be done next, at the bottom where the thumb is, always in sight; the page scrolls behind it.
import { View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import './Foot.scss';
import { Toast, ToastRoom } from './Toast';

type Props = PropsWithChildren<{
  /** The app's homes stand below it. */
  readonly aboveTabs?: boolean;
  /** It says what came of a press. */
  readonly told?: boolean;
  /** What keeps the act from being done, right above it: of a long page nothing else is in sight. */
  readonly notice?: ReactNode;
}>;

export function Foot({ aboveTabs = false, told = false, notice = null, children }: Props) {
  return (
    <>
      <View className={`foot__room${notice ? ' foot__room--noticed' : ''}`} />
      {told ? <ToastRoom /> : null}
      <View className={`foot${aboveTabs ? ' foot--above-tabs' : ''}`}>
        {told ? <Toast /> : null}
        {notice ? <View className="foot__notice">{notice}</View> : null}
        {children}
      </View>
    </>
  );
}
