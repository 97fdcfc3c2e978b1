// A choice of two or three, all in sight.
import { Text, View } from '@tarojs/components';
import { pressable } from './pressable';
import './Segments.scss';

type Props<Name extends string> = {
  readonly items: readonly (readonly [Name, string])[];
  readonly chosen: Name;
  readonly look?: 'boxed' | 'plain';
  readonly onChoose: (name: Name) => void;
};

export function Segments<Name extends string>({ items, chosen, look = 'boxed', onChoose }: Props<Name>) {
  return (
    <View className={`segments segments--${look}`}>
      {items.map(([name, words]) => (
        <View
          key={name}
          className={`segments__one${name === chosen ? ' segments__one--chosen' : ''}`}
          {...pressable(() => onChoose(name))}
          {...{ 'aria-pressed': name === chosen }}
        >
          <Text>{words}</Text>
        </View>
      ))}
    </View>
  );
}
