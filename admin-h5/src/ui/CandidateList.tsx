// Choosing one of those who can take tickets, the least busy first, with what they have in hand.
import type { OutputOf } from '@paidan/shared/contract/index';
import { useEffect, useId, useRef, useState } from 'react';
import { cn } from '../lib/cn';
import { useText } from '../text/useText';
import { Avatar } from './Avatar';
import { isTouch } from './Dialog';
import { Empty } from './Empty';
import { Input } from './Input';
import { markKeys } from './markKeys';

export type Candidate = OutputOf<'ticket.candidates'>['members'][number];
type Props = {
  readonly name: string;
  readonly candidates: readonly Candidate[];
  readonly value: Candidate['id'] | null;
  readonly onChange: (candidate: Candidate) => void;
  /** Who is left out. */
  readonly without?: string | undefined;
  /** Enter on whoever is marked. */
  readonly onTake?: (() => void) | undefined;
};

export function CandidateList({ name, candidates, value, onChange, without, onTake }: Props) {
  const text = useText();
  const radios = useId();
  const [sought, setSought] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // They come after the dialog has opened, which by then keeps the focus for whatever comes.
  useEffect(() => {
    if (document.activeElement === search.current?.closest('[role=dialog]') && !isTouch()) search.current?.focus();
  }, []);
  useEffect(() => {
    if (value !== null) list.current?.querySelector(':checked')?.scrollIntoView?.({ block: 'nearest' });
  }, [value]);
  const shown = candidates.filter(
    (each) => each.id !== without && each.name.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  if (candidates.length === 0)
    return <Empty title={text.ticket.dialog.noCandidates} words={text.ticket.dialog.noCandidatesWords} />;
  const keys = markKeys({
    ids: shown.map(({ id }) => id),
    marked: value,
    mark: (id) => onChange(shown.find((each) => each.id === id) as Candidate),
    take: onTake,
  });
  return (
    <div>
      <Input
        ref={search}
        onKeyDown={keys}
        aria-label={text.ticket.dialog.searchPeople}
        placeholder={text.ticket.dialog.searchPeople}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <div
        ref={list}
        role="radiogroup"
        aria-label={name}
        onKeyDown={(event) => event.key === 'Enter' && keys(event)}
        className="mt-2 max-h-[300px] overflow-y-auto"
      >
        {shown.map((candidate) => (
          <label
            key={candidate.id}
            className={cn(
              'flex min-h-[44px] cursor-pointer items-center gap-3 rounded px-2.5 has-[:focus-visible]:bg-sunken',
              value === candidate.id ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={radios}
              className="h-4 w-4 accent-[rgb(var(--accent))]"
              checked={value === candidate.id}
              onChange={() => onChange(candidate)}
            />
            <Avatar name={candidate.name} size="md" />
            <span className="min-w-0 flex-1 truncate font-medium">{candidate.name}</span>
            <Load count={candidate.load} />
          </label>
        ))}
        {shown.length === 0 && <p className="px-2.5 py-4 text-sm text-ink-3">{text.common.nothingFound}</p>}
      </div>
    </div>
  );
}

/** Up to five bars, and the number in words. */
function Load({ count }: { count: number }) {
  const text = useText();
  return (
    <span className="grid grid-cols-[auto_84px] items-center gap-2 text-xs text-ink-2">
      <span aria-hidden="true" className="flex gap-0.5">
        {[1, 2, 3, 4, 5].map((bar) => (
          <span
            key={bar}
            className={cn('h-3 w-1 rounded-sm', bar <= count ? (count >= 4 ? 'bg-warn' : 'bg-accent') : 'bg-line')}
          />
        ))}
      </span>
      {text.ticket.dialog.load(count)}
    </span>
  );
}
