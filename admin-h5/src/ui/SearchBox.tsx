// Words to search for, handed on when the typing rests. `/` comes here.
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from '../lib/cn';
import { useKeys } from '../lib/keys';
import { useText } from '../text/useText';
import { Kbd } from './Kbd';

type Props = {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string;
  readonly hotkey?: boolean;
};
const REST_MS = 300;

export function SearchBox({ name, value, onChange, className, hotkey = false }: Props) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => latest.current(typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  useKeys({ '/': () => input.current?.focus() }, hotkey);
  return (
    <div className={cn('relative min-w-0', className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute left-2.5 top-1/2 h-4 w-4 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={input}
        type="search"
        aria-label={name}
        placeholder={name}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && (typed === '' ? input.current?.blur() : setTyped(''))}
        className="control h-8 !pl-8 !pr-8 max-md:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== '' ? (
        <button
          type="button"
          aria-label={text.common.clear}
          onClick={() => setTyped('')}
          className="absolute right-1 top-1/2 -translate-y-1/2 rounded p-1.5 text-ink-3 hover:text-ink"
        >
          <X className="h-3.5 w-3.5" aria-hidden="true" />
        </button>
      ) : (
        hotkey && (
          <span aria-hidden="true" className="absolute right-2 top-1/2 -translate-y-1/2 max-md:hidden">
            <Kbd keys="/" />
          </span>
        )
      )}
    </div>
  );
}
