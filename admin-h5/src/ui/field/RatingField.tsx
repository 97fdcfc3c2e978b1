// Stars, then tags and words. Radio buttons underneath: arrow keys choose.

import { LIMITS } from '@paidan/shared/limits';
import { Star } from 'lucide-react';
import { useId } from 'react';
import { cn } from '../../lib/cn';
import { useText } from '../../text/useText';
import { Input } from '../Input';
import type { ControlProps } from './control';
import { ratingIn } from './values';

export function RatingControl({ value, onChange }: ControlProps) {
  const text = useText();
  const name = useId();
  const rating = ratingIn(value);
  const stars = rating?.stars ?? 0;
  const tags = rating?.tags ?? [];
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-1">
        {[1, 2, 3, 4, 5].map((count) => (
          <label
            key={count}
            className="flex h-11 w-11 cursor-pointer items-center justify-center rounded has-[:focus-visible]:outline has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              aria-label={text.fields.stars(count)}
              checked={stars === count}
              onChange={() => onChange({ ...rating, stars: count })}
            />
            <Star
              aria-hidden="true"
              className={cn('h-7 w-7', count <= stars ? 'fill-warn text-warn' : 'text-line-strong')}
            />
          </label>
        ))}
        <span className="ml-1 text-sm text-ink-2">{text.fields.starWords[stars - 1]}</span>
      </div>
      {rating && (
        <>
          <div className="flex flex-wrap gap-2">
            {text.fields.tagHints.map((tag) => {
              const on = tags.includes(tag);
              return (
                <button
                  key={tag}
                  type="button"
                  aria-pressed={on}
                  onClick={() =>
                    onChange({ ...rating, tags: on ? tags.filter((each) => each !== tag) : [...tags, tag] })
                  }
                  className={cn(
                    'h-8 rounded-full border px-3 text-sm max-md:h-11',
                    on ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong text-ink-2',
                  )}
                >
                  {tag}
                </button>
              );
            })}
          </div>
          <Input
            aria-label={text.fields.words}
            placeholder={text.fields.words}
            maxLength={LIMITS.text}
            value={rating.words ?? ''}
            onChange={(event) => onChange({ ...rating, words: event.target.value })}
          />
        </>
      )}
    </div>
  );
}
