// The judge of answers must see each kind of wrong answer; made by hand here, so that a blind one is noticed.
import { ENDPOINTS } from '@paidan/shared/contract/index';
import { openApi } from '../../src/http/openapi';
import { makeRandom } from '../../src/sample/random';
import { makeGenerate } from './generate';
import { judge } from './judge';
import { type Operation, describe as read } from './schema';
import { twist } from './twist';

const { operations, resolve } = read(openApi(undefined));
const operation = operations.find(({ name }) => name === 'ticket.accept') as Operation;
const headers = new Headers({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'" });
const refusal = (code: string, message = 'It is gone.') =>
  JSON.stringify({ error: { code, message, requestId: 'r1' } });
const seen = (status: number, text: string, more = headers) =>
  judge(operation, { status, text, headers: more }, ['CANARY']);

test('every endpoint of the contract is asked', () => {
  expect(operations.map(({ name }) => name)).toEqual(expect.arrayContaining([...ENDPOINTS]));
});

test('good answers are fine', () => {
  expect(seen(200, '{"ticket":{}}')).toEqual([]);
  expect(seen(409, refusal('taken'))).toEqual([]);
});

test.each([
  ['a fault', 500, refusal('fault'), 'a fault'],
  ['a status that nobody declared', 418, refusal('taken'), 'not declared'],
  ['a code that nobody declared here', 401, refusal('bad_credentials'), 'code bad_credentials is not declared'],
  ['a code under another status', 404, refusal('taken'), 'does not travel'],
  ['another organization', 200, '{"title":"CANARY"}', "another organization's"],
  ['a stack', 400, refusal('invalid', 'at Object.run (/srv/x.ts:3)'), 'our inside'],
  ['a statement', 409, refusal('taken', 'ER_DUP_ENTRY: insert into ticket'), 'our inside'],
  ['no words', 409, refusal('taken', ''), 'no words'],
  ['no JSON', 409, 'Conflict', 'no refusal in it'],
])('%s is seen', (_, status, text, words) => {
  expect(seen(status, text).join()).toContain(words);
});

test('missing headers are seen', () => {
  expect(seen(200, '{}', new Headers()).join()).toContain('no nosniff');
});

test('what is made from the schemas is as varied as chance, and the same for the same seed', () => {
  const pools = { ids: { any: ['1m8d9fs2pq98h4r4hngg'] }, cursors: ['W10'], values: [['title', '漏水']] as const };
  const of = (seed: number) => {
    const random = makeRandom(seed);
    const generate = makeGenerate(resolve, random, pools as never);
    return operations.map(({ input }) => JSON.stringify(twist(generate(input), random)));
  };
  expect(of(1)).toEqual(of(1));
  const all = Array.from({ length: 20 }, (_, seed) => of(seed)).flat();
  expect(new Set(all).size).toBeGreaterThan(all.length / 2);
});
