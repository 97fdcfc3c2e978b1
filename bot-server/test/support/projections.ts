// Rows that are derived from tickets and kept beside them for the sake of lists and workers: do they say what the tickets say?
import { groupBy } from '@paidan/shared/kernel/group';
import { referencesIn } from '@paidan/shared/rules/form/references';
import { expects } from '@paidan/shared/rules/ticket/expects';
import { gramsOf, wordsOf } from '../../src/lookups/grams';
import { makeTemplates } from '../../src/lookups/templates';
import { fromRow } from '../../src/lookups/ticketRow';
import { file } from '../../src/store/tables/file';
import { ticket } from '../../src/store/tables/ticket';
import { ticketGram } from '../../src/store/tables/ticketGram';
import { timer } from '../../src/store/tables/timer';
import { workItem } from '../../src/store/tables/workItem';
import type { Reader } from '../../src/store/unit';

/** In words, what does not agree. The outbox must be empty. */
export async function projectionFindings(reader: Reader): Promise<readonly string[]> {
  const templates = makeTemplates();
  const [tickets, work, timers, grams, files] = await Promise.all([
    reader.find(ticket, { where: {} }),
    reader.find(workItem, { where: {}, order: [['no', 'asc']] }),
    reader.find(timer, { where: {} }),
    reader.find(ticketGram, { where: {} }),
    reader.find(file, { where: { state: 'bound' } }),
  ]);
  const [workOf, timersOf, gramsFor] = [grouped(work), grouped(timers), grouped(grams)];
  const found: string[] = [];
  for (const row of tickets) {
    const one = fromRow(row);
    const template = await templates.at(reader, one.templateId, one.templateVersion);
    if (template === undefined) throw new Error('a ticket without a template');
    const say = (what: string, is: unknown, should: unknown) => {
      if (JSON.stringify(is) !== JSON.stringify(should)) {
        found.push(`${one.id} ${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`);
      }
    };
    const items = workOf.get(one.id) ?? [];
    const open = items.filter(({ state }) => state === 'open');
    say(
      'open work',
      open.map(({ no, node, token, kind, handlerId, role, openedAt }) => [
        no,
        node,
        token,
        kind,
        handlerId,
        role,
        openedAt,
      ]),
      one.work.map(({ no, node, token, kind, handlerId, role, openedAt }) => [
        no,
        node,
        token,
        kind,
        handlerId,
        role,
        openedAt,
      ]),
    );
    say('work due', [...new Set(open.map(({ dueAt }) => dueAt))], open.length === 0 ? [] : [one.dueAt]);
    say(
      'work so far',
      items.map(({ no }) => no),
      Array.from({ length: one.workCount }, (_, at) => at + 1),
    );
    say(
      'work closed',
      items.filter(({ state, closedAt }) => (state === 'done') !== (closedAt !== null)),
      [],
    );
    const sorted = (list: readonly { purpose: string; stage: number; dueAt: number }[]) =>
      list.map(({ purpose, stage, dueAt }) => `${purpose} ${stage} ${dueAt}`).sort();
    say('timers', sorted(timersOf.get(one.id) ?? []), sorted(expects(one, template)));
    const words = gramsOf(wordsOf(one, template.fields));
    say('grams', (gramsFor.get(one.id) ?? []).map(({ gram }) => gram).sort(), [...words].sort());
    const bound = new Set(files.filter(({ streamId }) => streamId === one.id).map(({ id }) => id));
    say(
      'files',
      referencesIn(template.fields, one.values).files.filter((id) => !bound.has(id)),
      [],
    );
  }
  const ids = new Set<string>(tickets.map(({ id }) => id));
  for (const [what, keys] of Object.entries({ work: workOf.keys(), timers: timersOf.keys(), grams: gramsFor.keys() })) {
    for (const id of keys) if (!ids.has(id)) found.push(`${what} of ${id}, which is no ticket`);
  }
  return found;
}

function grouped<Row extends { readonly ticketId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return groupBy(rows, ({ ticketId }) => ticketId);
}
