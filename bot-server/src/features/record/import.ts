// Members and sites from a spreadsheet: every row is checked first, and with any problem nothing at all is written.
import { setImmediate } from 'node:timers/promises';
import type { ImportResult } from '@paidan/shared/contract/records';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { creates } from '@paidan/shared/model/records';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Call, Handlers } from '../../core/call';
import { newId } from '../../core/ids';
import { errorMap, saidIssue } from '../../core/issues';
import { sayPlain } from '../../core/say';
import { department } from '../../store/tables/department';
import { role } from '../../store/tables/role';
import type { Reader } from '../../store/unit';
import { type RecordOrder, recordAggregate } from './aggregate';
import { headingOf, type Importable, missingIn, valuesOf } from './columns';
import type { RecordDeps } from './deps';
import { inLine } from './queue';
import { rowsWhere } from './rows';
import { readSheet, type SheetRow, unread } from './sheet';

type Problem = ImportResult['problems'][number];
type Planned = { readonly row: number; readonly order: RecordOrder };

export function importHandlers(deps: RecordDeps): Handlers<'member.import' | 'site.import'> {
  const handler =
    (kind: Importable) =>
    async ({ dryRun }: { dryRun?: boolean | undefined }, call: Call): Promise<Result<ImportResult, Refusal>> => {
      if (call.upload === null) return no(refuse('invalid', { where: 'file' }));
      const sheet = await readSheet(call.upload.path, call.locale);
      if (!sheet.ok) return sheet;
      const missing = missingIn(kind, sheet.value.headings, call.locale);
      if (missing.length > 0) return no(unread(call.locale, { lacks: missing }));
      const { planned, problems } = await plan(deps, kind, call, sheet.value.rows);
      const created = planned.filter((one) => one.order.verb === 'create').length;
      const result = { rows: sheet.value.rows.length, created, changed: planned.length - created, problems };
      const failed = problems.length > 0 ? problems : await carryOut(deps, kind, call, planned, dryRun === true);
      return ok(failed.length === 0 ? result : { ...result, created: 0, changed: 0, problems: failed });
    };
  return { 'member.import': handler('member'), 'site.import': handler('site') };
}

/** A row whose login or code is known changes that record; other rows make new ones. Sites may name parents of earlier rows. */
async function plan(deps: RecordDeps, kind: Importable, call: Call, rows: readonly SheetRow[]) {
  const reader = deps.store.read(call.scope);
  const references = await referencesOf(reader);
  const planned: Planned[] = [];
  const problems: Problem[] = [];
  const ids = new Map<string, string>();
  for (const { row, cells } of rows) {
    const raw = valuesOf(kind, cells);
    const parsed = creates[kind].safeParse(
      { ...UNSAID[kind], ...(await resolved(reader, kind, raw, ids, references)) },
      {
        error: errorMap(call.locale),
      },
    );
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      problems.push({
        row,
        column: headingOf(kind, issue?.path[0], call.locale),
        message: issue === undefined ? '' : saidIssue(call.locale, issue).message,
      });
      continue;
    }
    const values = parsed.data as unknown as { readonly [key: string]: Json };
    const key = String(kind === 'member' ? values.login : values.code);
    if (ids.has(key)) {
      problems.push({
        row,
        column: headingOf(kind, kind === 'member' ? 'login' : 'code', call.locale),
        message: sayPlain(call.locale, refuse('duplicate', { value: key })).message,
      });
      continue;
    }
    const [known] = await rowsWhere(reader, kind, kind === 'member' ? { login: key } : { code: key }, 1);
    const id = known?.id ?? newId(deps.clock.now());
    ids.set(key, id);
    const { login: _l, code: _c, ...said } = values;
    // What the sheet has no column for stays as it is.
    const change = Object.fromEntries(Object.entries(said).filter(([column]) => Object.hasOwn(raw, column)));
    planned.push({
      row,
      order: known === undefined ? { verb: 'create', id, values } : { verb: 'change', id, values: change },
    });
  }
  return { planned, problems };
}

/** What a new record has where the sheet does not speak of it. */
const UNSAID = { member: { roles: [] }, site: {} } as const satisfies Record<Importable, object>;

type References = { readonly departments: ReadonlyMap<string, string>; readonly roles: ReadonlyMap<string, string> };

async function referencesOf(reader: Reader): Promise<References> {
  const departments = await reader.find(department, { where: { state: 'active' } });
  const roles = await reader.find(role, { where: { state: 'active' } });
  return {
    departments: new Map(departments.map((one) => [one.name, one.id])),
    roles: new Map(
      roles.flatMap((one) => [one.code, one.name.zh, one.name.en].map((word) => [word, one.code] as const)),
    ),
  };
}

/** Names of departments, roles and parent sites become the ids and codes that they stand for. */
async function resolved(
  reader: Reader,
  kind: Importable,
  raw: Readonly<Record<string, Json>>,
  earlier: ReadonlyMap<string, string>,
  { departments, roles }: References,
): Promise<object> {
  if (kind === 'member') {
    const { departmentId, roles: words } = raw;
    return {
      ...raw,
      ...(typeof departmentId === 'string' && { departmentId: departments.get(departmentId) ?? departmentId }),
      ...(Array.isArray(words) && { roles: words.map((word) => roles.get(String(word)) ?? word) }),
    };
  }
  if (typeof raw.parentId !== 'string') return raw;
  const known = earlier.get(raw.parentId) ?? (await rowsWhere(reader, 'site', { code: raw.parentId }, 1))[0]?.id;
  return { ...raw, parentId: known ?? raw.parentId };
}

/** Ends the unit without a trace. */
class TakeBack extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super('import taken back');
  }
}

/** On SQLite a unit goes on without ever waiting: after so many rows others are answered. */
const PAUSE = 50;

/** Every row goes the write path, all of them in one unit; a refusal, or a dry run, takes the whole back. */
async function carryOut(
  deps: RecordDeps,
  kind: Importable,
  call: Call,
  planned: readonly Planned[],
  dryRun: boolean,
): Promise<Problem[]> {
  const aggregate = recordAggregate(kind, deps.store.vault);
  try {
    return await inLine(deps.store, call.scope, async (within) => {
      const problems: Problem[] = [];
      for (const [at, { row, order }] of planned.entries()) {
        if (at % PAUSE === PAUSE - 1) await setImmediate();
        const fresh = order.verb === 'create' ? ({ fresh: true } as const) : {};
        const done = await deps.execute(aggregate, {
          scope: call.scope,
          within,
          key: null,
          id: order.id,
          ...fresh,
          command: order,
        });
        if (!done.ok) problems.push({ row, column: null, message: sayPlain(call.locale, done.refusal).message });
      }
      if (dryRun || problems.length > 0) throw new TakeBack(problems);
      return [];
    });
  } catch (error) {
    if (error instanceof TakeBack) return [...error.problems];
    throw error;
  }
}
