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
  /** Download: GET /api/files/<id>, with `?size=thumb` for a small picture. Voice notes answer to Range. */
  'file.upload': endpoint({
    input: z.strictObject({}),
    output: z.strictObject({ file: fileView }),
    kind: 'command',
    auth: 'member',
    guest: 'too',
    upload: true,
    summary: { zh: '上传文件', en: 'Upload a picture, voice note or document; it is swept unless a ticket takes it' },
  }),
} as const;
