// Whatever is asked, driven by the API's own description: no fault, no answer that is not declared, nothing of another
// organization, nothing slow, and afterwards every timeline still proves itself.
import { openApi } from '../../src/http/openapi';
import { makeRandom } from '../../src/sample/random';
import type { Database } from '../support/databases';
import { makeQuestion, type Question } from './ask';
import { seedFor } from './budget';
import { makeGenerate } from './generate';
import { judge, type Seen } from './judge';
import { type Operation, describe as read } from './schema';
import { type Asker, askerFor, makeWorld, type World } from './world';

const { operations, resolve } = read(openApi(undefined));
const AT_ONCE = 4;
const SLOW_MS = 1000;

/** What takes people, roles, sessions and tickets away comes last: nobody and nothing would be left for the others. */
const VIOLENT = /\.(cancel|retire|restore|change|move|end|setPicture|unbind|bind)$|^session\./;
/** What hangs on a wall may be read by everybody: the code that they scanned says whose it is. */
const OF_ANY_ORGANIZATION = /^guest\.(page|begin)$/;
const inOrder = [...operations].sort((a, b) => Number(VIOLENT.test(a.name)) - Number(VIOLENT.test(b.name)));

/** Declares one test for each operation, which is asked so many times. */
export function fuzz(open: Database['open'], count: number): void {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(await open());
  });
  afterAll(() => world?.product.stop());

  async function ask({ url, method, headers, body }: Question, token: string | null): Promise<Seen & { ms: number }> {
    const begun = performance.now();
    const hangUp = new AbortController();
    const response = await fetch(world.product.url + url, {
      method,
      headers: { ...headers, ...(token !== null && { Authorization: `Bearer ${token}` }) },
      body: body as never,
      signal: hangUp.signal,
    });
    const stream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    // A stream has no end: that it began is its answer.
    const text = stream ? '' : await response.text();
    if (stream) hangUp.abort();
    return { status: response.status, headers: response.headers, text, ms: performance.now() - begun };
  }

  /** The machine may be busy with other things: only what is slow again, alone, ten times over, is slow. */
  async function slowAlone(question: Question, token: string | null): Promise<boolean> {
    for (let turn = 0; turn < 10; turn++) if ((await ask(question, token)).ms <= SLOW_MS) return false;
    return true;
  }

  /** Who signs out or takes a session away does so with one of their own. */
  function tokenOf(asker: Asker, { name: operation }: Operation): Promise<string> | string | null {
    const { product, guest } = world;
    if (asker === null || asker === 'guest') return asker === null ? null : guest;
    return VIOLENT.test(operation) ? product.ownToken(asker) : product.tokenFor(asker);
  }

  /** What is wrong with the answer; `late`: asked again once nothing else is under way. */
  type Found = { readonly wrong: readonly string[]; readonly late: (() => Promise<readonly string[]>) | null };
  async function one(operation: Operation, seed: number): Promise<Found> {
    const random = makeRandom(seed);
    const { pools, canaries } = world;
    const question = await makeQuestion(operation, makeGenerate(resolve, random, pools), random);
    const asker = askerFor(operation, random);
    const token = await tokenOf(asker, operation);
    const seen = await ask(question, token);
    const shown = typeof question.body === 'string' ? question.body.slice(0, 600) : '';
    const told = (what: string) =>
      `${what}\n  asked by ${asker} with seed ${seed}: ${question.url.slice(0, 200)} ${shown}`;
    const again = async () => ((await slowAlone(question, token)) ? [told(`slow: ${Math.round(seen.ms)} ms`)] : []);
    const wrong = judge(operation, seen, OF_ANY_ORGANIZATION.test(operation.name) ? [] : canaries);
    return { wrong: [...wrong].map(told), late: seen.ms > SLOW_MS ? again : null };
  }

  test.each(inOrder.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const first = seedFor(operation.name);
    const found: string[] = [];
    for (let at = 0; at < count && found.length === 0; at += AT_ONCE) {
      const turn = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_one, n) => one(operation, first + at + n));
      for (const { wrong, late } of await Promise.all(turn)) found.push(...wrong, ...((await late?.()) ?? []));
    }
    expect(found).toEqual([]);
  });

  test('and every timeline still proves itself', async () => expect(await world.product.findings()).toEqual([]));
}
