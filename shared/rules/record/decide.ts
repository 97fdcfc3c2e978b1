// What comes of a command to a record: created, changed, retired, restored, or why not. The same rules for every kind; what
// differs (who uses it, which references it holds) arrives as facts.
import { canonical, type Json } from '../../kernel/json';
import { no, ok, type Result } from '../../kernel/result';
import { LIMITS } from '../../limits';
import type { RecordKind } from '../../model/records';
import { type Refusal, refuse } from '../../refusal';
import { isErased } from '../erasure/erasure';
import type { AnyRecord, RecordEventBody } from './state';

/** Readable in either language; the sentence around it is the reader's own. */
const PATH_TOO_LONG = `完整路径 / full path > ${LIMITS.text}`;

type Members = { readonly [key: string]: Json | undefined };
export type RecordCommand = { readonly version?: number | undefined } & (
  | { readonly verb: 'create'; readonly values: Members; readonly password: boolean }
  | { readonly verb: 'change'; readonly change: Members; readonly password: boolean }
  | { readonly verb: 'retire' | 'restore' }
);

export type RecordFacts = {
  /** The login or code that another record of the kind holds already. */
  readonly taken: string | null;
  /** A reference that leads nowhere, to a retired record, or round in a circle. */
  readonly missing: { readonly kind: string; readonly id: string } | null;
  /** The site's full name, or that of one below it, would be longer than a path may be. */
  readonly tooLong: boolean;
  /** What still depends on it, when it is to be retired. */
  readonly users: string | null;
  /** Would anybody be left who can manage members? */
  readonly keepsAdmin: boolean;
};

export function decideRecord(
  kind: RecordKind,
  command: RecordCommand,
  record: AnyRecord | null,
  facts: RecordFacts,
): Result<readonly RecordEventBody[], Refusal> {
  const refusal = hinders(command, record, facts);
  if (refusal !== null) return no(refusal);
  switch (command.verb) {
    case 'create':
      return ok([{ type: `${kind}.created`, values: filled(command.values) }, ...passwordSet(kind, command.password)]);
    case 'change': {
      const change = differing(command.change, record);
      const changed: RecordEventBody[] = Object.keys(change).length === 0 ? [] : [{ type: `${kind}.changed`, change }];
      return ok([...changed, ...passwordSet(kind, command.password)]);
    }
    case 'retire':
      return ok([{ type: `${kind}.retired` }]);
    case 'restore':
      return ok([{ type: `${kind}.restored` }]);
  }
}

function hinders(command: RecordCommand, record: AnyRecord | null, facts: RecordFacts): Refusal | null {
  if (command.verb !== 'create') {
    if (record === null) return refuse('not_found');
    if (isErased(record)) return refuse('erased');
    if (command.version !== undefined && command.version !== record.version) {
      return refuse('stale', { version: record.version });
    }
    if (command.verb === 'change' && record.state === 'retired') return refuse('retired');
    if (command.verb === 'retire' && record.state === 'retired') return refuse('already');
    if (command.verb === 'restore' && record.state === 'active') return refuse('already');
  }
  if (facts.taken !== null) return refuse('duplicate', { value: facts.taken });
  if (facts.missing !== null) return refuse('unknown_reference', facts.missing);
  if (facts.tooLong) return refuse('invalid', { where: PATH_TOO_LONG });
  if (facts.users !== null) return refuse('in_use', { what: facts.users });
  return facts.keepsAdmin ? null : refuse('last_admin');
}

const passwordSet = (kind: RecordKind, set: boolean): readonly RecordEventBody[] =>
  kind === 'member' && set ? [{ type: 'member.passwordSet' }] : [];

function filled(values: Members): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null]));
}

/** A change that changes nothing leaves no trace. */
function differing(change: Members, record: AnyRecord | null): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(change).flatMap(([key, value]) =>
      value === undefined || canonical(value) === canonical(record?.[key] ?? null) ? [] : [[key, value]],
    ),
  );
}
