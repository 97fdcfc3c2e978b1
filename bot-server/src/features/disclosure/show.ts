// First it is written down who asks for a number and why, then it is shown.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Call } from '../../core/call';
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import { newId } from '../../core/ids';
import type { Store } from '../../store/unit';
import { type Disclose, disclosureAggregate, type Take } from './aggregate';

export type ShowDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly take: Take;
};

/** `phone` null: there is none to be shown, and nothing is noted. */
export type Phone = Result<{ phone: string | null }, Refusal>;
/** `value`: as it stands in a row, sealed or not. Refused `too_many` where somebody was shown a hundred within the hour. */
export type Show = (call: Call, value: unknown, command: Disclose) => Promise<Phone>;

export const NONE: Phone = ok({ phone: null });

export function makeShow({ store, execute, clock, take }: ShowDeps): Show {
  const aggregate = disclosureAggregate(clock, take);
  return async ({ scope, key }, value, command) => {
    if (typeof value !== 'string' || value === '') return NONE;
    const order = { scope, key, id: newId<'disclosure'>(clock.now()), fresh: true as const, command };
    const done = await execute(aggregate, order);
    if (!done.ok) return no(done.refusal);
    return ok({ phone: (await store.vault?.shown(store.read(scope), value)) ?? value });
  };
}
