// What the sheets that choose a record have in common: the search line, and the list with its waiting, failing and empty states.
import { LIMITS } from '@paidan/shared/limits';
import { Input, Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { useWords } from '../../../lib/language';
import { failureWords } from '../../../lib/said';
import { Button } from '../../../ui/Button';
import type { List } from '../useList';
import './Line.scss';
import './Picker.scss';

type SearchProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

export function Search({ label, value, onChange }: SearchProps) {
  return (
    <View className="line">
      <Input
        className="line__input"
        value={value}
        maxlength={LIMITS.name}
        placeholder={label}
        placeholderClass="line__hint"
        ariaLabel={label}
        confirmType="search"
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={() => {}}
        nativeProps={{ 'aria-label': label, autocomplete: 'off' }}
      />
    </View>
  );
}

type BodyProps = PropsWithChildren<{
  readonly list: List<unknown>;
  readonly none: string;
  readonly hint: string;
  readonly loading: string;
}>;

export function ListBody({ list, none, hint, loading, children }: BodyProps) {
  const words = useWords();
  if (list.failure) {
    return (
      <View className="picker__blank">
        <Text className="picker__blank-title">{failureWords(list.failure, words)}</Text>
        <Button look="quiet" onPress={list.retry}>
          {words.retry}
        </Button>
      </View>
    );
  }
  if (list.items === null) {
    return (
      <View ariaLabel={loading} {...{ role: 'status', 'aria-label': loading }}>
        {WIDTHS.map((width) => (
          <View key={width} className="picker__item">
            <View className="picker__shape" style={{ width: `${width}%` }} />
          </View>
        ))}
      </View>
    );
  }
  if (list.items.length === 0) {
    return (
      <View className="picker__blank">
        <Text className="picker__blank-title">{none}</Text>
        <Text>{hint}</Text>
      </View>
    );
  }
  return <>{children}</>;
}

const WIDTHS = [58, 44, 66, 50];
