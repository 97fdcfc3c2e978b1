// The board: how many tickets of the last days are how far, by what they are about.
import { BOARD_DAYS } from '@paidan/shared/contract/ticket';
import { ok } from '@paidan/shared/kernel/result';
import { DAY } from '@paidan/shared/kernel/time';
import type { Handlers } from '../../core/call';
import type { Clock } from '../../core/clock';
import { dayOf } from '../../lookups/ticketRow';
import { template } from '../../store/tables/template';
import { ticket } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';
import { seen } from './filter';

/** Days that are counted at once. MySQL counts parts side by side; on SQLite, others are answered in between. */
const PART = 10;

export function boardHandlers(store: Store, clock: Clock): Handlers<'ticket.board'> {
  return {
    'ticket.board': async ({ days: wanted = BOARD_DAYS }, { scope }) => {
      const reader = store.read(scope);
      const now = clock.now();
      const days = Array.from({ length: wanted }, (_, at) => dayOf(now - (wanted - 1 - at) * DAY));
      const parts = Array.from({ length: Math.ceil(wanted / PART) }, (_, at) => days.slice(at * PART, (at + 1) * PART));
      const rows = await Promise.all(
        parts.map((part) => {
          const [first = '', last = ''] = [part[0], part.at(-1)];
          const where = { createdDay: { gte: first, lte: last }, all: [seen(scope.actor)] };
          return reader.tally(ticket, where, ['createdDay', 'phase', 'templateId']);
        }),
      );
      const cells = rows.flat().map(({ createdDay, n, ...cell }) => ({ day: createdDay, ...cell, count: n }));
      const ids = [...new Set(cells.map(({ templateId }) => templateId))];
      const templates = await reader.find(template, {
        where: { id: { in: ids } },
        order: [['code', 'asc']],
        columns: ['id', 'name'],
      });
      return ok({ days, templates, cells });
    },
  };
}
