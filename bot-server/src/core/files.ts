// Where file contents are kept (a disk; one day an object store) and what a download is.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FileId, TenantId } from '@paidan/shared/kernel/id';
import type { FileKind } from '@paidan/shared/kinds';
import type { Scope } from './scope';

/** From and to which byte, the last one included. */
export type Part = { readonly from: number; readonly to: number };
/** `bytes`: of the whole file, whichever part of it the stream brings. */
export type Content = { readonly stream: Readable; readonly bytes: number };

export type FileStore = {
  /** Takes a finished file over from its temporary path; there for good when this resolves. */
  readonly put: (key: string, temporaryPath: string) => Promise<void>;
  /** Null: there is none with that key. */
  readonly open: (key: string, part?: Part) => Promise<Content | null>;
  readonly remove: (key: string) => Promise<void>;
};

/** Bytes by a name of any kind; they may be gone the next time. */
export type Cache = {
  readonly get: (name: string) => Promise<Buffer | null>;
  readonly put: (name: string, bytes: Buffer) => Promise<void>;
};

export type FileSize = 'full' | 'thumb';

/** 64 hexadecimal digits, evenly spread; nothing that a caller wrote is part of it. */
export const fileKey = (tenantId: TenantId, id: FileId, size: FileSize): string =>
  createHash('sha256').update(`${tenantId} ${id} ${size}`).digest('hex');

export type Download = {
  readonly kind: FileKind;
  readonly name: string;
  readonly mime: string;
  readonly etag: string;
  readonly bytes: number;
  readonly open: (part?: Part) => Promise<Content | null>;
};
/** Null: no such file in this organization, or not for this person to see. */
export type FindDownload = (scope: Scope, id: string, size: FileSize) => Promise<Download | null>;
