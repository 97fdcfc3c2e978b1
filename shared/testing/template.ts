// Small templates for the tests of forms and flows: what is left out is filled in so that it can be published.
import type { Field } from '../model/field';
import type { Flow, FlowNode } from '../model/flow';
import type { TemplateBody } from '../model/template';

const title = (text: string) => ({ zh: text, en: text });
type Bare<Node> = Node extends FlowNode ? Omit<Node, 'title'> : never;

/** A node under its id as title. */
export const node = (bare: Bare<FlowNode>): FlowNode => ({ ...bare, title: title(bare.id) }) as FlowNode;
export const start = (id = 'report') => node({ id, kind: 'start' });
export const dispatch = (id = 'dispatch') =>
  node({ id, kind: 'dispatch', by: { kind: 'role', role: 'dispatcher' }, pool: 'technician' });
export const task = (id = 'repair', checkIn = false) => node({ id, kind: 'task', checkIn });
export const acceptance = (id = 'accept', returnTo = 'repair') =>
  node({ id, kind: 'accept', by: { kind: 'requester' }, returnTo });
export const rating = (id = 'rate') => node({ id, kind: 'rate', by: { kind: 'requester' } });
export const end = (id = 'end') => node({ id, kind: 'end' });
/** One arm, taken when the priority is urgent. */
export const branch = (id: string, steps: Flow, otherwise: Flow = []) =>
  node({ id, kind: 'branch', arms: [{ when: { op: 'is', fact: 'priority', value: 'urgent' }, steps }], otherwise });

export const field = (key: string, type: Field['type'], more: Partial<Omit<Field, 'key' | 'type'>> = {}): Field => ({
  key,
  type,
  label: title(key),
  node: 'report',
  ...more,
});
export const TITLE = field('title', 'text', { required: true });

export const body = (flow: Flow, fields: readonly Field[] = []): TemplateBody => ({
  name: title('template'),
  fields: [TITLE, ...fields],
  flow: flow as TemplateBody['flow'],
  binds: { title: 'title' },
  promise: { low: 400, normal: 300, high: 200, urgent: 100 },
});
