// The same six endpoints for each kind of record, and each record's history.
import type { FileId, MemberId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import type { RecordKind } from '@paidan/shared/model/records';
import { refuse } from '@paidan/shared/refusal';
import type { Call, Handled, Handlers } from '../../core/call';
import { newId } from '../../core/ids';
import { memberIdOf } from '../../core/scope';
import { namesOf } from '../../lookups/names';
import { event } from '../../store/tables/event';
import { type RecordOrder, recordAggregate } from './aggregate';
import type { RecordDeps } from './deps';
import { passwordMark } from './fingerprint';
import { importHandlers } from './import';
import { type ListInput, listRecords } from './list';
import { inLine, touchesOthers } from './queue';
import { rowById } from './rows';
import { viewsOf } from './view';

type Verb = 'list' | 'get' | 'create' | 'change' | 'retire' | 'restore';
type RecordEndpoint =
  | `${RecordKind}.${Verb}`
  | 'member.import'
  | 'site.import'
  | 'record.history'
  | 'session.setPicture';

const KINDS = ['member', 'department', 'role', 'site', 'asset'] as const satisfies readonly RecordKind[];
const MOST_HISTORY = 500;

export function recordHandlers(deps: RecordDeps): Handlers<Extract<RecordEndpoint, Handled>> {
  const each = Object.assign({}, ...KINDS.map((kind) => handlersOf(deps, kind))) as Handlers<`${RecordKind}.${Verb}`>;
  return {
    ...each,
    ...importHandlers(deps),
    /** One's own, which needs no leave. */
    'session.setPicture': async ({ pictureId }, { scope, key }) => {
      const id = memberIdOf(scope.actor);
      if (id === null) return no(refuse('forbidden'));
      const command = { verb: 'change', id, values: { pictureId } } as const;
      const done = await deps.execute(recordAggregate('member'), { scope, key, id, command });
      return done.ok ? ok({ pictureId: done.value.state.pictureId as FileId | null }) : done;
    },
    'record.history': async ({ kind, id }, { scope }) => {
      const reader = deps.store.read(scope);
      const rows = await reader.find(event, {
        where: { streamId: id, kind },
        order: [['seq', 'asc']],
        limit: MOST_HISTORY,
      });
      if (rows.length === 0) return no(refuse('not_found'));
      const names = await namesOf(reader, { members: rows.map((row) => row.byId as MemberId | null) });
      const by = (memberId: MemberId | null) =>
        memberId === null ? null : { id: memberId, name: names.member(memberId) };
      const items = rows.map((row) => ({
        seq: row.seq,
        type: row.type,
        at: row.at,
        by: by(row.byId as MemberId | null),
        channel: row.channel,
        data: row.data as Record<string, Json>,
      }));
      return ok({ items });
    },
  };
}

type Input = { readonly id: string; readonly version?: number };
type Fields = { readonly [key: string]: Json } & { readonly password?: string };

function handlersOf({ store, execute, clock, secretKey, hashPassword }: RecordDeps, kind: RecordKind) {
  const mark = passwordMark(secretKey);
  const aggregate = recordAggregate(kind);

  const answer = async (call: Call, id: string) => {
    const reader = store.read(call.scope);
    const row = await rowById(reader, kind, id);
    if (row === undefined) return no(refuse('not_found'));
    const [record] = await viewsOf(reader, kind, [row]);
    return record === undefined ? no(refuse('not_found')) : ok({ record });
  };

  const run = async (call: Call, id: string, command: RecordOrder, fingerprint: object) => {
    const fresh = command.verb === 'create' ? ({ fresh: true } as const) : {};
    const { scope, key } = call;
    const write = () => execute(aggregate, { scope, key, id, ...fresh, command, fingerprint });
    const done = await (touchesOthers(kind, command) ? inLine(store, scope, write) : write());
    return done.ok ? answer(call, done.value.id) : done;
  };

  const hashed = async ({ password, ...values }: Fields) => ({
    values,
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
  });

  return {
    [`${kind}.list`]: (input: ListInput, call: Call) => listRecords(store.read(call.scope), kind, input),
    [`${kind}.get`]: ({ id }: Input, call: Call) => answer(call, id),
    [`${kind}.create`]: async (fields: Fields, call: Call) => {
      const id = newId(clock.now());
      const { password, ...plain } = fields;
      const fingerprint = { verb: 'create', plain, ...mark(password) };
      return run(call, id, { verb: 'create', id, ...(await hashed(fields)) }, fingerprint);
    },
    [`${kind}.change`]: async ({ id, version, change }: Input & { readonly change: Fields }, call: Call) => {
      const { password, ...plain } = change;
      return run(
        call,
        id,
        { verb: 'change', id, version, ...(await hashed(change)) },
        { verb: 'change', id, version, plain, ...mark(password) },
      );
    },
    [`${kind}.retire`]: ({ id, version }: Input, call: Call) => {
      const command = { verb: 'retire', id, version } as const;
      return run(call, id, command, command);
    },
    [`${kind}.restore`]: ({ id, version }: Input, call: Call) => {
      const command = { verb: 'restore', id, version } as const;
      return run(call, id, command, command);
    },
  };
}
