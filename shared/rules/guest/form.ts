// What is asked of somebody without an account? The template's own form, less the place, which the label says, and with the
// phone number as the organization wants it.
import type { FieldType, PhoneAsk } from '../../kinds';
import type { Field, FormValues } from '../../model/field';
import type { Flow } from '../../model/flow';
import type { Binds } from '../../model/template';

type Shape = { readonly fields: readonly Field[]; readonly binds: Binds; readonly flow: Flow };
/** What only the label may say: lists of places and assets are not for everybody. */
const PLACES: readonly FieldType[] = ['site', 'asset'];

/** The template as a public report is held against it; null: this label cannot fill it in. */
export function publicShape<T extends Shape>(template: T, label: 's' | 'a', phone: PhoneAsk): T | null {
  const { binds, flow } = template;
  const start = flow[0]?.id;
  const given = [binds.site, label === 'a' ? binds.asset : undefined].filter((key) => key !== undefined);
  if (given.length === 0) return null;
  const asked = (field: Field) => field.node === start;
  const unknowable = template.fields.some(
    (field) => asked(field) && PLACES.includes(field.type) && field.required === true && !given.includes(field.key),
  );
  if (unknowable) return null;
  const fields = template.fields.flatMap((field): Field[] => {
    if (!asked(field)) return [field];
    const { required: _, requiredWhen: __, ...loose } = field;
    if (PLACES.includes(field.type)) return [loose];
    if (field.type !== 'phone') return [field];
    if (phone === 'never') return [];
    return [phone === 'required' ? { ...field, required: true } : loose];
  });
  return { ...template, fields };
}

/** What is shown of it: the place stands above the form. */
export const askedOf = (fields: readonly Field[]): readonly Field[] =>
  fields.filter((field) => !PLACES.includes(field.type));

export type Place = { readonly siteId: string | null; readonly assetId: string | null };

/** What was filled in, with the place as the label says, whatever was sent. */
export function placed({ fields, binds, flow }: Shape, values: FormValues, { siteId, assetId }: Place): FormValues {
  const start = flow[0]?.id;
  const places = fields.filter(({ node, type }) => node === start && PLACES.includes(type)).map(({ key }) => key);
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !places.includes(key)));
  return {
    ...own,
    ...(binds.site !== undefined && siteId !== null && { [binds.site]: siteId }),
    ...(binds.asset !== undefined && assetId !== null && { [binds.asset]: assetId }),
  };
}

/** Answers that take a press each before it can be sent; a priority and the place are there already. */
export const pressesOf = ({ fields, flow }: Shape): number =>
  askedOf(fields).filter(({ node, required, type }) => node === flow[0]?.id && required === true && type !== 'priority')
    .length;

/** The words of a report, piece by piece: what is judged, and what a dispatcher reads. */
export function wordsIn({ fields, flow }: Shape, values: FormValues): readonly string[] {
  return fields
    .filter(({ node, type }) => node === flow[0]?.id && (type === 'text' || type === 'longText'))
    .flatMap(({ key }) => {
      const value = values[key];
      return typeof value === 'string' && value !== '' ? [value] : [];
    });
}
