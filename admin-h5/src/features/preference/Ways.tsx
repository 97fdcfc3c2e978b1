// By which connection somebody hears who has several.
import { VIAS, type Via } from '@paidan/shared/kinds';
import { useId } from 'react';
import { usePreferenceText } from '../../text/preference';

type Props = { readonly value: Via; readonly onChange: (value: Via) => void };

export function Ways({ value, onChange }: Props) {
  const text = usePreferenceText();
  const name = useId();
  return (
    <div role="radiogroup" aria-label={text.via} className="grid gap-x-8 sm:grid-cols-2">
      {VIAS.map((via) => (
        <label key={via} className="flex min-h-[52px] cursor-pointer items-center gap-3 py-2">
          <input
            type="radio"
            name={name}
            aria-label={text.vias[via]}
            className="h-4 w-4 shrink-0 accent-[rgb(var(--accent))]"
            checked={value === via}
            onChange={() => onChange(via)}
          />
          <span className="min-w-0">
            <span className="block">{text.vias[via]}</span>
            <span className="block text-xs text-ink-3">{text.viaWords[via]}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
