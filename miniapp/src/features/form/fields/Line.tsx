// One line of text, and a phone number.
import { LIMITS } from '@paidan/shared/limits';
import { Input, View } from '@tarojs/components';
import { textIn, type ViewProps } from '../view';
import './Line.scss';

export const LineField = (props: ViewProps) => <Line {...props} kind="text" maxLength={LIMITS.title} />;

export const PhoneField = (props: ViewProps) => <Line {...props} kind="phone" maxLength={LIMITS.phone} />;

type Props = ViewProps & { readonly kind: 'text' | 'phone'; readonly maxLength: number };

function Line({ label, hint, value, onChange, kind, maxLength }: Props) {
  return (
    <View className="line">
      <Input
        className="line__input"
        value={textIn(value)}
        // The digits' keyboard has no plus sign, which a number from abroad begins with.
        type="text"
        maxlength={maxLength}
        placeholder={hint}
        placeholderClass="line__hint"
        ariaLabel={label}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={() => {}}
        nativeProps={
          kind === 'phone'
            ? { 'aria-label': label, autocomplete: 'tel', inputmode: 'tel' }
            : { 'aria-label': label, autocomplete: 'off' }
        }
      />
    </View>
  );
}
