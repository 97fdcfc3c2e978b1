// notices_per_s: many tickets are reported and offered to a crowd at once; how fast are all notices of it on the stand-in's phones,
// through outbox, limits and one encrypted session per message? Two absolutes.
import { delivery } from '../../src/store/tables/delivery';
import { syncTimes } from '../disk';
import { type Figure, type Ground, type Line, spreadOf } from '../figure';
import { type DatabaseName, setStage } from './stage';

/** At once; a group takes eighteen messages a minute. */
const TICKETS = 10;
const WORKERS = 100;
const LONG = { rounds: 3 };
const SHORT = { rounds: 1 };
/** Between rounds, on the product's clock and the platforms': limits count by the minute. */
const REST_MS = 3 * 60_000;
/** Until the product has followed. Real milliseconds. */
const FOLLOW_MS = 1500;

export const noticesPerSecond: Figure = async (ground) => ({
  kind: 'absolute',
  sqlite: await measure(ground, 'sqlite'),
  mysql: await measure(ground, 'mysql'),
});

async function measure(ground: Ground, database: DatabaseName): Promise<Line> {
  const { rounds } = ground.short ? SHORT : LONG;
  const stage = await setStage(ground, database, WORKERS);
  const { server, standIn, call, report, tell, settled, store } = stage;
  const values = { groups: ['created'], flood: 100, quiet: null };
  await call('admin', 'preference.change', { of: 'organization', values });
  await settled();
  const sent = () => store.system.read.count(delivery, { state: 'sent' }, 1_000_000);
  const seen: Record<'rate' | 'server' | 'standIn', number[]> = { rate: [], server: [], standIn: [] };
  const syncs: number[] = [];
  let notices = 0;
  for (let round = 1; round <= rounds; round++) {
    syncs.push(...syncTimes(ground.dir));
    const [before, ownMs, itsMs] = [await sent(), server.cpuMs(), standIn.cpuMs()];
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: TICKETS }, async () => {
        await call('dispatch', 'ticket.offer', { ticketId: await report('front') });
      }),
    );
    await settled();
    const seconds = (performance.now() - begun) / 1000;
    const count = (await sent()) - before;
    seen.rate.push(count / seconds);
    seen.server.push((server.cpuMs() - ownMs) / count);
    seen.standIn.push((standIn.cpuMs() - itsMs) / count);
    notices += count;
    ground.say(`${database}: round ${round}: ${count} notices, ${(count / seconds).toFixed(0)}/s`);
    await tell('clock', { forward: REST_MS });
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS));
  }
  const { chats } = await stage.state();
  const dropped = chats.reduce((sum, chat) => sum + chat.dropped, 0);
  if (dropped > 0) throw new Error(`${dropped} were sent too fast: the platform took them and showed nobody`);
  await stage.stop();
  return {
    notices_per_s: spreadOf(seen.rate),
    server_cpu_ms_per_notice: spreadOf(seen.server, 2),
    stand_in_cpu_ms_per_notice: spreadOf(seen.standIn, 2),
    notices,
    tickets: TICKETS * rounds,
    rounds,
    fsync_ms: spreadOf(syncs, 2),
  };
}
