import { ENDPOINTS } from '@paidan/shared/contract/index';
import { REFUSALS } from '@paidan/shared/refusal';
import { openApi } from './openapi';

type Tree = { [key: string]: unknown };
const document = openApi('https://paidan.example.com');
const paths = document.paths as Record<string, Record<string, Tree>>;

function* refsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* refsIn(each);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (key === '$ref' && typeof member === 'string') yield member;
      else yield* refsIn(member);
    }
  }
}

const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((here, key) => (here as Tree | undefined)?.[key], document);

test('every endpoint stands in it, and the two that are no calls', () => {
  const expected = [...ENDPOINTS.map((name) => `/api/${name}`), '/api/files/{id}', '/api/feed.stream'];
  expect(Object.keys(paths).sort()).toEqual(expected.sort());
});

test('every reference leads somewhere inside', () => {
  const refs = [...new Set(refsIn(document))];
  expect(refs.length).toBeGreaterThan(20);
  const refused = '#/components/responses/Refused';
  const schemas = refs.filter((ref) => ref !== refused);
  expect(schemas.filter((ref) => !ref.startsWith('#/components/schemas/') || at(ref) === undefined)).toEqual([]);
  // The one answer that every refusal is.
  expect(at(refused)).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  });
});

test('schema names fit the specification', () => {
  const names = Object.keys((document.components as Tree).schemas as Tree);
  expect(names.filter((name) => !/^[a-zA-Z0-9._-]+$/.test(name))).toEqual([]);
});

test('operation ids are unique, and every operation tells its refusals', () => {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { responses } of operations)
    expect(Object.keys(responses as Tree)).toEqual(expect.arrayContaining(['200', '500']));
});

test('statuses are those of the codes', () => {
  const operation = paths['/api/ticket.accept']?.post as { responses: Record<string, { description: string }> };
  for (const [status, { description }] of Object.entries(operation.responses)) {
    if (status === '200') continue;
    for (const code of description.split(', ')) expect(REFUSALS[code as keyof typeof REFUSALS]).toBe(Number(status));
  }
});

test('commands take a key, reads do not; signing in needs no session; files come as forms', () => {
  const post = (name: string) =>
    paths[`/api/${name}`]?.post as { parameters?: unknown; security?: unknown[]; requestBody: Tree };
  expect(post('ticket.accept').parameters).toMatchObject([
    { name: 'Idempotency-Key', in: 'header' },
    { name: 'X-Paidan-Done-At', in: 'header' },
  ]);
  expect(post('ticket.list').parameters).toBeUndefined();
  expect(post('session.create').security).toEqual([]);
  expect(post('ticket.list').security).toBeUndefined();
  expect(document.security).toEqual([{ bearer: [] }, { cookie: [] }]);
  expect(Object.keys(post('member.import').requestBody.content as Tree)).toEqual(['multipart/form-data']);
});

test('it stays small enough to be read by a person’s tools', () => {
  expect(JSON.stringify(document).length).toBeLessThan(400_000);
});
