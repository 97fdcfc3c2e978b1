// Templates: read by whoever reports, published by whoever manages them. A published revision never changes.
import type { TemplateId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { TemplateView } from '@paidan/shared/model/template';
import { refuse } from '@paidan/shared/refusal';
import type { TemplateEventBody, TemplateState } from '@paidan/shared/rules/record/state';
import { decideTemplate, evolveTemplate, type TemplateCommand } from '@paidan/shared/rules/record/template';
import { type Aggregate, Conflict } from '../../core/aggregate';
import type { Answer, Call, Handlers } from '../../core/call';
import type { Clock } from '../../core/clock';
import { readCursor, writeCursor } from '../../core/cursor';
import type { Execute } from '../../core/execute';
import { newId } from '../../core/ids';
import type { Scope } from '../../core/scope';
import type { RowOf } from '../../store/columns';
import { role } from '../../store/tables/role';
import { template } from '../../store/tables/template';
import { templateRevision } from '../../store/tables/templateRevision';
import { ticket } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';

export type TemplateDeps = { readonly store: Store; readonly execute: Execute; readonly clock: Clock };
type TemplateEndpoint = 'template.list' | 'template.get' | 'template.create' | 'template.publish' | 'template.retire';

const PAGE = 50;

export const templateAggregate: Aggregate<TemplateCommand, TemplateState, TemplateEventBody> = {
  kind: 'template',
  find: async (u, id) => {
    const row = await u.one(template, { id: id as TemplateId });
    if (row === undefined) return null;
    const { createdAt: _c, updatedAt: _u, ...state } = row;
    return state;
  },
  prepare: async (u, _scope, state, command) => {
    const roles = await u.find(role, { where: { state: 'active' } });
    const taken = command.type === 'template.create' && (await u.one(template, { code: command.code })) !== undefined;
    const facts = { roles: new Set(roles.map((row) => row.code)), taken };
    return () => decideTemplate(command, state, facts);
  },
  evolve: (state, id, event) => evolveTemplate(state, id as TemplateId, event as Parameters<typeof evolveTemplate>[2]),
  save: async (u, { id, before, after, events, now }) => {
    const bodies = events.flatMap((event) => ('body' in event ? [event.body] : []));
    const [body] = bodies;
    if (before === null) await u.insert(template, [{ ...after, createdAt: now, updatedAt: now }]);
    else {
      const { id: _, ...patch } = after;
      const where = { id: id as TemplateId, version: before.version };
      if ((await u.change(template, where, { ...patch, updatedAt: now })) !== 1) throw new Conflict();
    }
    if (body === undefined) return;
    const { revision, publishedAt } = after;
    await u.insert(templateRevision, [{ templateId: after.id, revision, body, publishedAt }]);
  },
};

export function templateHandlers({ store, execute, clock }: TemplateDeps): Handlers<TemplateEndpoint> {
  const run = async (call: Call, id: string, command: TemplateCommand): Answer<'template.create'> => {
    const fresh = command.type === 'template.create' ? ({ fresh: true } as const) : {};
    const fingerprint = { ...command, ...(command.type !== 'template.create' && { id }) };
    const done = await execute(templateAggregate, {
      scope: call.scope,
      key: call.key,
      id,
      ...fresh,
      command,
      fingerprint,
    });
    return done.ok ? answer(store.read(call.scope), done.value.id as TemplateId) : done;
  };
  return {
    'template.list': async (input, { scope }) => {
      const from = input.cursor === undefined ? null : readCursor(input.cursor, template, ['code', 'id']);
      if (from === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const limit = input.limit ?? PAGE;
      const rows = await store.read(scope).find(template, {
        where: input.retired === true ? {} : { state: 'active' },
        order: [
          ['code', 'asc'],
          ['id', 'asc'],
        ],
        ...(from !== null && { after: from }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const bodies = input.whole === true ? await newest(store.read(scope), page) : null;
      const items = page.map((head) => {
        const { id, code, state, revision, name } = head;
        const body = bodies?.get(id);
        return { id, code, state, revision, name, ...(body !== undefined && { template: viewOf(head, body) }) };
      });
      const last = page.at(-1);
      return ok(
        rows.length > limit && last !== undefined ? { items, next: writeCursor([last.code, last.id]) } : { items },
      );
    },
    'template.get': async ({ templateId, revision }, { scope }) => {
      const reader = store.read(scope);
      if (!(await mayRead(reader, scope, templateId))) return no(refuse('not_found'));
      return answer(reader, templateId, revision);
    },
    'template.create': ({ code, body }, call) => run(call, newId(clock.now()), { type: 'template.create', code, body }),
    'template.publish': ({ templateId, version, body }, call) =>
      run(call, templateId, { type: 'template.publish', version, body }),
    'template.retire': ({ templateId, version }, call) => run(call, templateId, { type: 'template.retire', version }),
  };
}

/** Somebody without an account reads those of their own tickets; what they may begin, `guest.page` gives them. */
async function mayRead(reader: Reader, { actor }: Scope, templateId: TemplateId): Promise<boolean> {
  if (actor.kind !== 'member' || actor.guest === undefined) return true;
  return (await reader.count(ticket, { requesterId: actor.id, templateId }, 1)) > 0;
}

async function answer(reader: Reader, id: TemplateId, revision?: number): Answer<'template.get'> {
  const head = await reader.one(template, { id });
  if (head === undefined) return no(refuse('not_found'));
  const row = await reader.one(templateRevision, { templateId: id, revision: revision ?? head.revision });
  if (row === undefined) return no(refuse('not_found'));
  return ok({ template: viewOf(head, row) });
}

type Head = RowOf<typeof template>;
type Revision = RowOf<typeof templateRevision>;

const viewOf = ({ id, code, state, version }: Head, { revision, publishedAt, body }: Revision): TemplateView => ({
  id,
  code,
  state,
  revision,
  version,
  publishedAt,
  ...body,
});

/** Of each template the revision that holds now, in one look-up. */
async function newest(reader: Reader, heads: readonly Head[]): Promise<ReadonlyMap<TemplateId, Revision>> {
  const any = heads.map(({ id, revision }) => ({ templateId: id, revision }));
  const rows = any.length === 0 ? [] : await reader.find(templateRevision, { where: { any } });
  return new Map(rows.map((row) => [row.templateId, row]));
}
