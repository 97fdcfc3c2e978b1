// A server that is told to stop while people work: it says so first, takes no leave of anybody in the middle of a request, and is gone
// within ten seconds.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ticket } from '../src/store/tables/ticket';
import { type Machine, makeMachine, type Process } from './support/processes';
import { ORG, type Organization, organizationOf, report } from './support/product';

const SENDERS = 12;

let machine: Machine;
let folder: string;
let server: Process;
let token: string;
let mine: Organization;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-drain-'));
  machine = await makeMachine({ kind: 'sqlite', file: path.join(folder, 'x') });
  // As long as it is where nobody sets it.
  server = await machine.serve({ DRAIN_SECONDS: '' });
  token = await machine.tokenFor('resident1');
  mine = await organizationOf(await machine.store(), ORG);
});
afterAll(async () => {
  await machine?.clear();
  await rm(folder, { recursive: true, force: true });
});

const inputOf = (title: string) => ({ templateId: mine.template('repair'), values: { ...report(mine), title } });

/** Sends the body in two halves, the second after `ms`. */
const slowly = (name: string, input: object, ms: number) =>
  new Promise<number>((resolve, reject) => {
    const body = JSON.stringify(input);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const sent = request(`${server.url}/api/${name}`, { method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.write(body.slice(0, 20));
    void setTimeout(ms).then(() => sent.end(body.slice(20)));
  });

/** Sends all but the last bytes and goes no further, or reads nothing of what it asked for; `cut` once the line is no more. */
async function stuck(head: string, body = ''): Promise<{ readonly socket: Socket; readonly cut: Promise<void> }> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const cut = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`${head} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${body === '' ? '\r\n' : body}`);
  if (body === '') socket.pause();
  return { socket, cut };
}
const ENDLESS = 'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';

/** The text of a live stream, until it ends by itself; one that is cut rejects. */
async function streamed(): Promise<string> {
  const answer = await fetch(`${server.url}/api/feed.stream`, { headers: { Authorization: `Bearer ${token}` } });
  return answer.text();
}

test('nothing that was taken on is cut but what never ends, and nothing is done that nobody was told of', async () => {
  const answers: { readonly title: string; readonly status: number; readonly at: number }[] = [];
  const losses: string[] = [];
  let going = true;
  const sender = async (who: number) => {
    for (let at = 0; going; at++) {
      const title = `drain ${who}-${at}`;
      try {
        const { status } = await server.call('ticket.create', inputOf(title), { token });
        answers.push({ title, status, at: Date.now() });
      } catch (error) {
        losses.push(String((error as { cause?: { code?: string } }).cause?.code ?? error));
        return;
      }
    }
  };
  const senders = Array.from({ length: SENDERS }, (_, who) => sender(who));
  const stream = streamed();
  const slow = slowly('ticket.create', inputOf('drain slow'), 4000);
  // Two who would never come to an end.
  const hanging = [await stuck('POST /api/ticket.create', ENDLESS), await stuck('GET /api/feed.stream')];
  while (answers.length < 100) await setTimeout(10);

  const told = Date.now();
  const ended = server.stop();
  const readiness = async (): Promise<[number, string]> => {
    const answer = await fetch(`${server.url}/readyz`);
    return [answer.status, ((await answer.json()) as { status: string }).status];
  };
  let said = await readiness();
  while (said[0] === 200 && Date.now() - told < 5000) said = await readiness();
  const turned = Date.now();
  expect(said).toEqual([503, 'draining']);
  expect(await ended).toBe(0);
  const took = Date.now() - told;
  going = false;
  await Promise.all(senders);

  expect(await slow).toBe(200);
  expect(await stream).toContain('id: ');
  expect(took).toBeLessThan(10_000);
  expect(took).toBeGreaterThan(4000);
  for (const { socket } of hanging) socket.resume();
  await Promise.all(hanging.map(({ cut }) => cut));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  // It was no longer ready, and yet whoever came was served.
  expect(answers.filter(({ at }) => at > turned).length).toBeGreaterThan(0);
  // Turned away at the door, all of them: reset is who stood in the system's own queue before it, closed upon is whose line was
  // taken but who had not been heard yet. That nothing of theirs was done is seen below.
  expect(losses).toHaveLength(SENDERS);
  for (const loss of losses) expect(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']).toContain(loss);
  const rows = (await mine.reader.find(ticket, { where: {} })).map(({ title }) => title);
  const done = rows.filter((title) => title.startsWith('drain ')).sort();
  expect(done).toEqual([...answers.map(({ title }) => title), 'drain slow'].sort());
});

test('control: of one that is killed instead, all of that is seen', async () => {
  server = await machine.serve();
  const stream = streamed().then(
    () => 'ended',
    () => 'cut',
  );
  const slow = slowly('ticket.create', inputOf('killed slow'), 1000).catch(() => 'cut');
  const before = server.call('ticket.create', inputOf('killed before'), { token });
  expect((await before).status).toBe(200);
  await server.kill9();
  expect([await stream, await slow]).toEqual(['cut', 'cut']);
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
});
