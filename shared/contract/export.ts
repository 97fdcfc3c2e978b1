// Lists as files, and who took which.
import { z } from 'zod';
import { EXPORT_FORMATS, EXPORT_KINDS } from '../kinds';
import { anyJson, id, instant } from '../model/base';
import { type Download, endpoint } from './endpoint';
import { page, paging } from './paging';

/** Beside a list's own filters. */
export const asFile = { format: z.enum(EXPORT_FORMATS) };
/** The list as a file: rows as the list shows them to whoever asks, in an order in which each comes once. */
export const exported = {
  output: z.custom<Download>(),
  download: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  kind: 'read',
  auth: 'member',
  also: ['export_rows'],
} as const;

const note = z.strictObject({
  id: id<'export'>(),
  by: z.strictObject({ id: id<'member'>(), name: z.string() }).nullable(),
  at: instant,
  of: z.enum(EXPORT_KINDS),
  format: z.enum(EXPORT_FORMATS),
  filter: z.record(z.string(), anyJson),
  /** How many were sent; null: it is under way, or the server was gone before it could be told. */
  rows: z.int().nullable(),
  /** To the last row. */
  whole: z.boolean().nullable(),
});
export type ExportNote = z.infer<typeof note>;

export const exportNotes = {
  'export.list': endpoint({
    input: z.strictObject({ ...paging }),
    output: page(note),
    kind: 'read',
    auth: 'member',
    grant: 'member.manage',
    summary: { zh: '导出记录', en: 'Who took which list along' },
  }),
} as const;
