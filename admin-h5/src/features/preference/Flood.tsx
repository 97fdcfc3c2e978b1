// After how many notices the rest comes as one digest.
import { useEffect, useState } from 'react';
import { usePreferenceText } from '../../text/preference';
import { Input } from '../../ui/Input';

type Props = { readonly value: number; readonly onChange: (value: number) => void };
const MOST = 100;

export function Flood({ value, onChange }: Props) {
  const text = usePreferenceText();
  const [typed, setTyped] = useState(String(value));
  const [wrong, setWrong] = useState(false);
  useEffect(() => setTyped(String(value)), [value]);
  return (
    <p className="flex flex-wrap items-center gap-2 py-2 text-sm text-ink-2">
      {text.floodBefore}
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={MOST}
        aria-label={text.floodName}
        aria-invalid={wrong || undefined}
        value={typed}
        className="!w-[76px] text-center"
        onChange={(event) => {
          setTyped(event.target.value);
          const count = Number(event.target.value);
          const fits = Number.isInteger(count) && count >= 1 && count <= MOST;
          setWrong(!fits);
          if (fits && count !== value) onChange(count);
        }}
        onBlur={() => setTyped(String(value))}
      />
      {text.floodAfter}
      {wrong && (
        <span role="alert" className="w-full text-xs text-danger">
          ▲ {text.floodRange(MOST, value)}
        </span>
      )}
    </p>
  );
}
