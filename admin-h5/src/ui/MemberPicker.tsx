// Choosing one person: a search over the members, one of them marked.
import type { MemberId } from '@paidan/shared/kernel/id';
import { useState } from 'react';
import { cn } from '../lib/cn';
import { usePages } from '../lib/usePages';
import { useSettled } from '../lib/useSettled';
import { useText } from '../text/useText';
import { Avatar } from './Avatar';
import { ErrorState } from './ErrorState';
import { Input } from './Input';
import { markKeys } from './markKeys';
import { SkeletonRows } from './Skeleton';

export type Picked = { readonly id: MemberId; readonly name: string };
type Props = {
  readonly name: string;
  readonly search: string;
  readonly value: Picked | null;
  readonly onChange: (member: Picked) => void;
};

export function MemberPicker({ name, search, value, onChange }: Props) {
  const { common } = useText();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim(), 250);
  const { query, items } = usePages('member.list', { limit: 30, ...(text && { text }) });
  const people = items.filter(({ state }) => state === 'active');
  return (
    <div>
      <Input
        aria-label={search}
        placeholder={search}
        value={typed}
        onKeyDown={markKeys({
          ids: people.map(({ id }) => id),
          marked: value?.id ?? null,
          mark: (id) => people.filter((each) => each.id === id).map(({ name: who }) => onChange({ id, name: who })),
        })}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
      />
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <div role="radiogroup" aria-label={name} className="mt-2 max-h-[240px] overflow-y-auto">
        {people.map(({ id, name: who, login }) => (
          <label
            key={id}
            className={cn(
              'flex min-h-[44px] cursor-pointer items-center gap-3 rounded px-2.5 has-[:focus-visible]:bg-sunken',
              value?.id === id ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name="member"
              className="h-4 w-4 accent-[rgb(var(--accent))]"
              checked={value?.id === id}
              onChange={() => onChange({ id, name: who })}
            />
            <Avatar name={who} size="md" />
            <span className="min-w-0 flex-1 truncate font-medium">{who}</span>
            <span className="truncate text-xs text-ink-3">{login}</span>
          </label>
        ))}
        {query.isSuccess && people.length === 0 && (
          <p className="px-2.5 py-4 text-sm text-ink-3">{common.nothingFound}</p>
        )}
      </div>
    </div>
  );
}
