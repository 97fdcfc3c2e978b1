// An asset's story: what is under way on it, and what was done before. Its technician sees all of it in short; others what they see
// anyway.
import type { OutputOf } from '@paidan/shared/contract/index';
import type { PastTicket } from '@paidan/shared/contract/ticket';
import type { AssetId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { ENDED, PHASES, type Phase } from '@paidan/shared/kinds';
import { refuse } from '@paidan/shared/refusal';
import { seesHistory } from '@paidan/shared/rules/policy/history';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { Actor } from '@paidan/shared/rules/ticket/context';
import { didIn } from '@paidan/shared/rules/ticket/did';
import { stageOf } from '@paidan/shared/rules/ticket/stage';
import type { Locale } from '@paidan/shared/text/index';
import type { Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { namesOf } from '../../lookups/names';
import { fromRow, type TicketRow } from '../../lookups/ticketRow';
import { asset } from '../../store/tables/asset';
import { site } from '../../store/tables/site';
import { ticket as table } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';
import { ownTemplate } from './aggregate';
import { type TicketWhere, whereOf } from './filter';
import type { Present } from './present';

const PAGE = 20;
const MOST_OPEN = 50;
const NEWEST = [['id', 'desc']] as const;

export function historyHandlers(store: Store, present: Present): Handlers<'asset.history'> {
  return {
    'asset.history': async ({ id, cursor, limit = PAGE }, { scope: { actor, ...scope }, locale }) => {
      const reader = store.read(scope);
      const found = await assetView(reader, id);
      if (found === null) return no(refuse('not_found'));
      const after = cursor === undefined ? null : readCursor(cursor, table, ['id']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const mine = (phase: { readonly in: Phase[] }): TicketWhere =>
        seesHistory(actor)
          ? { assetId: id, phase }
          : { ...whereOf({ assetId: id }, actor, present.clock.now()), phase };
      const running = PHASES.filter((phase) => !ENDED.includes(phase));
      const [open, over] = await Promise.all([
        after === null
          ? reader.find(table, { where: mine({ in: running }), order: NEWEST, limit: MOST_OPEN })
          : ([] as TicketRow[]),
        reader.find(table, {
          where: mine({ in: [...ENDED] }),
          order: NEWEST,
          limit: limit + 1,
          ...(after !== null && { after }),
        }),
      ]);
      const page = over.slice(0, limit);
      const last = page.at(-1);
      return ok({
        asset: found,
        open: await told(present, reader, { actor, locale }, open),
        items: await told(present, reader, { actor, locale }, page),
        ...(over.length > limit && last !== undefined && { next: writeCursor([last.id]) }),
      });
    },
  };
}

async function assetView(reader: Reader, id: AssetId): Promise<OutputOf<'asset.get'>['record'] | null> {
  const row = await reader.one(asset, { id });
  if (row === undefined) return null;
  const { createdAt: _c, updatedAt: _u, ...record } = row;
  const place = row.siteId === null ? undefined : await reader.one(site, { id: row.siteId });
  return { ...record, sitePath: place?.path ?? null };
}

async function told(
  { templates }: Present,
  reader: Reader,
  { actor, locale }: { readonly actor: Actor; readonly locale: Locale },
  rows: readonly TicketRow[],
): Promise<PastTicket[]> {
  const names = await namesOf(reader, { members: rows.map((row) => row.assigneeId), locale });
  return Promise.all(
    rows.map(async (row) => {
      const { words, flags } = didIn(await ownTemplate(templates, reader, fromRow(row)), row.values);
      const { id, no: number, title, phase, priority, createdAt, completedAt, endedAt, assigneeId } = row;
      const handler = assigneeId === null ? null : { id: assigneeId, name: names.member(assigneeId) };
      const when = { createdAt, completedAt, endedAt, stage: stageOf(row) };
      return {
        ...{ id, no: number, title, phase, priority, ...when, handler },
        ...{ did: [...words], flags, mayOpen: canSee(actor, row) },
      };
    }),
  );
}
