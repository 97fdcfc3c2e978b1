// The first screen on a phone of the mobile profile (slow 4G): what must come over the wire before it stands, and how often one thing
// must wait for another. Bytes and turns are the same on every machine; how long a processor takes is not looked at here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PATIENCE } from '../support/patience';
import { signIn } from './api';
import { fetched, SLOW_4G } from './firstScreen';
import { openHandset, pageAt, signInHere } from './handset';
import { setStage } from './stage';

/** Of the wire alone, in milliseconds: the rest of 1.5 s is the processor's. */
const MOST_MS = 1150;

const folder = mkdtempSync(path.join(tmpdir(), 'paidan-first-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = setStage(() => ({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }));

test.each([
  // `todo-item`: the class of a line of what waits for somebody.
  ['today', 'tech1', '.blank, .todo-item', 'work.list'],
  ['the form behind a code', 'resident1', '.form__field', 'template.list'],
])('%s', async (name, login, there, ahead) => {
  const { server, browser } = stage();
  const { url } = server;
  const dispatch = await signIn(url, 'dispatch');
  const { body: sites } = await dispatch('site.list', { text: '301' });
  const address =
    name === 'today' ? pageAt(url, 'today') : `${url}/q/cuihu/s/${encodeURIComponent(sites.items[0].code)}`;
  const { context, page, errors } = await openHandset(browser);
  await page.goto(pageAt(url, 'today'));
  await signInHere(page, login);
  await page.locator('.todo__title').waitFor(PATIENCE);
  await page.close();

  const cold = await context.newPage();
  const asked: string[] = [];
  cold.on('request', (request) => {
    const [, call] = /\/api\/([\w.]+)$/.exec(request.url()) ?? [];
    if (call !== undefined) asked.push(call);
  });
  const { bytes, turns, requests } = await fetched(cold, async () => {
    await cold.goto(address, { waitUntil: 'commit' });
    await cold.locator(there).first().waitFor(PATIENCE);
  });
  const wire = turns * SLOW_4G.turnMs + bytes / SLOW_4G.bytesPerMs;
  expect(requests).toBeGreaterThan(5);
  expect([name, Math.round(bytes / 1024), turns, wire < MOST_MS ? 'quick' : wire]).toEqual([
    name,
    Math.round(bytes / 1024),
    turns,
    'quick',
  ]);
  // Asked for ahead of the pages' own code, which takes those answers and asks for none of them again.
  expect(asked.filter((call) => call === ahead)).toEqual([ahead]);
  expect(errors).toEqual([]);
});
