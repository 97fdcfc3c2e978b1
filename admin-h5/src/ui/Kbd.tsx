import { cn } from '../lib/cn';

const PRETTY: Readonly<Record<string, string>> = { mod: '⌘', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };
const isApple = /Mac|iP/.test(navigator.platform);

/** `g t` or `mod+k`. */
export function Kbd({ keys, inverse = false }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(/[ +]/).map((key) => (
        <kbd
          key={key}
          className={cn(
            'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border px-1 font-sans text-2xs',
            inverse ? 'border-canvas/30 text-canvas' : 'border-line bg-surface text-ink-2',
          )}
        >
          {key === 'mod' && !isApple ? 'Ctrl' : (PRETTY[key] ?? (key.length === 1 ? key.toUpperCase() : key))}
        </kbd>
      ))}
    </span>
  );
}
