// How a report's form begins: in which order the fields stand, and what is filled in already.
import type { FieldType } from '@paidan/shared/kinds';
import type { Field, FormValues } from '@paidan/shared/model/field';
import type { Binds, TemplateBody } from '@paidan/shared/model/template';
import { isBlank } from '@paidan/shared/rules/form/visible';
import type { Found } from '../../lib/spot';

/** Photo first, words second; where and who come after, as a code or the last report has filled them in mostly. */
const ORDER: readonly FieldType[] = [
  'photo',
  'select',
  'text',
  'longText',
  'voice',
  'site',
  'asset',
  'priority',
  'phone',
];

/** Fields of one kind keep the template's own order. */
export function arranged(fields: readonly Field[]): readonly Field[] {
  return fields
    .map((field, at) => ({ field, rank: rankOf(field), at }))
    .sort((one, two) => one.rank - two.rank || one.at - two.at)
    .map(({ field }) => field);
}

function rankOf({ type }: Field): number {
  const at = ORDER.indexOf(type);
  return at < 0 ? ORDER.length : at;
}

/**
 * How well a template suits somebody who stands in front of a thing that is broken: it asks for the thing, and offers what can be
 * wrong with it, better still if that must be said. The best one is offered first.
 */
export function suits({ fields, binds, flow }: Pick<TemplateBody, 'fields' | 'binds' | 'flow'>): number {
  const first = fields.filter(({ node }) => node === flow[0]?.id);
  const has = (type: FieldType) => first.some((field) => field.type === type);
  const choice = first.find(({ type }) => type === 'select');
  return (binds.asset ? 4 : 0) + (choice ? (choice.required ? 3 : 2) : 0) + (has('photo') ? 1 : 0);
}

/** What nobody should have to say twice. */
export function begun(binds: Binds, lastPhone: string): FormValues {
  return {
    ...(binds.priority ? { [binds.priority]: 'normal' } : {}),
    ...(binds.phone && lastPhone ? { [binds.phone]: lastPhone } : {}),
  };
}

/** Whoever has said it need not write it as well: a report that was only spoken still needs a title. */
export function spoken(fields: readonly Field[], binds: Binds, values: FormValues, title: string): FormValues {
  const said = fields.some(({ type, key }) => type === 'voice' && !isBlank(values[key]));
  return said && isBlank(values[binds.title]) ? { ...values, [binds.title]: title } : values;
}

/** What the scanned code says. */
export function spotValues(binds: Binds, found: Found): FormValues {
  const siteId = found.kind === 'site' ? found.site.id : found.asset.siteId;
  return {
    ...(binds.site && siteId ? { [binds.site]: siteId } : {}),
    ...(binds.asset && found.kind === 'asset' ? { [binds.asset]: found.asset.id } : {}),
  };
}

/** The place is to be chosen anew. */
export function nowhere(binds: Binds): FormValues {
  return { ...(binds.site ? { [binds.site]: '' } : {}), ...(binds.asset ? { [binds.asset]: '' } : {}) };
}

/** A choice such as 「水管漏水」 is a title already, until the person writes a better one. */
export function titled(
  fields: readonly Field[],
  binds: Binds,
  before: FormValues,
  after: FormValues,
  labelOf: (field: Field, value: string) => string,
): FormValues {
  const node = fields.find(({ key }) => key === binds.title)?.node;
  const choice = fields.find((field) => field.type === 'select' && field.node === node);
  if (!choice || before[choice.key] === after[choice.key]) return after;
  const said = (values: FormValues) => {
    const value = values[choice.key];
    return typeof value === 'string' && value !== '' ? labelOf(choice, value) : '';
  };
  const title = after[binds.title];
  if (title !== undefined && title !== '' && title !== said(before)) return after;
  const next = said(after);
  const { [binds.title]: _, ...rest } = after;
  return next === '' ? rest : { ...rest, [binds.title]: next };
}

type Shaped = Pick<TemplateBody, 'fields' | 'binds' | 'flow'>;
const BOUND = ['title', 'priority', 'site', 'asset', 'phone'] as const;
/** One of a kind says the same in every form. */
const ALIKE: readonly FieldType[] = ['photo', 'voice', 'location', 'longText'];

/** What has been filled in, as another template's form asks for it: choosing another kind takes no word and no picture away. */
export function carried(from: Shaped, to: Shaped, values: FormValues): FormValues {
  const first = ({ fields, flow }: Shaped) => fields.filter(({ node }) => node === flow[0]?.id);
  const [had, asked] = [first(from), first(to)];
  const next: Record<string, FormValues[string]> = {};
  const taken = new Set<string>();
  const take = (field: Field, source: Field | undefined) => {
    if (!source || taken.has(source.key) || isBlank(values[source.key])) return;
    taken.add(source.key);
    next[field.key] = values[source.key] as FormValues[string];
  };
  for (const role of BOUND) {
    const field = asked.find(({ key }) => key === to.binds[role]);
    if (field)
      take(
        field,
        had.find(({ key }) => key === from.binds[role]),
      );
  }
  for (const field of asked) {
    if (next[field.key] !== undefined || ALIKE.indexOf(field.type) < 0) continue;
    const alike = had.filter(({ type }) => type === field.type);
    take(field, alike.find(({ key }) => key === field.key) ?? alike[0]);
  }
  return next;
}
