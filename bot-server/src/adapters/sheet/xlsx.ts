// The least of a workbook (ECMA-376) that Excel, WPS and LibreOffice open: one sheet, whose text cells are typed as text, so that
// nothing in them is ever a formula. Written by hand, since ExcelJS, with which workbooks are read, keeps what it was given until the end
// when nobody reads as fast as it writes.
import type { Cell, WriteSheet } from '../../core/exporter';
import { zip } from './zip';

type Sheet = Parameters<WriteSheet>[1];

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Characters of one cell (Excel's limit is 32,767). */
const MOST = 32_000;
const WIDTH = 16;
/** Places in `STYLES`. */
const [HEADING, TEXT] = [1, 2];

export function writeXlsx(sheet: Sheet): AsyncIterable<Uint8Array> {
  return zip([
    { name: '[Content_Types].xml', content: said(TYPES) },
    { name: '_rels/.rels', content: said(relations('officeDocument', 'xl/workbook.xml')) },
    { name: 'xl/workbook.xml', content: said(workbook(sheet.name)) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: said(relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')),
    },
    { name: 'xl/styles.xml', content: said(STYLES) },
    { name: 'xl/worksheets/sheet1.xml', content: cells(sheet) },
  ]);
}

async function* said(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(XML + text);
}

async function* cells({ columns, rows }: Sheet): AsyncGenerator<Uint8Array> {
  const widths = columns.map(
    ({ width = WIDTH }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const still = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  let no = 0;
  const rowOf = (row: readonly Cell[], style: number) => {
    no += 1;
    return `<row r="${no}">${row.map((cell, at) => cellOf(cell, `${columnName(at)}${no}`, style)).join('')}</row>`;
  };
  const headings = rowOf(
    columns.map(({ heading }) => heading),
    HEADING,
  );
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${still}</sheetView></sheetViews>` +
      `<cols>${widths.join('')}</cols><sheetData>${headings}`,
  );
  for await (const page of rows) {
    if (page.length > 0) yield Buffer.from(page.map((row) => rowOf(row, TEXT)).join(''));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

/** A, B, … Z, AA, … */
function columnName(at: number): string {
  const before = Math.floor(at / 26);
  return `${before === 0 ? '' : columnName(before - 1)}${String.fromCharCode(65 + (at % 26))}`;
}

/** Empty cells are left out: the place of each stands with it. */
function cellOf(cell: Cell, place: string, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : '';
  return `<c r="${place}" t="inlineStr" s="${style}"><is>${textOf(cell)}</is></c>`;
}

function textOf(text: string): string {
  const whole = text.length > MOST ? `${text.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return `<t xml:space="preserve">${escaped(whole)}</t>`;
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const;

/** What XML cannot say is replaced, and what would be read as such a sign (`_x0041_`, ST_Xstring) is told to be none. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign as keyof typeof ENTITIES])
      // Otherwise a reader makes a line feed of it.
      .replaceAll('\r', '&#13;')
  );
}

const TYPES =
  `<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

/** Pairs of type and target. */
function relations(...pairs: readonly string[]): string {
  const all = Array.from({ length: pairs.length / 2 }, (_, at) => {
    const [type, target] = [pairs[at * 2], pairs[at * 2 + 1]];
    return `<Relationship Id="rId${at + 1}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;
  });
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

/** A sheet's name takes 31 characters, and not these signs. */
const workbook = (name: string): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="${escaped(
    name.replace(/[\\/*?:[\]']/g, ' ').slice(0, 31),
  )}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** 0: plain; 1: headings; 2: text, which stays text when somebody types into the cell. */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';
