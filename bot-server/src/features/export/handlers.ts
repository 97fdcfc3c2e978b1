// export.list: who took which list along, the newest first.
import type { MemberId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { namesOf } from '../../lookups/names';
import { exportLog } from '../../store/tables/exportLog';
import type { Store } from '../../store/unit';

const PAGE = 50;

export function exportHandlers(store: Store): Handlers<'export.list'> {
  return {
    'export.list': async ({ cursor, limit = PAGE }, { scope, locale }) => {
      const after = cursor === undefined ? null : readCursor(cursor, exportLog, ['id']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      const rows = await reader.find(exportLog, {
        where: {},
        order: [['id', 'desc']],
        limit: limit + 1,
        ...(after !== null && { after }),
      });
      const page = rows.slice(0, limit);
      const names = await namesOf(reader, { members: page.map(({ memberId }) => memberId), locale });
      const by = (id: MemberId | null) => (id === null ? null : { id, name: names.member(id) });
      const items = page.map(({ id, memberId, createdAt, of, format, filter, rows: sent, whole }) => {
        return { id: id as never, by: by(memberId), at: createdAt, of, format, filter, rows: sent, whole };
      });
      const last = page.at(-1);
      return ok(rows.length <= limit || last === undefined ? { items } : { items, next: writeCursor([last.id]) });
    },
  };
}
