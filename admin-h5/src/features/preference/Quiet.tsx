// Quiet hours: from when to when, and in a sentence what that means.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { DEFAULTS } from '@paidan/shared/rules/notify/preference';
import { useRef, useState } from 'react';
import { cn } from '../../lib/cn';
import { usePreferenceText } from '../../text/preference';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Input';
import { Switch } from '../../ui/Switch';
import { clockOf } from './kinds';

type Hours = NonNullable<PreferenceValues['quiet']>;
type Props = { readonly value: Hours | null; readonly onChange: (value: Hours | null) => void };

export function Quiet({ value, onChange }: Props) {
  const text = usePreferenceText();
  // Switched on again, it is as it was.
  const kept = useRef<Hours>(value ?? DEFAULTS.quiet ?? { from: 1320, to: 420 });
  if (value !== null) kept.current = value;
  /** From an hour to the same is no time at all: shown with what is wrong, and not sent. */
  const [same, setSame] = useState<Hours | null>(null);
  const shown = value === null ? null : (same ?? value);
  const put = (next: Hours) => {
    const empty = next.from === next.to;
    setSame(empty ? next : null);
    if (!empty) onChange(next);
  };
  return (
    <>
      <Switch
        label={text.quietOn}
        words={value === null ? text.quietOff : undefined}
        checked={value !== null}
        onChange={(on) => {
          setSame(null);
          onChange(on ? kept.current : null);
        }}
      />
      {shown !== null && (
        <div className="pb-2">
          <div className="flex gap-4">
            <Time label={text.from} value={shown.from} onChange={(from) => put({ ...shown, from })} />
            <Time label={text.to} value={shown.to} onChange={(to) => put({ ...shown, to })} />
          </div>
          <p aria-live="polite" className={cn('mt-3 text-sm', same === null ? 'text-ink-2' : 'text-danger')}>
            {shown.from === shown.to
              ? text.quietSame
              : text.quietWords(clockOf(shown.from), clockOf(shown.to), shown.from > shown.to)}
          </p>
        </div>
      )}
    </>
  );
}

type TimeProps = { readonly label: string; readonly value: number; readonly onChange: (value: number) => void };

const STEP = 30;
const DAY = 24 * 60;

/** Half hours, in the same 24-hour writing everywhere; browsers' own clocks follow the system's habits instead. */
function Time({ label, value, onChange }: TimeProps) {
  const steps = Array.from({ length: DAY / STEP }, (_, at) => at * STEP);
  return (
    <Field label={label} className="w-[120px] max-md:flex-1">
      <Select value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {[...new Set([...steps, value])]
          .sort((one, other) => one - other)
          .map((minutes) => (
            <option key={minutes} value={minutes}>
              {clockOf(minutes)}
            </option>
          ))}
      </Select>
    </Field>
  );
}
