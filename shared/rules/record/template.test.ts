import type { TemplateId } from '../../kernel/id';
import type { Refusal } from '../../refusal';
import { idOf } from '../../testing/ids';
import { ROLES } from '../../testing/people';
import { BRANCHED_BODY, REPAIR_BODY } from '../../testing/sample';
import { body, dispatch, end, start } from '../../testing/template';
import type { TemplateEventBody, TemplateState } from './state';
import { decideTemplate, evolveTemplate, type TemplateCommand } from './template';

const ID = idOf<'template'>('t', 1) as TemplateId;
const repair: TemplateState = {
  id: ID,
  code: 'repair',
  name: REPAIR_BODY.name,
  state: 'active',
  revision: 2,
  publishedAt: 1000,
  version: 2,
};
const retired: TemplateState = { ...repair, state: 'retired', version: 3 };
const create: TemplateCommand = { type: 'template.create', code: 'repair', body: REPAIR_BODY };
const publish: TemplateCommand = { type: 'template.publish', body: BRANCHED_BODY };
const retire: TemplateCommand = { type: 'template.retire' };
const broken = body([start(), end(), dispatch()]);
const flowProblems = { problems: [{ problem: 'unreachable', at: 'dispatch' }] };
const decided = (command: TemplateCommand, template: TemplateState | null, taken = false, roles = ROLES) =>
  decideTemplate(command, template, { roles, taken });

test.each<readonly [string, TemplateCommand, TemplateState | null, TemplateEventBody]>([
  ['is published for the first time', create, null, { ...create, type: 'template.created' } as TemplateEventBody],
  ['is published again', publish, repair, { type: 'template.published', revision: 3, body: BRANCHED_BODY }],
  [
    'is published again from the newest screen',
    { ...publish, version: 2 },
    repair,
    { type: 'template.published', revision: 3, body: BRANCHED_BODY },
  ],
  ['is retired', retire, repair, { type: 'template.retired' }],
])('a template %s', (_, command, template, event) => {
  expect(decided(command, template)).toEqual({ ok: true, value: [event] });
});

test.each<readonly [string, TemplateCommand, TemplateState | null, Refusal]>([
  ['with a flow that would strand a ticket', { ...create, body: broken }, null, { code: 'flow', data: flowProblems }],
  ['again with such a flow', { ...publish, body: broken }, repair, { code: 'flow', data: flowProblems }],
  ['that is not there', publish, null, { code: 'not_found' }],
  ['from an old screen', { ...publish, version: 1 }, repair, { code: 'stale', data: { version: 2 } }],
  ['that is retired', publish, retired, { code: 'retired' }],
])('no template is published %s', (_, command, template, refusal) => {
  expect(decided(command, template)).toEqual({ ok: false, refusal });
});

test('no two templates have one code', () => {
  expect(decided(create, null, true)).toEqual({ ok: false, refusal: { code: 'duplicate', data: { value: 'repair' } } });
});

test('a flow can name only the organization’s own roles', () => {
  expect(decided(create, null, false, new Set())).toMatchObject({ ok: false, refusal: { code: 'flow' } });
});

test('what is retired is not retired again', () => {
  expect(decided(retire, retired)).toEqual({ ok: false, refusal: { code: 'retired' } });
});

test('each event leaves its mark', () => {
  const born = evolveTemplate(null, ID, { type: 'template.created', code: 'repair', body: REPAIR_BODY, at: 500 });
  expect(born).toEqual({ ...repair, revision: 1, publishedAt: 500, version: 1 });
  const again = evolveTemplate(born, ID, { type: 'template.published', revision: 2, body: BRANCHED_BODY, at: 1000 });
  expect(again).toEqual({ ...repair, name: BRANCHED_BODY.name });
  expect(evolveTemplate(again, ID, { type: 'template.retired', at: 2000 })).toEqual({
    ...again,
    state: 'retired',
    version: 3,
  });
  expect(() => evolveTemplate(null, ID, { type: 'template.retired', at: 0 })).toThrow('before template.created');
});
