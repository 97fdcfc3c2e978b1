// A row of choices of which one is on. Scrolls sideways inside itself where it is too long.
import type { ReactNode } from 'react';
import { cn } from '../lib/cn';

export type Tab<Value extends string> = { readonly value: Value; readonly label: ReactNode; readonly count?: string };
type Props<Value extends string> = {
  readonly name: string;
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

export function Tabs<Value extends string>({ name, tabs, value, onChange }: Props<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar of toggles, not a set of form fields
    <div role="group" aria-label={name} className="no-bar -mx-1 flex gap-1 overflow-x-auto px-1 py-1">
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
          className={cn(
            'inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded px-2.5 text-sm transition-colors max-md:h-11',
            tab.value === value
              ? 'bg-accent-soft font-medium text-accent'
              : 'text-ink-2 hover:bg-sunken hover:text-ink',
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-xs">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
