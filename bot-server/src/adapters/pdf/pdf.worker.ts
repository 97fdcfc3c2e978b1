// The thread that draws. Answers questions in their order of readiness; documents are drawn page by page, as they are asked for.
import { parentPort, workerData } from 'node:worker_threads';
import type { LabelJob } from '../../core/labelSheet';
import { drawingHere } from './here';
import type { FromThread, Question, SentJob, ToThread } from './thread';

const { font } = workerData as { readonly font: string | undefined };
const { printer, lettering } = drawingHere(font);
const say = (said: FromThread) => parentPort?.postMessage(said);

const sheets = new Map<number, AsyncIterator<Uint8Array>>();
type Wanted = { readonly done: (bytes: Buffer) => void; readonly failed: (why: Error) => void };
const minis = new Map<string, Wanted>();

function whole(sheet: number, { labels, ...rest }: SentJob): LabelJob {
  const mini = (at: number) => () =>
    new Promise<Buffer>((done, failed) => {
      minis.set(`${sheet} ${at}`, { done, failed });
      say({ kind: 'wants', sheet, at });
    });
  return { ...rest, labels: labels.map((label, at) => ({ ...label, mini: label.mini ? mini(at) : null })) };
}

async function answer(question: Question): Promise<unknown> {
  switch (question.what) {
    case 'font':
      return printer.hasFont();
    case 'letter':
      return lettering(question.text);
    case 'print': {
      const made = await printer.print(whole(question.sheet, question.job));
      if (made !== null) sheets.set(question.sheet, made[Symbol.asyncIterator]());
      return made !== null;
    }
    case 'next': {
      const next = await sheets.get(question.sheet)?.next();
      return next === undefined || next.done === true ? null : next.value;
    }
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'mini') {
    const key = `${message.sheet} ${message.at}`;
    if (message.bytes === null) minis.get(key)?.failed(new Error('a code cannot be read'));
    else minis.get(key)?.done(Buffer.from(message.bytes));
    minis.delete(key);
  } else if (message.kind === 'end') {
    void sheets.get(message.sheet)?.return?.();
    sheets.delete(message.sheet);
  } else {
    const { id, question } = message;
    answer(question).then(
      (value) => say({ kind: 'answer', id, value }),
      (error: unknown) => say({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) }),
    );
  }
});
