// One line of the checklist: shape, name, what it means now, and what belongs to it.
import type { AccountKind } from '@paidan/shared/kinds';
import { connectionWords } from '@paidan/shared/text/connection';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn';
import { useLocale } from '../../lib/locale';
import { useNow } from '../../lib/now';
import { ago } from '../../lib/time';
import { useChannelText } from '../../text/channels';
import { Spinner } from '../../ui/Spinner';
import { Trouble } from '../../ui/Trouble';
import type { Row } from './checks';

type Props = { readonly row: Row; readonly kind: AccountKind; readonly children?: ReactNode };

export function CheckRow({ row, kind, children }: Props) {
  const text = useChannelText().account.checks;
  const locale = useLocale();
  const { checks } = connectionWords(locale === 'zh' ? 'zh-CN' : 'en');
  const now = useNow();
  const words: Readonly<Record<string, string | undefined>> =
    text[kind === 'dingtalk' && row.name === 'app' ? 'appDingtalk' : row.name];
  const title = row.name === 'group' ? text.group.title : checks[row.name].ok;
  const said = row.words ?? { ok: words.ok, waiting: words.wait, asking: words.ask, off: words.off }[row.state as 'ok'];
  return (
    <li data-check={row.name} data-state={row.state} className="flex gap-3 px-4 py-3">
      <span className="flex h-6 shrink-0 items-center">
        <StateGlyph state={row.state} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={cn('font-medium', row.state === 'off' && 'text-ink-2')}>{title}</span>
          {row.at !== null && <span className="text-xs text-ink-3">{ago(row.at, now, locale)}</span>}
        </p>
        {row.error ? <Trouble error={row.error} /> : said && <p className="text-sm text-ink-2">{said}</p>}
        {children}
      </div>
    </li>
  );
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

function StateGlyph({ state }: { state: Row['state'] }) {
  if (state === 'asking')
    return (
      <span className="flex h-5 w-5 items-center justify-center text-accent">
        <Spinner />
      </span>
    );
  const ink = { ok: 'text-ok', failed: 'text-danger', waiting: 'text-warn', off: 'text-line-strong' }[state];
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={cn('h-5 w-5', ink)}>
      {state === 'ok' && (
        <>
          <circle cx="10" cy="10" r="9" fill="currentColor" />
          <path {...stroke} className="stroke-surface" strokeWidth="2" d="m6.200 10.300 2.600 2.600 5-5.500" />
        </>
      )}
      {state === 'failed' && (
        <>
          <path d="M10 1.800 19 17.600H1Z" fill="currentColor" />
          <path {...stroke} className="stroke-surface" strokeWidth="1.800" d="M10 7.500v4.200M10 14.600v.01" />
        </>
      )}
      {state === 'waiting' && (
        <circle {...stroke} className="animate-pulse" cx="10" cy="10" r="8" strokeWidth="2" strokeDasharray="3 3.300" />
      )}
      {state === 'off' && <circle {...stroke} cx="10" cy="10" r="8" strokeWidth="2" />}
    </svg>
  );
}
