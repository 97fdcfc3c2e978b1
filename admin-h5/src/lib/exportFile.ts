// A list as a file from the server: told as it comes how much is here, and given up when nobody wants it any more.
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { commonHeaders, offline, type Refused, refusedIn } from './call';
import { announceSignedOut } from './signedOut';

export type ExportName = Extract<EndpointName, `${string}.export`>;
export type ExportInput<Name extends ExportName> = Omit<InputOf<Name>, 'format'>;
export type Progress = {
  /** Of the whole; null: the server has not said yet. */
  readonly rows: number | null;
  readonly bytes: number;
};
export type SavedFile = { readonly name: string; readonly blob: Blob; readonly rows: number | null };

export async function fetchExport(
  name: ExportName,
  input: object,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Result<SavedFile, Refused>> {
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { ...commonHeaders(), 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      signal,
    });
    if (!response.ok) {
      const refusal = refusedIn(await response.json());
      if (refusal.code === 'signed_out') announceSignedOut();
      return no(refusal);
    }
    const said = response.headers.get('X-Paidan-Rows');
    const rows = said === null ? null : Number(said);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    onProgress({ rows, bytes });
    for (const reader = response.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      bytes += value.length;
      onProgress({ rows, bytes });
    }
    const type = response.headers.get('Content-Type') ?? '';
    return ok({ name: nameIn(response.headers), blob: new Blob(parts, { type }), rows });
  } catch {
    return no(offline());
  }
}

function nameIn(headers: Headers): string {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(headers.get('Content-Disposition') ?? '') ?? [];
  return name === undefined ? 'export' : decodeURIComponent(name);
}

/** Time enough for a slow disk. */
const KEPT_MS = 60_000;

export function save({ name, blob }: SavedFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
