// The calls that this app makes, as the contract has them: types only, as zod does not run in every mini-program.
import type { EndpointName, InputOf, OutputOf } from '@paidan/shared/contract/index';

export type CallName = EndpointName;
export type Input<Name extends CallName> = InputOf<Name>;
export type Output<Name extends CallName> = OutputOf<Name>;

/** What waits for me, and the ticket that it belongs to. */
export type Todo = Output<'work.list'>['items'][number];
