// The ways to sign in beside the password that the organization has: a press leads to the platform and comes back signed in.
import type { OutputOf } from '@paidan/shared/contract/index';
import { useEffect, useState } from 'react';
import { call } from '../../lib/call';
import { useLocale } from '../../lib/locale';
import { useSettled } from '../../lib/useSettled';
import { entryIn } from '../../text/entry';
import { buttonClass } from '../../ui/Button';
import { backTo, ownPath } from './onward';

type Way = OutputOf<'signin.options'>['items'][number];
const CODE = /^[\w.-]{1,40}$/;

export function OtherWays({ org }: { org: string }) {
  const text = entryIn(useLocale());
  const [ways, setWays] = useState<readonly Way[]>([]);
  const code = useSettled(org.trim(), 350);
  useEffect(() => {
    setWays([]);
    if (!CODE.test(code)) return;
    const stop = new AbortController();
    // Nothing to say when it fails: the password is there.
    void call('signin.options', { org: code }, { signal: stop.signal }).then((answer) => {
      if (answer.ok && !stop.signal.aborted) setWays(answer.value.items);
    });
    return () => stop.abort();
  }, [code]);
  const shown = ways.flatMap((way) => (ownPath(way.url) === null ? [] : [{ ...way, url: withBack(way.url) }]));
  if (shown.length === 0) return null;
  return (
    <>
      <p
        aria-hidden="true"
        className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        {text.or}
      </p>
      {shown.map(({ url, kind, name }) => (
        <a key={url} href={url} className={`${buttonClass('plain', 'lg')} w-full`}>
          <Bubble />
          {shown.filter((other) => other.kind === kind).length > 1 ? text.byOther(name) : text.by[kind]}
        </a>
      ))}
    </>
  );
}

function withBack(url: string): string {
  const to = backTo();
  return to === null ? url : `${url}${url.includes('?') ? '&' : '?'}to=${encodeURIComponent(to)}`;
}

/** Ours, not the platform's trade mark. */
const Bubble = () => (
  <svg viewBox="0 0 24 24" className="h-5 w-5 text-accent" aria-hidden="true">
    <path
      d="M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-4.500 3.500V17H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.800"
      strokeLinejoin="round"
    />
    <path
      d="m8.500 10.500 2.500 2.500 4.500-4.700"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.800"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
