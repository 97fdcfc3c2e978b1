// The frame of a page: its heading with what can be done, then the page. The heading also names the tab.
import { type ReactNode, useEffect } from 'react';
import { cn } from '../lib/cn';
import { useLocale } from '../lib/locale';
import { entryIn } from '../text/entry';

type Props = {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly under?: ReactNode;
  readonly children: ReactNode;
  readonly narrow?: boolean;
};

export function Page({ title, actions, under, children, narrow = false }: Props) {
  useTitle(title);
  return (
    <div className={cn('flex min-h-full flex-col', narrow ? 'mx-auto w-full max-w-[760px]' : 'md:bg-surface')}>
      <header
        className={cn(
          'sticky top-0 z-20 bg-canvas px-4 pb-2 pt-3 md:px-6 md:pt-5 print:hidden',
          !narrow && 'md:bg-surface',
        )}
      >
        <div className="flex min-h-[36px] flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="mr-auto truncate text-xl font-semibold">{title}</h1>
          {actions}
        </div>
        {under}
      </header>
      <div className="flex-1 px-4 pb-24 md:px-6 md:pb-10 print:p-0">{children}</div>
    </div>
  );
}

export function useTitle(title: string): void {
  const { product } = entryIn(useLocale());
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
