// The list's filters live in the address, so that a view can be sent to a colleague and the back button works.
import type { InputOf } from '@paidan/shared/contract/index';
import type { Id } from '@paidan/shared/kernel/id';
import { PHASES, PRIORITIES } from '@paidan/shared/kinds';

export type Filter = Omit<InputOf<'ticket.list'>, 'cursor' | 'limit' | 'order'>;
export type Order = NonNullable<InputOf<'ticket.list'>['order']>;
export const VIEWS = ['all', 'mine', 'handling', 'pool'] as const;
export const ORDERS: readonly Order[] = ['newest', 'due', 'updated'];

const IDS = { templateId: 'template', siteId: 'site', assetId: 'asset', assigneeId: 'assignee' } as const;

const DATE = /^20\d\d-\d\d-\d\d$/;

/** Whatever is not understood is left out: an address may have been typed or shortened. */
export function filterIn(params: URLSearchParams): Filter {
  const view = VIEWS.find((each) => each === params.get('view'));
  const phase = listed(params.get('phase'), PHASES);
  const priority = listed(params.get('priority'), PRIORITIES);
  const day = params.get('day') ?? '';
  const text = params.get('text')?.trim().slice(0, 100);
  return {
    ...(view && view !== 'all' && { view }),
    ...(phase.length > 0 && { phase }),
    ...(priority.length > 0 && { priority }),
    ...idIn(params, 'templateId'),
    ...idIn(params, 'siteId'),
    ...idIn(params, 'assetId'),
    ...idIn(params, 'assigneeId'),
    ...(params.get('overdue') === '1' && { overdue: true }),
    ...(DATE.test(day) && !Number.isNaN(Date.parse(day)) && { day }),
    ...(text && { text }),
  };
}

export function paramsOf(filter: Filter): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined) => value && params.set(name, value);
  put('view', filter.view === 'all' ? undefined : filter.view);
  put('phase', filter.phase?.join('.'));
  put('priority', filter.priority?.join('.'));
  for (const [key, name] of Object.entries(IDS)) put(name, filter[key as keyof typeof IDS]);
  put('overdue', filter.overdue ? '1' : undefined);
  put('day', filter.day);
  put('text', filter.text);
  return params;
}

/** How many filters are on beside the view, the phase and the words, which show themselves. */
export const countOf = ({ priority, templateId, siteId, assetId, assigneeId, overdue, day }: Filter): number =>
  [priority?.length, templateId, siteId, assetId, assigneeId, overdue, day].filter(Boolean).length;

/** View, phase and words stay: they show themselves. */
export const unfiltered = ({ view, phase, text }: Filter): Filter => ({
  ...(view && { view }),
  ...(phase && { phase }),
  ...(text && { text }),
});

/** Would this line still be listed? Only what the line itself tells; for the rest, the answer is yes. */
export function fits(
  row: { phase: string; priority: string; overdue: boolean; assignee: { id: string } | null },
  filter: Filter,
): boolean {
  const { phase, priority, overdue, assigneeId } = filter;
  return (
    (!phase || (phase as readonly string[]).includes(row.phase)) &&
    (!priority || (priority as readonly string[]).includes(row.priority)) &&
    (!overdue || row.overdue) &&
    (!assigneeId || row.assignee?.id === assigneeId)
  );
}

function listed<Value extends string>(text: string | null, known: readonly Value[]): Value[] {
  const named = (text ?? '').split('.');
  return known.filter((value) => named.includes(value));
}

const ID = /^[0-9a-hjkmnp-tv-z]{20}$/;
function idIn<Key extends keyof typeof IDS>(
  params: URLSearchParams,
  key: Key,
): { [K in Key]?: Id<(typeof IDS)[K] extends 'assignee' ? 'member' : (typeof IDS)[K]> } {
  const value = params.get(IDS[key]);
  return (value !== null && ID.test(value) ? { [key]: value } : {}) as ReturnType<typeof idIn<Key>>;
}
