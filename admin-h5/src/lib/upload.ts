// Sending a file with progress. XMLHttpRequest, because fetch tells nothing about how far an upload has come.
import type { OutputOf } from '@paidan/shared/contract/index';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { commonHeaders, newKey, offline, type Refused, refusedIn } from './call';
import { announceSignedOut } from './signedOut';

export type UploadName = 'file.upload' | 'member.import' | 'site.import';
export type Uploaded<Name extends UploadName> = Result<OutputOf<Name>, Refused>;

/** `onProgress`: 0 to 1. */
export function upload<Name extends UploadName>(
  name: Name,
  file: File,
  { fields = {}, onProgress }: { fields?: Readonly<Record<string, string>>; onProgress?: (part: number) => void } = {},
): Promise<Uploaded<Name>> {
  return new Promise((resolve) => {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.append(key, value);
    form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', `/api/${name}`);
    request.responseType = 'text';
    for (const [header, value] of Object.entries({ ...commonHeaders(), 'Idempotency-Key': newKey() })) {
      request.setRequestHeader(header, value);
    }
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => resolve(no(offline()));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300 && body !== undefined) return resolve(ok(body as OutputOf<Name>));
      const refusal = refusedIn(body);
      if (refusal.code === 'signed_out') announceSignedOut();
      resolve(no(refusal));
    };
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const fileUrl = (id: string, size?: 'thumb'): string =>
  `/api/files/${encodeURIComponent(id)}${size ? `?size=${size}` : ''}`;
