// Where file contents are kept (a disk; one day an object store) and what a download is. Keys are random and say nothing.
import type { Readable } from 'node:stream';
import type { Scope } from './scope';

export type FileStore = {
  /** Takes a finished file over from its temporary path; on disk for good when this resolves. */
  readonly put: (temporaryPath: string) => Promise<string>;
  /** Null: there is none with that key. */
  readonly open: (key: string) => Promise<{ readonly stream: Readable; readonly bytes: number } | null>;
  readonly remove: (key: string) => Promise<void>;
};

export type FileSize = 'full' | 'thumb';
export type Download = {
  readonly kind: 'image' | 'document';
  readonly name: string;
  readonly mime: string;
  readonly etag: string;
  readonly open: () => Promise<{ readonly stream: Readable; readonly bytes: number } | null>;
};
/** Null: no such file in this organization, or not for this person to see. */
export type FindDownload = (scope: Scope, id: string, size: FileSize) => Promise<Download | null>;
