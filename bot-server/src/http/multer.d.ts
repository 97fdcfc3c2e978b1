// @koa/multer ships no types: this is the part of it that we use.
declare module '@koa/multer' {
  export type StoredFile = { readonly path: string; readonly originalname: string; readonly size: number };
  type Limits = {
    readonly fileSize: number;
    readonly files: number;
    readonly fields: number;
    readonly fieldSize: number;
    readonly parts: number;
    readonly headerPairs: number;
  };
  const multer: (options: { readonly dest: string; readonly limits: Limits; readonly defParamCharset: 'utf8' }) => {
    readonly single: (field: string) => (ctx: unknown, next: () => Promise<void>) => Promise<void>;
  };
  export default multer;
}
