// A picture on its way to the server. It never throws.
import type { FileView } from '@paidan/shared/contract/file';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Failure, headers, judge } from './call';
import { host } from './host';
import { serverBase } from './server';
import { currentSession } from './session';

/** `key`: the same at every try, so that a picture whose answer was lost is not there twice. */
export async function upload(path: string, name: string, key: string): Promise<Result<FileView, Failure>> {
  const base = serverBase();
  if (base === null) return no({ kind: 'offline' });
  const token = currentSession()?.token;
  const header = headers(key);
  const answer = judge(await host.upload({ url: `${base}/api/file.upload`, path, fileName: name, header }), token);
  if (!answer.ok) return answer;
  const { file } = answer.value as { file?: FileView };
  return file ? ok(file) : no({ kind: 'fault', requestId: null });
}
