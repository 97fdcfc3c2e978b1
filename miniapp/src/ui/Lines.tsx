// The shape of a page before its content is there.
import { View } from '@tarojs/components';
import './Lines.scss';

/** `widths`: of the lines, in percent; unlike, as content is. */
export function Lines({ label, widths }: { readonly label: string; readonly widths: readonly number[] }) {
  return (
    <View className="lines" ariaLabel={label} {...{ role: 'status', 'aria-label': label }}>
      {widths.map((width, at) => (
        <View key={at} className="lines__line" style={{ width: `${width}%` }} />
      ))}
    </View>
  );
}
