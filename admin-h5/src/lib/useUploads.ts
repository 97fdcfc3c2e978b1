// Pictures on their way up: a preview, how far each has come, and what went wrong.
import type { FileId } from '@paidan/shared/kernel/id';
import { useCallback, useEffect, useRef, useState } from 'react';
import { upload } from './upload';

export type Upload = {
  readonly key: string;
  readonly file: File;
  readonly preview: string;
  readonly part: number;
  readonly problem: string | null;
};
let next = 1;

export function useUploads(onDone: (id: FileId) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const done = useRef(onDone);
  done.current = onDone;
  const previews = useRef(new Set<string>());
  useEffect(() => {
    const made = previews.current;
    return () => {
      for (const each of made) URL.revokeObjectURL(each);
    };
  }, []);

  const patch = useCallback((key: string, change: Partial<Upload>) => {
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
  }, []);
  const drop = useCallback((key: string) => setUploads((all) => all.filter((each) => each.key !== key)), []);
  const send = useCallback(
    async ({ key, file }: Upload) => {
      patch(key, { part: 0, problem: null });
      const answer = await upload('file.upload', file, { onProgress: (part) => patch(key, { part }) });
      if (!answer.ok) return patch(key, { problem: answer.refusal.message });
      drop(key);
      done.current(answer.value.file.id);
    },
    [patch, drop],
  );
  const start = useCallback(
    (files: readonly File[]) => {
      const fresh = files.map((file) => ({
        key: `u${next++}`,
        file,
        preview: URL.createObjectURL(file),
        part: 0,
        problem: null,
      }));
      for (const { preview } of fresh) previews.current.add(preview);
      setUploads((all) => [...all, ...fresh]);
      for (const each of fresh) void send(each);
    },
    [send],
  );
  const retry = (key: string) => {
    const found = uploads.find((each) => each.key === key);
    if (found) void send(found);
  };
  return { uploads, start, retry, drop };
}
