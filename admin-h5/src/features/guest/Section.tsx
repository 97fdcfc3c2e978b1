import type { ReactNode } from 'react';

type Props = { readonly title?: string; readonly words?: string; readonly children: ReactNode };

export function Section({ title, words, children }: Props) {
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface px-4 pb-2 pt-3 shadow-low">
      {title && <h2 className="font-semibold">{title}</h2>}
      {words && <p className="mt-0.5 text-sm text-ink-2">{words}</p>}
      {children}
    </section>
  );
}
