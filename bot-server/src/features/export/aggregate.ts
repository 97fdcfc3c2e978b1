// The note of one export, as an aggregate: begun, and ended.
import type { MemberId } from '@paidan/shared/kernel/id';
import {
  decideExport,
  type ExportCommand,
  type ExportEvent,
  type ExportEventBody,
  type ExportState,
  evolveExport,
} from '@paidan/shared/rules/export/log';
import { type Aggregate, Conflict } from '../../core/aggregate';
import { exportLog } from '../../store/tables/exportLog';

export const exportAggregate: Aggregate<ExportCommand, ExportState, ExportEventBody> = {
  kind: 'export',
  find: async (u, id) => {
    const row = await u.one(exportLog, { id });
    if (row === undefined) return null;
    const { createdAt: _, updatedAt: __, ...state } = row;
    return state;
  },
  prepare: async (_u, _scope, before, command) => () => decideExport(command, before),
  evolve: (state, id, event) => evolveExport(state, id, event as ExportEvent),
  save: async (u, { id, before, after, now }) => {
    if (before === null) {
      const memberId = after.memberId as MemberId | null;
      return u.insert(exportLog, [{ ...after, memberId, createdAt: now, updatedAt: now }]);
    }
    const { rows, whole, version } = after;
    const where = { id, version: before.version };
    if ((await u.change(exportLog, where, { rows, whole, version, updatedAt: now })) !== 1) throw new Conflict();
  },
};
