// Labels with codes to scan: what can have one, which were printed, and the sheets as PDF.
import { z } from 'zod';
import { LABEL_CODES, LABEL_SHEETS, LABEL_WORDS } from '../kinds';
import { LIMITS } from '../limits';
import { id, instant, line } from '../model/base';
import { type Download, endpoint } from './endpoint';
import { asFile, exported } from './export';
import { page, paging } from './paging';

/** `s.<site's id>` or `a.<asset's id>`, as a mini-program code says it. */
const ref = z.string().regex(/^[sa]\.[0-9a-hjkmnp-tv-z]{20}$/);
/** Once each; how many of them are printed at once is the handler's to refuse, in words. */
const refs = z.array(ref).min(1).max(LIMITS.labelRefs);

const label = z.strictObject({
  ref: z.string(),
  name: z.string(),
  /** Where it is, without its own name; empty where it is nowhere in particular. */
  path: z.string(),
  code: z.string(),
  /** When a label was last printed, and by whom. */
  printed: z.strictObject({ at: instant, by: z.string() }).nullable(),
});
export type LabelView = z.infer<typeof label>;

const millimetres = (least: number, most: number) => z.number().min(least).max(most);

const filter = {
  of: z.enum(['site', 'asset']),
  text: line(100).optional(),
  /** That site, and all that is inside of it. */
  under: id<'site'>().optional(),
  /** Only those of which no label was ever printed. */
  unprinted: z.boolean().optional(),
};

const read = { kind: 'read', auth: 'member' } as const;

/** Whoever manages sites prints their labels, whoever manages assets theirs. */
export const labels = {
  'label.setup': endpoint({
    input: z.strictObject({}),
    output: z.strictObject({
      org: z.strictObject({ code: z.string(), name: z.string() }),
      /** The server's public address, with which links begin; null: nobody has set it. */
      base: z.string().nullable(),
      /** Is there a WeChat mini-program whose codes can be made? */
      mini: z.boolean(),
      /** Is there a Chinese font for PDF? */
      pdf: z.boolean(),
    }),
    ...read,
    summary: { zh: '标签打印条件', en: 'What labels can be printed with' },
  }),
  'label.list': endpoint({
    input: z.strictObject({ ...filter, ...paging }),
    output: page(label),
    ...read,
    summary: { zh: '可打印的标签', en: 'What can have a label' },
  }),
  'label.export': endpoint({
    input: z.strictObject({ ...filter, ...asFile }),
    ...exported,
    summary: { zh: '导出标签', en: 'What can have a label, as a file' },
  }),
  'label.get': endpoint({
    input: z.strictObject({ refs: z.array(ref).min(1).max(LIMITS.pageSize) }),
    /** In the order of `refs`. `missing`: retired, or not there. */
    output: z.strictObject({ items: z.array(label), missing: z.int() }),
    ...read,
    summary: { zh: '查看标签', en: 'Certain labels' },
  }),
  'label.codes': endpoint({
    /** `large`: for posters. With `images: false` they are only made ready for the PDF. */
    input: z.strictObject({
      refs: z.array(ref).min(1).max(LIMITS.labelCodes),
      large: z.boolean().optional(),
      images: z.boolean().optional(),
    }),
    /** `image`: a PNG as base64; null where none was asked for. */
    output: z.strictObject({ items: z.array(z.strictObject({ ref: z.string(), image: z.string().nullable() })) }),
    ...read,
    also: ['channel_trouble', 'missing_values', 'retired'],
    summary: { zh: '生成小程序码', en: 'Mini-program codes of several labels' },
  }),
  'label.pdf': endpoint({
    input: z.strictObject({
      refs,
      sheet: z.enum(LABEL_SHEETS),
      /** Of a roll of one's own, in millimetres. */
      custom: z.strictObject({ width: millimetres(20, 210), height: millimetres(20, 210) }).optional(),
      codes: z.enum(LABEL_CODES),
      words: z.enum(LABEL_WORDS),
      phone: line(LIMITS.labelPhone).optional(),
      copies: z.int().min(1).max(100).optional(),
      /** At which label of the first page to begin; from 1. */
      first: z.int().min(1).max(100).optional(),
      /** To the right and down, in millimetres. */
      shift: z.strictObject({ x: millimetres(-20, 20), y: millimetres(-20, 20) }).optional(),
      cut: z.boolean().optional(),
      /** What links begin with, where the server knows no public address. */
      base: z
        .string()
        .max(LIMITS.address)
        .regex(/^https?:\/\/[^\s/?#@"'<>]+$/)
        .optional(),
    }),
    output: z.custom<Download>(),
    download: ['application/pdf'],
    ...read,
    summary: { zh: '下载标签 PDF', en: 'A sheet of labels as PDF' },
  }),
  'label.mark': endpoint({
    input: z.strictObject({ refs, printed: z.boolean() }),
    output: z.strictObject({ marked: z.int() }),
    kind: 'command',
    auth: 'member',
    summary: { zh: '标记已打印', en: 'Note that labels were printed, or were not' },
  }),
} as const;
