// @koa/multer ships no types: this is the part of it that we use.
declare module '@koa/multer' {
  import type { Readable } from 'node:stream';
  export type StoredFile = { readonly path: string; readonly originalname: string; readonly size: number };
  /** Where a file's bytes go; `path` is there once they are all written. */
  export type Storage = {
    readonly _handleFile: (
      req: unknown,
      file: { readonly stream: Readable },
      done: (error: unknown, stored?: { readonly path: string; readonly size: number }) => void,
    ) => void;
    readonly _removeFile: (req: unknown, file: Partial<StoredFile>, done: (error: unknown) => void) => void;
  };
  type Limits = {
    readonly fileSize: number;
    readonly files: number;
    readonly fields: number;
    readonly fieldSize: number;
    readonly parts: number;
    readonly headerPairs: number;
  };
  const multer: (options: { readonly storage: Storage; readonly limits: Limits; readonly defParamCharset: 'utf8' }) => {
    readonly single: (field: string) => (ctx: unknown, next: () => Promise<void>) => Promise<void>;
  };
  export default multer;
}
