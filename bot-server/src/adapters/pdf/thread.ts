// The thread that draws, as this one sees it: begun when it is needed, gone when it was not for a while.
import { Worker } from 'node:worker_threads';
import { NotNow } from '../../core/faults';
import type { DrawnLabel, LabelJob } from '../../core/labelSheet';

export type SentJob = Omit<LabelJob, 'labels'> & {
  /** `mini`: there is one, to be asked for when its turn comes. */
  readonly labels: readonly (Omit<DrawnLabel, 'mini'> & { readonly mini: boolean })[];
};
export type Question =
  | { readonly what: 'font' }
  | { readonly what: 'letter'; readonly text: string }
  | { readonly what: 'print'; readonly sheet: number; readonly job: SentJob }
  /** The next bytes; null: that was all. */
  | { readonly what: 'next'; readonly sheet: number };
/** What the thread is sent, … */
export type ToThread =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'end'; readonly sheet: number }
  | { readonly kind: 'mini'; readonly sheet: number; readonly at: number; readonly bytes: Uint8Array | null };
/** … and what it sends. */
export type FromThread =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'wants'; readonly sheet: number; readonly at: number };

type Minis = (at: number) => Promise<Buffer>;
export type PdfThread = {
  /** Rejects with `NotNow` where the thread is lost; the next question begins another. */
  readonly ask: (question: Question) => Promise<unknown>;
  /** A document's number; `minis`: the codes that its labels show. Until it is closed, the thread stays. */
  readonly open: (minis: Minis) => number;
  readonly close: (sheet: number) => void;
  readonly isRunning: () => boolean;
};

/** Milliseconds without a question. */
const IDLE = 60_000;
/** Megabytes: a document that needs more ends the thread, not the server. */
const MOST = 512;

export function startThread(file: string, font: string | undefined, idle = IDLE): PdfThread {
  type Waiting = { readonly done: (value: unknown) => void; readonly failed: (why: Error) => void };
  const asked = new Map<number, Waiting>();
  const sheets = new Map<number, Minis>();
  let worker: Worker | undefined;
  let last = 0;
  let later: NodeJS.Timeout | undefined;

  function rest(): void {
    clearTimeout(later);
    if (worker === undefined || asked.size + sheets.size > 0) return;
    later = setTimeout(() => {
      const ended = worker;
      worker = undefined;
      void ended?.terminate();
    }, idle).unref();
  }

  function lose(lost: Worker, why: unknown): void {
    if (worker !== lost) return;
    worker = undefined;
    const error = new NotNow(`the thread that draws is gone: ${why instanceof Error ? why.message : why}`);
    for (const { failed } of asked.values()) failed(error);
    asked.clear();
    // What is half drawn cannot be gone on with.
    sheets.clear();
  }

  function begin(): Worker {
    const made = new Worker(file, { workerData: { font }, resourceLimits: { maxOldGenerationSizeMb: MOST } });
    made.unref();
    made.on('message', (said: FromThread) => void take(made, said));
    made.on('error', (error) => lose(made, error));
    made.on('exit', (code) => lose(made, `exit ${code}`));
    worker = made;
    return made;
  }

  async function take(from: Worker, said: FromThread): Promise<void> {
    if (said.kind === 'wants') {
      const bytes = await sheets
        .get(said.sheet)?.(said.at)
        .catch(() => null);
      return from.postMessage({
        kind: 'mini',
        sheet: said.sheet,
        at: said.at,
        bytes: bytes ?? null,
      } satisfies ToThread);
    }
    const waiting = asked.get(said.id);
    asked.delete(said.id);
    if (said.kind === 'answer') waiting?.done(said.value);
    else waiting?.failed(new Error(said.message));
    rest();
  }

  return {
    ask: (question) =>
      new Promise((done, failed) => {
        if ('sheet' in question && !sheets.has(question.sheet)) return failed(new NotNow('the document is gone'));
        const id = ++last;
        asked.set(id, { done, failed });
        clearTimeout(later);
        (worker ?? begin()).postMessage({ kind: 'ask', id, question } satisfies ToThread);
      }),
    open: (minis) => {
      sheets.set(++last, minis);
      return last;
    },
    close: (sheet) => {
      if (sheets.delete(sheet)) worker?.postMessage({ kind: 'end', sheet } satisfies ToThread);
      rest();
    },
    isRunning: () => worker !== undefined,
  };
}
