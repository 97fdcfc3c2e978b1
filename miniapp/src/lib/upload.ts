// A picture on its way to the server. It never throws.
import type { FileView } from '@paidan/shared/contract/file';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Failure, headers, judge } from './call';
import { host } from './host';
import { serverBase } from './server';
import { currentSession } from './session';
import type { Mark } from './stamp';

/**
 * `key`: the same at every try, so that a picture whose answer was lost is not there twice. `mark`: what the server is to write
 * on it.
 */
export async function upload(
  path: string,
  name: string,
  key: string,
  mark: Mark | null = null,
): Promise<Result<FileView, Failure>> {
  const base = serverBase();
  if (base === null) return no({ kind: 'offline' });
  const token = currentSession()?.token;
  const header = headers(key);
  const fields: Record<string, string> =
    mark === null ? {} : { ticketId: mark.ticketId, takenAt: String(Math.round(mark.takenAt)) };
  const order = { url: `${base}/api/file.upload`, path, fileName: name, header, fields };
  const sentAt = Date.now();
  const answer = judge(await host.upload(order), token, sentAt);
  if (!answer.ok) return answer;
  const { file } = answer.value as { file?: FileView };
  return file ? ok(file) : no({ kind: 'fault', requestId: null });
}
