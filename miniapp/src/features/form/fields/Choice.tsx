// One of several: the options of a select, and the priorities. Large enough to hit while walking.
import { PRIORITIES } from '@paidan/shared/kinds';
import { Text, View } from '@tarojs/components';
import { useCodes, useSaid } from '../../../lib/said';
import { pressable } from '../../../ui/pressable';
import { textIn, type ViewProps } from '../view';
import './Choice.scss';

export function SelectField({ field, label, value, onChange }: ViewProps) {
  const said = useSaid();
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: said(option.label) }));
  return (
    <Choice
      label={label}
      options={options}
      chosen={textIn(value)}
      stays={field.required === true}
      onChoose={onChange}
    />
  );
}

export function PriorityField({ label, value, onChange }: ViewProps) {
  const { priorities } = useCodes();
  const options = PRIORITIES.map((priority) => ({ value: priority, label: priorities[priority], tone: priority }));
  return <Choice label={label} options={options} chosen={textIn(value)} stays onChoose={onChange} />;
}

type Option = { readonly value: string; readonly label: string; readonly tone?: string };
type Props = {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string;
  /** One of them must be: another takes its place, none does not. */
  readonly stays?: boolean;
  readonly onChoose: (value: string | undefined) => void;
};

/** Pressed again, the chosen one is given back, unless one must be. */
export function Choice({ label, options, chosen, stays = false, onChoose }: Props) {
  return (
    <View className="choice" {...{ role: 'group', 'aria-label': label }}>
      {options.map((option) => {
        const on = option.value === chosen;
        return (
          <View
            key={option.value}
            className={`choice__option${on ? ' choice__option--on' : ''}${option.tone ? ` choice__option--${option.tone}` : ''}`}
            {...pressable(() => onChoose(on && !stays ? undefined : option.value))}
            {...{ 'aria-pressed': on }}
          >
            <Text>{option.label}</Text>
          </View>
        );
      })}
    </View>
  );
}
