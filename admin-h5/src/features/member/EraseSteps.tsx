// The three steps of erasing a member, each with how far it is.
import type { OutputOf } from '@paidan/shared/contract/index';
import { Check, Circle } from 'lucide-react';
import { useEraseText } from '../../text/erase';
import { Spinner } from '../../ui/Spinner';

type Far = OutputOf<'member.erasing'>;
type Step = { readonly done: boolean; readonly lines: readonly string[] };

/** `numbers`: places where one of theirs stands, those that were chosen to go as well included. */
export function EraseSteps({ far, numbers, busy }: { far: Far; numbers: number; busy: boolean }) {
  const text = useEraseText();
  const { steps } = text;
  const all: readonly Step[] = [
    { done: far.retired, lines: [far.retired ? steps.retired : steps.retire] },
    { done: far.accounts === 0, lines: [far.accounts === 0 ? steps.unbound : steps.unbind(far.accounts)] },
    { done: far.erased, lines: [steps.names(far.events), steps.numbers(numbers)] },
  ];
  const next = all.findIndex(({ done }) => !done);
  return (
    <section>
      <h3 className="text-sm font-medium">{text.goes}</h3>
      <ol className="mt-1 space-y-1.5 text-sm text-ink-2">
        {all.map(({ done, lines }, at) => {
          const state = done ? 'done' : busy && at === next ? 'doing' : 'open';
          return (
            <li key={lines.join()} className="flex gap-2">
              <span
                className="mt-0.5 flex h-4 w-4 shrink-0 items-center justify-center"
                role="img"
                aria-label={text.state[state]}
              >
                {state === 'done' && <Check className="h-4 w-4 text-ok" aria-hidden="true" />}
                {state === 'doing' && <Spinner />}
                {state === 'open' && <Circle className="h-2.5 w-2.5 text-ink-3" aria-hidden="true" />}
              </span>
              <span className="min-w-0 flex-1">
                {lines.map((line) => (
                  <span key={line} className="block">
                    {line}
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
