// Uploads without a server.
import { idOf } from './fake/data';

/** XMLHttpRequest as far as an upload needs it. */
export function takeUploads(status = 200) {
  const made: string[] = [];
  globalThis.XMLHttpRequest = class {
    upload = { onprogress: null as null | ((event: unknown) => void) };
    status = status;
    responseText = '';
    onload: (() => void) | null = null;
    open(_: string, url: string) {
      made.push(url);
    }
    setRequestHeader() {}
    send() {
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
      this.responseText = JSON.stringify(
        status === 200
          ? { file: { id: idOf('file', made.length) } }
          : { error: { code: 'file_damaged', message: '文件已损坏，无法读取' } },
      );
      setTimeout(() => this.onload?.(), 5);
    }
  } as unknown as typeof XMLHttpRequest;
  return made;
}
export const picture = (name: string) => new File(['x'], name, { type: 'image/png' });
