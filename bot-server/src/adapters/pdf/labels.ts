// Labels as PDF: the same geometry that the console shows, drawn page by page while somebody reads. Fonts are embedded with just
// the characters that occur.
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { barsOf, QUIET } from '@paidan/shared/rules/label/code';
import { layOut, STRONG, type TextPiece } from '@paidan/shared/rules/label/layout';
import { cutMarks, spotOf } from '@paidan/shared/rules/label/sheet';
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { DrawnLabel, LabelJob, LabelPrinter } from '../../core/labelSheet';
import type { Face, FindFace } from './font';

/** Points, which PDF counts in, of a millimetre. */
const MM = 72 / 25.4;
type Doc = InstanceType<typeof PDFDocument>;
/** An image that several labels show is embedded once. */
type Opening = { readonly openImage: (bytes: Buffer) => unknown };

export function makeLabelPrinter(findFace: FindFace): LabelPrinter {
  return {
    hasFont: async () => (await findFace()) !== null,
    print: async (job) => {
      const face = await findFace();
      return face === null ? null : draw(job, face);
    },
  };
}

async function* draw(job: LabelJob, face: Face): AsyncGenerator<Uint8Array> {
  const { sheet } = job.run;
  const size: [number, number] = [sheet.page.width * MM, sheet.page.height * MM];
  const info = { Title: job.title, Author: job.author, CreationDate: job.at };
  const doc = new PDFDocument({ autoFirstPage: false, margin: 0, size, info, pdfVersion: '1.7', lang: 'zh-CN' });
  const made: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => made.push(chunk));
  doc.registerFont('words', face.bytes, face.face);
  const run = { ...job.run, count: job.labels.length * job.copies };
  let page = -1;
  let nth = 0;
  for (const label of job.labels) {
    const mini = label.mini === null ? null : (doc as unknown as Opening).openImage(await label.mini());
    for (let copy = 0; copy < job.copies; copy++) {
      // Others are answered between two labels; what is ready goes out between two pages.
      await setImmediate();
      const spot = spotOf(run, nth++);
      if (spot.page !== page) {
        page = spot.page;
        yield* made.splice(0);
        doc.addPage();
        if (job.cut) drawMarks(doc, cutMarks(run));
      }
      doc
        .save()
        .translate(spot.x * MM, spot.y * MM)
        .scale(MM);
      drawLabel(doc, job, label, mini, face);
      doc.restore();
    }
  }
  const ended = once(doc, 'end');
  doc.end();
  await ended;
  yield* made;
}

function drawLabel(doc: Doc, { run, codes }: LabelJob, label: DrawnLabel, mini: unknown, face: Face): void {
  for (const piece of layOut(label.content, run.sheet.label, codes)) {
    if (piece.kind === 'text') drawText(doc, piece, face);
    else if (piece.which === 'link') drawSymbol(doc, label.link, piece);
    else doc.image(mini as never, piece.x, piece.y, { width: piece.side, height: piece.side });
  }
}

type Square = { readonly x: number; readonly y: number; readonly side: number };

/** One path of whole modules, so that no viewer shows seams. */
function drawSymbol(doc: Doc, link: string, { x, y, side }: Square): void {
  const { data, size } = encode(link, { border: 0, ecc: 'M', boostEcc: true });
  const module = side / (size + 2 * QUIET);
  doc.save().translate(x, y).scale(module).translate(QUIET, QUIET);
  for (const bar of barsOf(data)) doc.rect(bar.x, bar.y, bar.width, 1);
  doc.fill('#000').restore();
}

/** What stands for a character that the font lacks, as printers have it. */
const GETA = '〓';

function drawText(doc: Doc, { text, x, y, size, anchor, strong }: TextPiece, { font }: Face): void {
  const shown = [...text].map((char) => (font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0) ? char : GETA)).join('');
  doc.font('words', size).fillColor('#000');
  if (strong) doc.lineWidth(size * STRONG).strokeColor('#000');
  const left = anchor === 'middle' ? x - doc.widthOfString(shown) / 2 : x;
  doc.text(shown, left, y, { lineBreak: false, baseline: 'alphabetic', fill: true, stroke: strong });
}

function drawMarks(doc: Doc, marks: ReturnType<typeof cutMarks>): void {
  doc.save().scale(MM).lineWidth(0.1);
  for (const { from, to } of marks) doc.moveTo(from.x, from.y).lineTo(to.x, to.y);
  doc.stroke('#000').restore();
}
