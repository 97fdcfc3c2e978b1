// How often may somebody ask? Counted where the requests come in, without a look into the database; whoever asks much is told to the
// other processes once a second. Beyond the limit comes no more than each process lets through before it hears of the others.
import { SECOND } from '@paidan/shared/kernel/time';
import type { Clock } from '../../core/clock';
import { makeHide } from '../../core/hidden';
import type { AskedTooOften } from '../../core/rates';
import { rate } from '../../store/tables/rate';
import type { Store } from '../../store/unit';
import { type Counted, inLastMinute, minuteOf, NOTHING, secondsUntil, together, turned } from './window';

/** Requests per minute; 0: no limit. */
export type RateLimits = {
  readonly member: number;
  readonly organization: number;
  /** Of those who are not signed in: a whole office may share an address. */
  readonly address: number;
};

export type Rates = {
  readonly asked: AskedTooOften;
  /** Tells the other processes, and hears from them. */
  readonly exchange: () => Promise<void>;
  /** Exchanges by itself from now on. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

type Counter = { here: Counted; elsewhere: Counted; readonly most: number };

/** Milliseconds between two exchanges. */
const EVERY = SECOND;
/** What is below a tenth of its limit is nobody else's business: most people never come near. */
const WORTH_TELLING = 0.1;
/** Minutes after which nothing counts any more. */
const OVER = 2;
/** Counters at once; beyond, those of whoever asked least are forgotten. */
const MOST_KEPT = 50_000;

export function makeRates({ store, clock, holder, secretKey, onError }: RateDeps, limits: RateLimits): Rates {
  const hashOf = makeHide(secretKey);
  const counters = new Map<string, Counter>();
  let swept = 0;

  function counterOf(who: string, most: number, now: number): Counter {
    const found = counters.get(who);
    if (found !== undefined) return found;
    if (counters.size >= MOST_KEPT) forget(now);
    const made: Counter = { here: NOTHING, elsewhere: NOTHING, most };
    counters.set(who, made);
    return made;
  }

  function forget(now: number): void {
    for (const [who, { here }] of counters) if (here.minute < minuteOf(now) - 1) counters.delete(who);
    if (counters.size < MOST_KEPT) return;
    const least = [...counters].sort(([, a], [, b]) => a.here.count - b.here.count);
    for (const [who] of least.slice(0, MOST_KEPT / 10)) counters.delete(who);
  }

  /** Of several limits, all hold; who is refused by one is not counted by any. */
  function ask(all: readonly (readonly [who: string, most: number])[]): number {
    const now = clock.now();
    const minute = minuteOf(now);
    const asked = all.filter(([, most]) => most > 0).map(([who, most]) => counterOf(who, most, now));
    const waits = asked.map(({ here, elsewhere, most }) =>
      secondsUntil(together([here, elsewhere], minute), most, now),
    );
    const wait = Math.max(0, ...waits);
    if (wait > 0) return wait;
    for (const counter of asked) {
      const here = turned(counter.here, minute);
      counter.here = { ...here, count: here.count + 1 };
    }
    return 0;
  }

  async function exchange(): Promise<void> {
    const now = clock.now();
    const minute = minuteOf(now);
    const telling = [...counters].filter(([, { here, most }]) => inLastMinute(here, now) >= most * WORTH_TELLING);
    if (telling.length > 0) await tell(telling, minute);
    if (minute === swept) return;
    swept = minute;
    forget(now);
    await store.system.unit((u) => u.remove(rate, { minute: { lt: minute - OVER } }));
  }

  async function tell(telling: readonly (readonly [string, Counter])[], minute: number): Promise<void> {
    const names = new Map(telling.map(([who]) => [hashOf(who), who]));
    const rows = await store.system.read.find(rate, { where: { who: { in: [...names.keys()] } } });
    const others = new Map<string, Counted[]>();
    const mine = new Set<string>();
    for (const row of rows) {
      if (row.holder === holder) mine.add(row.who);
      else others.set(row.who, [...(others.get(row.who) ?? []), row]);
    }
    await store.system.unit(async (u) => {
      for (const [who, counter] of telling) {
        const hash = hashOf(who);
        const here = turned(counter.here, minute);
        if (mine.has(hash)) await u.change(rate, { who: hash, holder }, here);
        else await u.insert(rate, [{ who: hash, holder, ...here }]);
      }
    });
    for (const [who, counter] of telling) counter.elsewhere = together(others.get(hashOf(who)) ?? [], minute);
  }

  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  // Nobody is kept out because the database is: then each process counts for itself.
  const turn = (): void => {
    running ??= exchange()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  };

  return {
    asked: {
      byMember: (tenantId, memberId) =>
        ask([
          [`member ${tenantId} ${memberId}`, limits.member],
          [`organization ${tenantId}`, limits.organization],
        ]),
      byAddress: (address) => ask([[`address ${address}`, limits.address]]),
    },
    exchange,
    start: () => {
      timer ??= setInterval(turn, EVERY).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

export type RateDeps = {
  readonly store: Store;
  readonly clock: Clock;
  /** Names this process. */
  readonly holder: string;
  readonly secretKey: string;
  readonly onError: (error: unknown) => void;
};
