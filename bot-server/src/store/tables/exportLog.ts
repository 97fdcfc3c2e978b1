// Lists that somebody took along as a file: who, which, and how many rows.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { ExportFormat, ExportKind } from '@paidan/shared/kinds';
import type { ExportFilter } from '@paidan/shared/rules/export/log';
import { bool, id, instant, int, json, nullable, table, text } from '../columns';

export const exportLog = table('export_log', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<string>(),
    memberId: nullable(id<MemberId>()),
    of: text<ExportKind>(16),
    format: text<ExportFormat>(8),
    filter: json<ExportFilter>(),
    rows: nullable(int()),
    whole: nullable(bool()),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
