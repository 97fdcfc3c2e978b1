// What stands in the way, or what to know, inside a page or dialog.
import type { ReactNode } from 'react';
import { cn } from '../lib/cn';

const TONES = {
  danger: 'bg-danger-soft text-danger',
  warn: 'bg-warn-soft text-warn',
  info: 'bg-info-soft text-info',
  ok: 'bg-ok-soft text-ok',
};
const SIGNS = { danger: '▲', warn: '▲', info: '●', ok: '✓' };

export function Notice({
  tone,
  className,
  children,
}: {
  tone: keyof typeof TONES;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cn('flex gap-2 rounded px-3 py-2 text-sm', TONES[tone], className)}
    >
      <span aria-hidden="true">{SIGNS[tone]}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
