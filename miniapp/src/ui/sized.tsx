// A page whose letters are as large as the phone's owner wants them; without such a wish, the page itself.
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { textSize } from '../lib/textSize';

type Page = () => ReactNode;

export function sized(Shown: Page): Page {
  if (process.env.TARO_ENV === 'h5') return Shown;
  return function Sized() {
    const times = textSize();
    if (times === 1) return <Shown />;
    return (
      <View className="sized" style={{ '--unit': `${times.toFixed(3)}px` } as Record<string, string>}>
        <Shown />
      </View>
    );
  };
}
