// A measured value with its unit. What is being typed (3. or -) stays as typed; only a number counts.
import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import '../fields/Line.scss';

type Props = {
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

export function NumberCheck({ label, unit, value, onChange }: Props) {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const shown = numberIn(typed) === value ? typed : value === null ? '' : String(value);
  return (
    <View className="line checks__number">
      <Input
        className="line__input"
        value={shown}
        type="text"
        maxlength={16}
        ariaLabel={label}
        onInput={(event) => {
          setTyped(event.detail.value);
          onChange(numberIn(event.detail.value));
        }}
        onConfirm={() => {}}
        nativeProps={{ 'aria-label': label, autocomplete: 'off', inputmode: 'decimal' }}
      />
      {unit ? <Text className="checks__unit">{unit}</Text> : null}
    </View>
  );
}

/** As it is typed in Chinese and in English: 3.5, 3。5, －2. Null: no number (yet). */
export function numberIn(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[。，,]/g, '.')
    .replace(/[－–—]/g, '-');
  return /^-?\d+(\.\d+)?$/.test(plain) && Math.abs(Number(plain)) <= 1e12 ? Number(plain) : null;
}
