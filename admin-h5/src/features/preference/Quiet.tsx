// Quiet hours: from when to when, and in a sentence what that means.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { DEFAULTS } from '@paidan/shared/rules/notify/preference';
import { useEffect, useRef, useState } from 'react';
import { useChannelText } from '../../text/channels';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Switch } from '../../ui/Switch';
import { clockOf, minutesOf } from './kinds';

type Hours = NonNullable<PreferenceValues['quiet']>;
type Props = { readonly value: Hours | null; readonly onChange: (value: Hours | null) => void };

export function Quiet({ value, onChange }: Props) {
  const text = useChannelText().preference;
  // Switched on again, it is as it was.
  const kept = useRef<Hours>(value ?? DEFAULTS.quiet ?? { from: 1320, to: 420 });
  if (value !== null) kept.current = value;
  return (
    <>
      <Switch
        label={text.quietOn}
        words={value === null ? text.quietOff : undefined}
        checked={value !== null}
        onChange={(on) => onChange(on ? kept.current : null)}
      />
      {value !== null && (
        <div className="pb-2">
          <div className="flex gap-4">
            <Time label={text.from} value={value.from} onChange={(from) => onChange({ ...value, from })} />
            <Time label={text.to} value={value.to} onChange={(to) => onChange({ ...value, to })} />
          </div>
          <p aria-live="polite" className="mt-3 text-sm text-ink-2">
            {value.from === value.to
              ? text.quietSame
              : text.quietWords(clockOf(value.from), clockOf(value.to), value.from > value.to)}
          </p>
        </div>
      )}
    </>
  );
}

type TimeProps = { readonly label: string; readonly value: number; readonly onChange: (value: number) => void };

/** Half-typed times stay in the field until they are whole. */
function Time({ label, value, onChange }: TimeProps) {
  const [typed, setTyped] = useState(clockOf(value));
  useEffect(() => setTyped(clockOf(value)), [value]);
  return (
    <Field label={label} className="w-[136px] max-md:flex-1">
      <Input
        type="time"
        required
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const minutes = minutesOf(event.target.value);
          if (minutes !== null && minutes !== value) onChange(minutes);
        }}
        onBlur={() => setTyped(clockOf(value))}
      />
    </Field>
  );
}
