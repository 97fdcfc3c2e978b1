// Nothing here: what that means, and what to do.
import type { ReactNode } from 'react';

export function Empty({ title, words, children }: { title: string; words?: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-[360px] flex-col items-center px-6 py-14 text-center">
      <svg viewBox="0 0 96 60" className="mb-4 h-14 text-line-strong" aria-hidden="true">
        <path
          d="M10 6h76a5 5 0 0 1 5 5v12a7 7 0 0 0 0 14v12a5 5 0 0 1-5 5H10a5 5 0 0 1-5-5V37a7 7 0 0 0 0-14V11a5 5 0 0 1 5-5Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
        />
        <path d="M30 10v40" stroke="currentColor" strokeWidth="2" strokeDasharray="2 4" />
        <path d="M42 24h32M42 36h20" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <p className="font-medium">{title}</p>
      {words && <p className="mt-1 text-sm text-ink-2">{words}</p>}
      {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
