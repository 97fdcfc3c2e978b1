// People, departments, roles, sites and assets as aggregates of the write path: each change with its audit.
import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import type { RecordKind } from '@paidan/shared/model/records';
import { refuse } from '@paidan/shared/refusal';
import { decideRecord, type RecordCommand } from '@paidan/shared/rules/record/decide';
import { evolveRecord } from '@paidan/shared/rules/record/evolve';
import type { AnyRecord, RecordEventBody } from '@paidan/shared/rules/record/state';
import type { Aggregate, Saved } from '../../core/aggregate';
import { Conflict } from '../../core/aggregate';
import type { Unit } from '../../store/unit';
import { standsIn, type Vault } from '../../store/vault';
import { loadFacts, type Wish } from './facts';
import { type AnyRow, BLANK } from './kinds';
import { movePaths, pathOf } from './path';
import { changePicture, missingPicture } from './portrait';
import { changeRow, insertRow, rowById } from './rows';

type Members = { readonly [key: string]: Json | undefined };
/** As it comes from the API; a password arrives hashed. */
export type RecordOrder =
  | { readonly verb: 'create'; readonly id: string; readonly values: Members; readonly passwordHash?: string }
  | {
      readonly verb: 'change';
      readonly id: string;
      readonly version?: number | undefined;
      readonly values: Members;
      readonly passwordHash?: string;
    }
  | { readonly verb: 'retire' | 'restore'; readonly id: string; readonly version?: number | undefined };

export type RecordAggregate = Aggregate<RecordOrder, AnyRecord, RecordEventBody>;

export const recordAggregate = (kind: RecordKind, vault?: Vault): RecordAggregate => ({
  kind,
  find: async (u, id) => {
    const row = await rowById(u, kind, id);
    return row === undefined ? null : fromRow(kind, row);
  },
  prepare: async (u, scope, record, order) => {
    if (record === null && order.verb !== 'create') return () => no(refuse('not_found'));
    const facts = await loadFacts(u, kind, order as Wish, record);
    const missing = facts.missing ?? ('values' in order ? await missingPicture(u, scope, order.values, record) : null);
    const command = commandOf(kind, vault === undefined ? order : await samePhone(u, vault, order, record));
    return () => {
      const decision = decideRecord(kind, command, record, { ...facts, missing });
      const hash = 'passwordHash' in order ? order.passwordHash : undefined;
      if (!decision.ok || kind !== 'member') return decision;
      return ok(
        decision.value.map((event) =>
          event.type === 'member.passwordSet' && hash !== undefined
            ? { ...event, digest: passwordDigest(hash) }
            : salted(event),
        ),
      );
    };
  },
  ...(kind === 'member' && { personal: async () => ['phone'] }),
  evolve: (record, id, event) => evolveRecord(record, id, event),
  save: (u, change) => save(u, kind, change),
});

/** A name is soon tried out on a hash; with this beside it, which is taken out with the name, it is not. */
const salted = (event: RecordEventBody): RecordEventBody =>
  'values' in event || 'change' in event ? { ...event, salt: newSalt() } : event;
const newSalt = (): string => randomBytes(16).toString('base64url');

/** A number that is the one in the vault changes nothing. */
async function samePhone(u: Unit, vault: Vault, order: RecordOrder, record: AnyRecord | null): Promise<RecordOrder> {
  if (order.verb !== 'change' || typeof order.values.phone !== 'string' || !standsIn(record?.phone)) return order;
  const known = await vault.shown(u, record.phone);
  return known === order.values.phone ? { ...order, values: { ...order.values, phone: record.phone } } : order;
}

function commandOf(kind: RecordKind, order: RecordOrder): RecordCommand {
  if (order.verb === 'create') {
    return { verb: 'create', values: { ...BLANK[kind], ...order.values }, password: order.passwordHash !== undefined };
  }
  if (order.verb === 'change') {
    const { version, values, passwordHash } = order;
    return { verb: 'change', version, change: values, password: passwordHash !== undefined };
  }
  return { verb: order.verb, version: order.version };
}

/** What the timeline knows of a password: enough to tell that the row's is the one that was set. */
export const passwordDigest = (passwordHash: string): string => createHash('sha256').update(passwordHash).digest('hex');

/** The row without what is derived or kept beside the record. */
export function fromRow(kind: RecordKind, row: AnyRow): AnyRecord {
  const { createdAt: _c, updatedAt: _u, path: _p, passwordHash, ...record } = row;
  const member = kind === 'member' ? { hasPassword: typeof passwordHash === 'string' } : {};
  return { ...record, ...member } as unknown as AnyRecord;
}

async function save(
  u: Unit,
  kind: RecordKind,
  { id, before, after, command, now }: Saved<RecordOrder, AnyRecord, RecordEventBody>,
): Promise<void> {
  const { hasPassword: _, ...columns } = after;
  const hash = 'passwordHash' in command ? command.passwordHash : undefined;
  const password =
    kind === 'member' ? (before === null || hash !== undefined ? { passwordHash: hash ?? null } : {}) : {};
  const path = kind === 'site' ? { path: await pathOf(u, String(after.name), after.parentId as string | null) } : {};
  const row = { ...columns, ...password, ...path, updatedAt: now };
  if (before === null) {
    await insertRow(u, kind, { ...row, id, createdAt: now });
    return;
  }
  if (kind === 'member') await changePicture(u, id, before.pictureId, after.pictureId);
  const { id: _id, ...patch } = row as typeof row & { id?: unknown };
  if ((await changeRow(u, kind, { id, version: before.version }, patch)) !== 1) throw new Conflict();
  if (kind === 'site' && (before.name !== after.name || before.parentId !== after.parentId)) await movePaths(u, id);
}
