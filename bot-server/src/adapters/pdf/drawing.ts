// Where is drawn? In a thread of its own, since a font's characters are gone through in one go, which would keep everybody waiting.
// Neither the font nor what draws with it is loaded before somebody asks.
import { NotNow } from '../../core/faults';
import type { LabelJob, LabelPrinter } from '../../core/labelSheet';
import type { Lettering, Outline } from '../../core/lettering';
import { type PdfThread, startThread } from './thread';

export type Drawing = { readonly printer: LabelPrinter; readonly lettering: Lettering };

/** `file`: `pdf.worker.ts`, built; undefined: in this thread. `named`: the font's file, where the settings name one. */
export const makeDrawing = (named: string | undefined, file: string | undefined): Drawing =>
  file === undefined ? drawHere(named) : drawThere(startThread(file, named));

function drawHere(named: string | undefined): Drawing {
  let made: Promise<Drawing> | undefined;
  const here = () => {
    made ??= import('./here').then(({ drawingHere }) => drawingHere(named));
    return made;
  };
  return {
    printer: {
      hasFont: async () => (await here()).printer.hasFont(),
      print: async (job) => (await here()).printer.print(job),
    },
    lettering: async (text) => (await here()).lettering(text),
  };
}

export function drawThere(thread: PdfThread): Drawing {
  return {
    printer: {
      hasFont: async () => (await thread.ask({ what: 'font' })) as boolean,
      print: async (job) => {
        const sheet = thread.open(minisOf(job));
        const { labels, ...rest } = job;
        const sent = labels.map(({ mini, ...label }) => ({ ...label, mini: mini !== null }));
        try {
          const stands = await thread.ask({ what: 'print', sheet, job: { ...rest, labels: sent } });
          if (stands === true) return await fromFirst(pages(thread, sheet));
          thread.close(sheet);
          return null;
        } catch (error) {
          thread.close(sheet);
          throw error;
        }
      },
    },
    lettering: async (text) => (await thread.ask({ what: 'letter', text })) as Outline | null,
  };
}

const minisOf =
  ({ labels }: LabelJob) =>
  (at: number): Promise<Buffer> =>
    labels[at]?.mini?.() ?? Promise.reject(new NotNow(`label ${at} has no code of its own`));

/** Whoever stops reading stops the drawing. */
async function* pages(thread: PdfThread, sheet: number): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const chunk = (await thread.ask({ what: 'next', sheet })) as Uint8Array | null;
      if (chunk === null) return;
      yield chunk;
    }
  } finally {
    thread.close(sheet);
  }
}

/** With the first bytes at hand: what goes wrong before them can still be said in words. */
async function fromFirst(all: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const first = await all.next();
  return (async function* () {
    try {
      if (first.done !== true) yield first.value;
      yield* all;
    } finally {
      await all.return(undefined);
    }
  })();
}
