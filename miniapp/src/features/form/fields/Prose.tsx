// Several lines of text, in a box that grows with them.
import { LIMITS } from '@paidan/shared/limits';
import { Textarea, View } from '@tarojs/components';
import { textIn, type ViewProps } from '../view';
import './Line.scss';

export function ProseField({ label, hint, value, onChange }: ViewProps) {
  return <Prose label={label} hint={hint} value={textIn(value)} maxLength={LIMITS.longText} onChange={onChange} />;
}

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
};

export function Prose({ label, hint, value, maxLength, onChange }: Props) {
  return (
    <View className="line">
      <Textarea
        className="line__area"
        value={value}
        autoHeight
        maxlength={maxLength}
        placeholder={hint}
        placeholderClass="line__hint"
        ariaLabel={label}
        onInput={(event) => onChange(event.detail.value)}
        nativeProps={{ 'aria-label': label }}
      />
    </View>
  );
}
