// Telephone numbers that stand in rows as they were written, from before there was a vault: masked in answers all the same.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { type Instant, MINUTE } from '@paidan/shared/kernel/time';
import { masked } from '@paidan/shared/rules/phone';
import { templateRevision } from '../store/tables/templateRevision';
import type { Reader } from '../store/unit';

/** As a form takes them; a mask is none. */
const NUMBER = /^\+?\d[\d ()-]{5,}$/;
const looksLikeOne = (value: unknown): value is string => typeof value === 'string' && NUMBER.test(value);
/** What events and tickets hold by the form's keys. */
const FORMS = ['values', 'change'];
const MEMBER_KEY = 'phone';

/** What is answered is masked under `phone`, and under whatever key of `values` or `change` is a telephone number in some form. */
export function makeMaskClear(now: () => Instant) {
  const known = new Map<TenantId, { readonly keys: Promise<ReadonlySet<string>>; readonly until: Instant }>();

  const keysFor = (reader: Reader): Promise<ReadonlySet<string>> => {
    const kept = known.get(reader.tenantId);
    if (kept !== undefined && kept.until > now()) return kept.keys;
    const keys = phoneKeys(reader);
    known.set(reader.tenantId, { keys, until: now() + MINUTE });
    keys.catch(() => known.delete(reader.tenantId));
    return keys;
  };

  return async <T>(reader: Reader, answer: T): Promise<T> =>
    standsClear(answer) ? (maskedIn(answer, await keysFor(reader)) as T) : answer;
}

async function phoneKeys(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.find(templateRevision, { where: {}, columns: ['body'] });
  const forms = rows.map(({ body }) => body as { readonly fields: readonly { key: string; type: string }[] });
  const keys = forms.flatMap(({ fields }) => fields.filter(({ type }) => type === 'phone').map(({ key }) => key));
  return new Set([MEMBER_KEY, ...keys]);
}

type Tree = { readonly [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** What the public may report names the number that the organization publishes: that is no form that somebody filled in. */
const isForm = (value: unknown): value is Tree => isTree(value) && !Array.isArray(value.templateIds);

/** An answer that is a number and nothing else is what somebody asked to be shown. */
const isShown = (tree: Tree) => Object.keys(tree).length === 1;

/** Most answers have none, and are not copied. */
function standsClear(value: unknown): boolean {
  if (!isTree(value)) return false;
  if (Array.isArray(value)) return value.some(standsClear);
  if (looksLikeOne(value[MEMBER_KEY]) && !isShown(value)) return true;
  for (const form of FORMS) if (isForm(value[form]) && Object.values(value[form]).some(looksLikeOne)) return true;
  return Object.values(value).some(standsClear);
}

function maskedIn(value: unknown, keys: ReadonlySet<string>, inForm = false): unknown {
  if (Array.isArray(value)) return value.map((each) => maskedIn(each, keys));
  if (!isTree(value)) return value;
  const hides = (key: string) => (inForm ? keys.has(key) : key === MEMBER_KEY && !isShown(value));
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
    if (looksLikeOne(each)) return [key, hides(key) ? masked(each) : each];
    return [key, maskedIn(each, keys, FORMS.includes(key) && isForm(each))];
  });
  return Object.fromEntries(entries) as Json;
}
