// What the write path must be told about a kind of thing that changes: a ticket, a member, a site, a template.
import type { Json } from '@paidan/shared/kernel/json';
import type { Result } from '@paidan/shared/kernel/result';
import type { AggregateKind } from '@paidan/shared/kinds';
import type { Refusal } from '@paidan/shared/refusal';
import type { Unit } from '../store/unit';
import type { Scope } from './scope';

export type Body = { readonly type: string } & { readonly [key: string]: unknown };
export type Dated<Event extends Body> = Event & { readonly at: number; readonly by: string | null };

export type Decide<Event extends Body> = (now: number) => Result<readonly Event[], Refusal>;

/** Everything happens inside one unit; `save` writes the row and whatever is derived from it. */
export type Aggregate<Command, State extends { readonly version: number }, Event extends Body> = {
  readonly kind: AggregateKind;
  /** All of it reads first and ends with `insert` and `later`: commands may share a transaction. */
  readonly together?: true;
  /** Null: this organization has none with that id. */
  readonly find: (u: Unit, id: string) => Promise<State | null>;
  /** `prepare` leaves nothing behind: for what is new it may begin before it is known whether the same order came before. */
  readonly onlyLooks?: boolean;
  /** Loads whatever the decision needs beside the state; null: there is no state yet. */
  readonly prepare: (u: Unit, scope: Scope, state: State | null, command: Command) => Promise<Decide<Event>>;
  /** Which members of an event's `values` or `change` are personal: they go to the vault before the event is chained. */
  readonly personal?: (u: Unit, after: State) => Promise<readonly string[]>;
  readonly evolve: (state: State | null, id: string, event: Dated<Event>) => State;
  readonly save: (u: Unit, change: Saved<Command, State, Event>) => Promise<void>;
};

export type Saved<Command, State, Event extends Body> = {
  readonly id: string;
  readonly before: State | null;
  readonly after: State;
  readonly events: readonly Dated<Event>[];
  readonly command: Command;
  readonly now: number;
};

/** Somebody else was faster: the row is no longer as it was loaded. The write path starts the turn again. */
export class Conflict extends Error {}

/** The event's own members, as they are chained and stored. */
export function dataOf(event: Body): { readonly [name: string]: Json } {
  const { type: _, ...data } = event;
  return JSON.parse(JSON.stringify(data)) as { readonly [name: string]: Json };
}
