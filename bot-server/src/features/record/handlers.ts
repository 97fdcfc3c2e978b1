// The same seven endpoints for each kind of record, and each record's history.
import type { FileId, MemberId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import type { RecordKind } from '@paidan/shared/model/records';
import { refuse } from '@paidan/shared/refusal';
import { NAME_BEFORE, NO_NAME } from '@paidan/shared/rules/erasure/erasure';
import { words } from '@paidan/shared/text/index';
import type { Call, Handled, Handlers } from '../../core/call';
import { newId } from '../../core/ids';
import { memberIdOf } from '../../core/scope';
import { namesOf } from '../../lookups/names';
import { event } from '../../store/tables/event';
import type { Unit } from '../../store/unit';
import { type RecordOrder, recordAggregate } from './aggregate';
import type { RecordDeps } from './deps';
import { eraseHandlers } from './erase';
import { exportRecords } from './export';
import { passwordMark } from './fingerprint';
import { importHandlers } from './import';
import { type ListInput, listRecords } from './list';
import { ownPasswordHandlers } from './ownPassword';
import { inLine, touchesOthers } from './queue';
import { rowById } from './rows';
import { viewsOf } from './view';

type Verb = 'list' | 'export' | 'get' | 'create' | 'change' | 'retire' | 'restore';
type RecordEndpoint =
  | `${RecordKind}.${Verb}`
  | 'member.import'
  | 'site.import'
  | 'record.history'
  | 'session.setPicture'
  | 'session.setPassword'
  | 'member.erase'
  | 'member.erasing';

const KINDS = ['member', 'department', 'role', 'site', 'asset'] as const satisfies readonly RecordKind[];
const MOST_HISTORY = 500;

export function recordHandlers(deps: RecordDeps): Handlers<Extract<RecordEndpoint, Handled>> {
  const each = Object.assign({}, ...KINDS.map((kind) => handlersOf(deps, kind))) as Handlers<`${RecordKind}.${Verb}`>;
  return {
    ...each,
    ...importHandlers(deps),
    ...eraseHandlers(deps),
    ...ownPasswordHandlers(deps),
    /** One's own, which needs no leave. */
    'session.setPicture': async ({ pictureId }, { scope, key }) => {
      const id = memberIdOf(scope.actor);
      if (id === null) return no(refuse('forbidden'));
      const command = { verb: 'change', id, values: { pictureId } } as const;
      const done = await deps.execute(recordAggregate('member', deps.store.vault), { scope, key, id, command });
      return done.ok ? ok({ pictureId: done.value.state.pictureId as FileId | null }) : done;
    },
    'record.history': async ({ kind, id }, { scope, locale }) => {
      const reader = deps.store.read(scope);
      const rows = await reader.find(event, {
        where: { streamId: id, kind },
        order: [['seq', 'asc']],
        limit: MOST_HISTORY,
      });
      if (rows.length === 0) return no(refuse('not_found'));
      const names = await namesOf(reader, { members: rows.map((row) => row.byId as MemberId | null), locale });
      const nobody = rows.some(({ type }) => type === 'member.erased') ? words(locale).erased : null;
      const by = (memberId: MemberId | null) =>
        memberId === null ? null : { id: memberId, name: names.member(memberId) };
      const items = rows.map((row) => ({
        seq: row.seq,
        type: row.type,
        at: row.at,
        by: by(row.byId as MemberId | null),
        channel: row.channel,
        data: shownOf(row.type, row.data as Record<string, Json>, nobody),
      }));
      return ok({ items });
    },
  };
}

/** Without what only proves something; `nobody`: what whoever was erased is called. */
function shownOf(
  type: string,
  { salt: _, ...data }: Record<string, Json>,
  nobody: string | null,
): Record<string, Json> {
  if (type === 'member.erased') return { reason: data.reason ?? '' };
  if (nobody === null) return data;
  const called = (members: Json | undefined) => {
    const { name } = members as { readonly name?: Json };
    return { ...(members as object), ...((name === NO_NAME || name === NAME_BEFORE) && { name: nobody }) } as Json;
  };
  return {
    ...data,
    ...('values' in data && { values: called(data.values) }),
    ...('change' in data && { change: called(data.change) }),
  };
}

type Input = { readonly id: string; readonly version?: number };
type Fields = { readonly [key: string]: Json } & { readonly password?: string };

function handlersOf({ store, execute, clock, secretKey, hashPassword, exporter }: RecordDeps, kind: RecordKind) {
  const mark = passwordMark(secretKey);
  const aggregate = recordAggregate(kind, store.vault);

  const answer = async (call: Call, id: string) => {
    const reader = store.read(call.scope);
    const row = await rowById(reader, kind, id);
    if (row === undefined) return no(refuse('not_found'));
    const [record] = await viewsOf(reader, kind, [row], call.locale);
    return record === undefined ? no(refuse('not_found')) : ok({ record });
  };

  const run = async (call: Call, id: string, command: RecordOrder, fingerprint: object) => {
    const fresh = command.verb === 'create' ? ({ fresh: true } as const) : {};
    const { scope, key } = call;
    const write = (within?: Unit) => execute(aggregate, { scope, within, key, id, ...fresh, command, fingerprint });
    const done = await (touchesOthers(kind, command) ? inLine(store, scope, write) : write());
    return done.ok ? answer(call, done.value.id) : done;
  };

  const hashed = async ({ password, ...values }: Fields) => ({
    values,
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
  });

  return {
    [`${kind}.list`]: (input: ListInput, call: Call) => listRecords(store, call, kind, input),
    [`${kind}.export`]: exportRecords(store, exporter, kind),
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
