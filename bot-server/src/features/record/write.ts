// One order to one record, for those who are not the API: the same rules, the same line to stand in.
import type { Json } from '@paidan/shared/kernel/json';
import { ok, type Result } from '@paidan/shared/kernel/result';
import type { RecordKind } from '@paidan/shared/model/records';
import type { Refusal } from '@paidan/shared/refusal';
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import { newId } from '../../core/ids';
import type { Scope } from '../../core/scope';
import type { Store, Unit } from '../../store/unit';
import { type RecordOrder, recordAggregate } from './aggregate';
import { inLine, touchesOthers } from './queue';

type Wish =
  | { readonly verb: 'create'; readonly values: { readonly [key: string]: Json } }
  | { readonly verb: 'change'; readonly id: string; readonly values: { readonly [key: string]: Json } }
  | { readonly verb: 'retire' | 'restore'; readonly id: string };

/** Answers with the record's id. `within`: the unit that it is part of, if it is part of one. */
export const makeWriteRecord =
  ({ store, execute, clock }: { readonly store: Store; readonly execute: Execute; readonly clock: Clock }) =>
  async (scope: Scope, kind: RecordKind, wish: Wish, within?: Unit): Promise<Result<string, Refusal>> => {
    const id = wish.verb === 'create' ? newId(clock.now()) : wish.id;
    const command: RecordOrder = { ...wish, id };
    const fresh = wish.verb === 'create' ? ({ fresh: true } as const) : {};
    const write = (u?: Unit) =>
      execute(recordAggregate(kind, store.vault), { scope, within: u, key: null, id, ...fresh, command });
    const done = await (touchesOthers(kind, command) ? inLine(store, within ?? scope, write) : write(within));
    return done.ok ? ok(id) : done;
  };
