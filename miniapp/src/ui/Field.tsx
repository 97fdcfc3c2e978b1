// A labelled line of text. The label stands above it always: a placeholder that vanishes is no label.
import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import './Field.scss';
import { pressable } from './pressable';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onConfirm: () => void;
  readonly example?: string;
  readonly error?: string | undefined;
  readonly maxLength: number;
  /** The browser's name for it, so that password managers can help. */
  readonly autocomplete: string;
  /** For secrets: the words of the button that shows and hides them. */
  readonly secret?: { readonly show: string; readonly hide: string };
};

export function Field({ label, value, onChange, onConfirm, example, error, maxLength, autocomplete, secret }: Props) {
  const [hidden, setHidden] = useState(secret !== undefined);
  return (
    <View className={`field${error ? ' field--wrong' : ''}`}>
      <Text className="field__label">{label}</Text>
      <View className="field__box">
        <Input
          className="field__input"
          value={value}
          password={hidden}
          maxlength={maxLength}
          placeholder={example ?? ''}
          placeholderClass="field__example"
          confirmType="go"
          ariaLabel={label}
          onInput={(event) => onChange(event.detail.value)}
          onConfirm={onConfirm}
          nativeProps={{ 'aria-label': label, autocomplete, autocapitalize: 'off', spellcheck: false }}
        />
        {secret ? (
          <View className="field__toggle" {...pressable(() => setHidden(!hidden))}>
            {hidden ? secret.show : secret.hide}
          </View>
        ) : null}
      </View>
      {error ? <Text className="field__error">{error}</Text> : null}
    </View>
  );
}
