// A template: fields + flow + promise, as data. A published version never changes; tickets keep theirs.
import { z } from 'zod';
import type { TemplateId } from '../kernel/id';
import { LIMITS } from '../limits';
import { type Bilingual, bilingual, code, fieldKey, id, instant, version } from './base';
import { type Field, field } from './field';
import { type Flow, flow } from './flow';

/** Which fields feed the ticket's own columns. */
export type Binds = {
  readonly title: string;
  readonly priority?: string | undefined;
  readonly site?: string | undefined;
  readonly asset?: string | undefined;
  readonly phone?: string | undefined;
};
/** Minutes from report to resolution, by priority. */
export type PromiseTable = {
  readonly low: number;
  readonly normal: number;
  readonly high: number;
  readonly urgent: number;
};

export type Template = {
  readonly id: TemplateId;
  /** The published revision. */
  readonly revision: number;
  readonly code: string;
  readonly name: Bilingual;
  /** When it is the right one, for whoever has to choose. */
  readonly about?: Bilingual | undefined;
  readonly fields: readonly Field[];
  readonly flow: Flow;
  readonly binds: Binds;
  readonly promise: PromiseTable;
};

const minutes = z.int().min(1).max(525_600);
export const templateBody = z.strictObject({
  name: bilingual(LIMITS.name),
  /** When it is the right one, for whoever has to choose; one line on a phone. */
  about: bilingual(LIMITS.about).optional(),
  fields: z.array(field).min(1).max(LIMITS.fields),
  flow,
  binds: z.strictObject({
    title: fieldKey,
    priority: fieldKey.optional(),
    site: fieldKey.optional(),
    asset: fieldKey.optional(),
    phone: fieldKey.optional(),
  }),
  promise: z.strictObject({ low: minutes, normal: minutes, high: minutes, urgent: minutes }),
});
export type TemplateBody = z.infer<typeof templateBody>;

export const TEMPLATE_STATES = ['active', 'retired'] as const;
export const templateView = z
  .strictObject({
    id: id<'template'>(),
    code,
    state: z.enum(TEMPLATE_STATES),
    /** The published revision of the body. */
    revision: version,
    /** Changes of the record so far. */
    version,
    publishedAt: instant,
    ...templateBody.shape,
  })
  .meta({ id: 'template' });
export type TemplateView = z.infer<typeof templateView>;
export const templateSummary = templateView.pick({ id: true, code: true, state: true, revision: true, name: true });
