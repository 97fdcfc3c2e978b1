import { GRANTS } from '../kinds';
import { TICKET_COMMANDS } from '../model/command';
import { isBoundless, jsonSchemaOf, parts } from '../testing/schema';
import { contract, ENDPOINTS, endpointNamed } from './index';

const endpoints = ENDPOINTS.map((name) => ({ name, endpoint: contract[name] }));

/** A form field says `true` or `false` in a few words; whatever else it says is refused. */
const YES_OR_NO = ['/properties/dryRun'];

describe.each(endpoints)('$name', ({ name, endpoint }) => {
  const input = jsonSchemaOf(endpoint.input, 'input');
  // A file is described by its type.
  const output = 'download' in endpoint ? { type: 'object' } : jsonSchemaOf(endpoint.output, 'output');

  test('can be described in JSON Schema', () => {
    expect(input.type).toBe('object');
    // One form of answer, or one of several.
    const forms = Array.isArray(output.anyOf) ? output.anyOf : [output];
    for (const form of forms) expect(form).toMatchObject({ type: 'object' });
  });

  test('takes no string without end', () => {
    const boundless = [...parts(input)].filter(isBoundless).map((found) => found.path);
    expect(boundless.filter((path) => !YES_OR_NO.includes(path))).toEqual([]);
  });

  test('takes no list without end', () => {
    const lists = [...parts(input)].filter(({ schema }) => schema.type === 'array' && schema.maxItems === undefined);
    expect(lists.map((found) => found.path)).toEqual([]);
  });

  test('takes no member that it does not know', () => {
    const open = [...parts(input)].filter(
      ({ schema }) =>
        schema.type === 'object' && schema.additionalProperties !== false && schema.propertyNames === undefined,
    );
    expect(open.map((found) => found.path)).toEqual([]);
    expect(endpoint.input.safeParse({ unheardOf: 1 }).success).toBe(false);
  });

  test('is named by noun and verb, and described in both languages', () => {
    expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
    expect(endpoint.summary.zh).toMatch(/\p{Script=Han}/u);
    expect(endpoint.summary.en).toMatch(/^[A-Z]/);
  });

  test('asks for a grant that exists, of a member', () => {
    const { grant } = endpoint as { readonly grant?: (typeof GRANTS)[number] };
    if (grant === undefined) return;
    expect(GRANTS).toContain(grant);
    expect(endpoint.auth).toBe('member');
  });
});

test('only what leads to being signed in, or to a public code’s report, is open to strangers', () => {
  expect(endpoints.filter(({ endpoint }) => endpoint.auth === 'none').map(({ name }) => name)).toEqual([
    'session.create',
    'signin.options',
    'signin.host',
    'wechat.signIn',
    'wechat.phone',
    'guest.page',
    'guest.begin',
    'guest.follow',
  ]);
});

test('somebody without an account may follow their own report, and nothing that others’ things hang on', () => {
  const open = endpoints.filter(({ endpoint }) => 'guest' in endpoint && endpoint.guest === 'too');
  expect(open.map(({ name }) => name).sort()).toEqual([
    'feed.poll',
    'file.upload',
    'session.end',
    'session.get',
    'template.get',
    'ticket.cancel',
    'ticket.comment',
    'ticket.confirm',
    'ticket.contact',
    'ticket.get',
    'ticket.list',
    'ticket.rate',
    'ticket.reject',
    'ticket.timeline',
    'ticket.urge',
  ]);
  for (const { endpoint } of open) expect(endpoint).not.toHaveProperty('grant');
});

test('what a person may say to a ticket can be sent', () => {
  for (const command of TICKET_COMMANDS) expect(contract[command]).toMatchObject({ kind: 'command', auth: 'member' });
  expect(endpointNamed('ticket.lapse')).toBeUndefined();
});

test.each(['__proto__', 'constructor', 'toString', '', 'ticket', 'ticket.get '])('%j is no endpoint', (name) => {
  expect(endpointNamed(name)).toBeUndefined();
});
