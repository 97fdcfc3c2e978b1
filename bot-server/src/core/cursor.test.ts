// A cursor comes back as it was given, and anything else that calls itself one is refused.
import { ticket } from '../store/tables/ticket';
import { readCursor, writeCursor } from './cursor';

const id = '1m83gqyfzegavtnvvsz8';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('there and back', () => {
  expect(readCursor(writeCursor([17, id]), ticket, ['dueAt', 'id'])).toEqual({ dueAt: 17, id });
});

test.each([
  ['no base64', '%%%'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['no list', encode({ dueAt: 1, id })],
  ['too short', encode([1])],
  ['too long', encode([1, id, id])],
  ['a string for a number', encode(['1', id])],
  ['a number for a string', encode([1, 2])],
  ['a fraction', encode([1.5, id])],
  ['beyond all numbers', encode([1e308, id])],
  ['an id that is too long', encode([1, 'x'.repeat(90)])],
  ['a NUL', encode([1, 'a\u0000b'])],
  ['half a character', Buffer.from('[1,"\\ud800"]').toString('base64url')],
  ['null', encode([null, id])],
  ['a list in a list', encode([[1], id])],
])('%s', (_what, cursor) => {
  expect(readCursor(cursor, ticket, ['dueAt', 'id'])).toBeUndefined();
});
