import { z } from 'zod';
import { FILE_KINDS } from '../kinds';
import { id, instant } from '../model/base';
import { endpoint } from './endpoint';

export const fileView = z.strictObject({
  id: id<'file'>(),
  kind: z.enum(FILE_KINDS),
  name: z.string(),
  mime: z.string(),
  bytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  createdAt: instant,
});
export type FileView = z.infer<typeof fileView>;

export const file = {
  /**
   * Download: GET /api/files/<id>, with `?size=thumb` for a small picture. Voice notes answer to Range.
   * With `ticketId` a picture is given its watermark here: when, where, by whom, for which ticket, as far as the server knows it.
   */
  'file.upload': endpoint({
    input: z.strictObject({
      /** Fields of a form are text. One that the caller may not see lends the picture neither its place nor its number. */
      ticketId: id<'ticket'>().optional(),
      /** When the picture was taken, by the caller's clock: milliseconds since 1970. */
      takenAt: z
        .string()
        .max(14)
        .regex(/^\d{12,14}$/)
        .optional(),
    }),
    output: z.strictObject({ file: fileView }),
    kind: 'command',
    auth: 'member',
    guest: 'too',
    upload: true,
    summary: { zh: '上传文件', en: 'Upload a picture, voice note or document; it is swept unless a ticket takes it' },
  }),
} as const;
