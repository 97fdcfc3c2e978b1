import { inLocale, useLocale } from '../../lib/locale';
import { useText } from '../../text/useText';
import { Select } from '../Input';
import { Choice } from './Choice';
import type { ControlProps } from './control';

/** Up to so many options stand side by side; more go into a list. */
const IN_SIGHT = 6;

export function SelectControl({ field, value, onChange }: ControlProps) {
  const text = useText();
  const locale = useLocale();
  const options = (field.options ?? []).map((option) => ({
    value: option.value,
    label: inLocale(option.label, locale),
  }));
  const chosen = typeof value === 'string' ? value : '';
  if (options.length <= IN_SIGHT) return <Choice options={options} value={chosen} onChange={onChange} />;
  return (
    <Select
      aria-label={inLocale(field.label, locale)}
      value={chosen}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{text.common.choose}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
