// press_ms_p99: from the encrypted press of a card to the encrypted answer, while fifty come in per second. Every press is a command
// that is carried out: somebody accepts, and then sets out; whoever reported is told, other cards change. Two absolutes.
import { decrypt } from '../../sandbox/envelope';
import { parseXml, textOf } from '../../sandbox/xml';
import { type Connection, openConnection } from '../create/connection';
import { syncTimes } from '../disk';
import { type Figure, type Ground, type Line, quantile, spreadOf } from '../figure';
import { type DatabaseName, type Stage, setStage } from './stage';

const PER_SECOND = 50;
/** A phone is not rung more often than its owner's limits allow. */
const CARDS_EACH = 5;
const LONG = { workers: 100 };
const SHORT = { workers: 20 };
const GOAL_MS = 100;

export const pressMs: Figure = async (ground) => ({
  kind: 'absolute',
  goal_ms: GOAL_MS,
  sqlite: await measure(ground, 'sqlite'),
  mysql: await measure(ground, 'mysql'),
});

type Wire = { readonly url: string; readonly body: string; readonly type: string };
type Card = { readonly userid: string; readonly msgid: string };
type Press = { readonly ms: number; readonly body: string };

async function measure(ground: Ground, database: DatabaseName): Promise<Line> {
  const { workers } = ground.short ? SHORT : LONG;
  const stage = await setStage(ground, database, workers);
  const cards = await handOut(stage);
  ground.say(`${database}: ${cards.length} cards are out`);
  const syncs = syncTimes(ground.dir);
  const lines = await Promise.all(Array.from({ length: 8 }, () => openConnection(stage.server.port)));
  const seen: number[] = [];
  let [serverMs, standInMs, settleMs] = [0, 0, 0];
  for (const [action, next] of LEGS) {
    const wires = await sealed(stage, cards, action);
    const [server, standIn] = [stage.server.cpuMs(), stage.standIn.cpuMs()];
    const presses = await paced(wires, stage.server.port, lines);
    settleMs += await stage.settled();
    serverMs += stage.server.cpuMs() - server;
    standInMs += stage.standIn.cpuMs() - standIn;
    for (const { body } of presses) check(stage, body, next);
    seen.push(...presses.map(({ ms }) => ms));
    ground.say(
      `${database}: ${action}: p99 ${quantile(
        presses.map(({ ms }) => ms),
        0.99,
      )} ms`,
    );
  }
  for (const line of lines) line.close();
  await stage.stop();
  return {
    p50_ms: quantile(seen, 0.5),
    p95_ms: quantile(seen, 0.95),
    p99_ms: quantile(seen, 0.99),
    max_ms: quantile(seen, 1),
    presses: seen.length,
    per_s: PER_SECOND,
    // With all that a press leaves behind: numbering, search, notices, other people's cards.
    server_cpu_ms_per_press: Number((serverMs / seen.length).toFixed(2)),
    stand_in_cpu_ms_per_press: Number((standInMs / seen.length).toFixed(2)),
    settle_ms: Math.round(settleMs / LEGS.length),
    fsync_ms: spreadOf(syncs, 2),
  };
}

/** What is pressed, and what the presser's card offers then. */
const LEGS = [
  ['ticket.accept', 'ticket.depart'],
  ['ticket.depart', '到达签到'],
] as const;

/** Each worker has five tickets of a neighbour's to accept, and the cards for it. */
async function handOut({ workers, call, report, state, settled, app }: Stage): Promise<readonly Card[]> {
  const values = { muted: ['created'], groups: [], flood: 100, quiet: null };
  await call('admin', 'preference.change', { of: 'organization', values });
  await Promise.all(
    workers.map(async ({ userid }, at) => {
      const worker = workers[(at + 1) % workers.length];
      for (let count = 0; count < CARDS_EACH; count++) {
        await call('dispatch', 'ticket.assign', { ticketId: await report(userid), memberId: worker?.memberId });
      }
    }),
  );
  await settled();
  const { chats } = await state();
  const cards = chats.flatMap(({ kind, corpId, userid = '', messages }) =>
    kind === 'app' && corpId === app.corpId
      ? messages.filter(({ card }) => card?.task_id !== undefined).map(({ msgid }) => ({ userid, msgid }))
      : [],
  );
  if (cards.length !== workers.length * CARDS_EACH) throw new Error(`${cards.length} cards came`);
  // Neighbours in the row are different people on different tickets.
  return cards.map(
    (_, at) => cards[(at * CARDS_EACH + Math.floor((at * CARDS_EACH) / cards.length)) % cards.length] as Card,
  );
}

/** Made by the stand-in, with real keys and codes, and delivered by us. */
async function sealed({ app, tell }: Stage, cards: readonly Card[], key: string): Promise<readonly Wire[]> {
  const wires: Wire[] = [];
  for (const card of cards) {
    const asked = { ...app, ...card, key, dry: true, force: true };
    wires.push((await tell<{ readonly wire: Wire }>('press', asked)).wire);
  }
  return wires;
}

/** At their times, whether or not those before have been answered. */
async function paced(wires: readonly Wire[], port: number, lines: Connection[]): Promise<readonly Press[]> {
  const idle = [...lines];
  const begun = performance.now();
  return Promise.all(
    wires.map(async ({ url, body, type }, at) => {
      const due = begun + (at * 1000) / PER_SECOND;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const { pathname, search } = new URL(url);
      const pressed = performance.now();
      const line = idle.pop() ?? (await opened(port, lines));
      const answer = await line.post(pathname + search, '', body, type);
      const ms = performance.now() - pressed;
      idle.push(line);
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.slice(0, 300)}`);
      return { ms, body: answer.body };
    }),
  );
}

async function opened(port: number, lines: Connection[]): Promise<Connection> {
  const line = await openConnection(port);
  lines.push(line);
  return line;
}

/** The answer is encrypted for the platform, and the card in it goes on. */
function check({ wecom }: Stage, body: string, next: string): void {
  const envelope = parseXml(body);
  const encrypted = (envelope && textOf(envelope, 'Encrypt')) ?? '';
  const message = decrypt(wecom.secrets.callbackKey ?? '', encrypted)?.message;
  if (message?.includes(next) !== true) throw new Error(`not the card that was to come: ${message ?? body}`);
}
