// What is read of a million tickets, over HTTP: the list (against one of ten thousand, round by round in turn), searches, the board.
import { type Figure, type Line, quantile, spreadOf } from '../figure';
import { type Server, startServer } from '../server';
import { type Ask, askOf, isOnMysql, type Place, placeWith } from './stage';

const OPEN = { phase: ['new', 'open', 'active', 'waiting'], limit: 50 };
const ROUNDS = 10;
const PER_ROUND = 100;
const LIST_GOAL = 1.5;

/** Newest fifty that are open, of one organization. */
export const listRatio: Figure = async (ground) => {
  const [small, big] = [await placeWith(ground, false), await placeWith(ground, true)];
  const servers = [await startServer(small.dir, small.env), await startServer(big.dir, big.env)] as [Server, Server];
  const asks = [await askOf(small, servers[0]), await askOf(big, servers[1])] as const;
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const seen: number[] = [];
      for (let at = 0; at < PER_ROUND; at++) seen.push((await asks[side]('ticket.list', OPEN)).ms);
      // The first round warms up.
      if (round > 0) times[side].push(...seen);
    }
  }
  for (const ask of asks) ask.close();
  for (const server of servers) await server.stop();
  const [few, many] = times;
  return {
    kind: 'ratio',
    goal: LIST_GOAL,
    database: isOnMysql ? 'mysql' : 'sqlite',
    tickets: big.tickets,
    ratio_p50: Number((quantile(many, 0.5) / quantile(few, 0.5)).toFixed(2)),
    ratio_p99: Number((quantile(many, 0.99) / quantile(few, 0.99)).toFixed(2)),
    ms: { small: timesOf(few), big: timesOf(many) },
  };
};

const SEARCHES = {
  two_characters: ['漏水', '电梯', '空调', '噪音', '门禁', '充电', '车库', '水管', '保洁', '跳闸'],
  words: ['厨房水管漏水', '大堂空调不制冷', '电梯按钮失灵', '楼上深夜噪音', '建议增加充电桩', '车库地面积水'],
  several: ['电梯 今天早上', '漏水 家里有老人', '门禁 请先电话联系'],
  /** What nobody wrote, though each half was written often. */
  nothing: ['跳闸异响', '漏水电梯', '龙卷风'],
  /** Often each (some 80,000), never together, though they alternate all along: both lists have to be gone through. */
  never_together: ['漏水 电梯', '噪音 空调'],
  /** Longer words whose pairs were all written often, but never one behind the other. */
  never_adjacent: ['灯不制冷', '坏了好像'],
  /** Each in a fifth of all tickets, and never together. */
  most_often_never_together: ['刚才 周末'],
} as const;
const SEARCH_GOAL_MS = 50;
const BOARD_GOAL_MS = 100;
const SEARCH_ROUNDS = 12;
const BOARD_ROUNDS = 60;

/** Each answer counts by itself; where one is unfinished, the next goes on, until all has been looked through. */
export const searchMs: Figure = (ground) =>
  atBig(ground, async (ask, place) => {
    const lines: Record<string, unknown> = {};
    const all: number[] = [];
    for (const [kind, words] of Object.entries(SEARCHES)) {
      const seen: number[] = [];
      const whole: number[] = [];
      for (let round = 0; round <= SEARCH_ROUNDS; round++)
        for (const text of words) {
          const times = await answersTo(ask, text);
          if (round === 0) continue;
          seen.push(...times);
          whole.push(times.reduce((sum, ms) => sum + ms, 0));
        }
      all.push(...seen);
      const until = seen.length === whole.length ? {} : { until_finished_p50_ms: quantile(whole, 0.5) };
      lines[kind] = { searches: whole.length, ...timesOf(seen), ...until };
    }
    return { goal_ms: SEARCH_GOAL_MS, tickets: place.tickets, p99_ms: quantile(all, 0.99), ...lines };
  });

async function answersTo(ask: Ask, text: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const { ms, body } = await ask('ticket.list', { text, limit: 50, ...(cursor !== undefined && { cursor }) });
    times.push(ms);
    const { unfinished, next } = body as { readonly unfinished?: true; readonly next?: string };
    if (unfinished !== true) return times;
    cursor = next;
  }
}

export const boardMs: Figure = (ground) =>
  atBig(ground, async (ask, place) => {
    const seen: number[] = [];
    let cells = 0;
    let counted = 0;
    for (let round = 0; round <= BOARD_ROUNDS; round++) {
      const { ms, body } = await ask('ticket.board', {});
      if (round > 0) seen.push(ms);
      const found = (body as { readonly cells: readonly { readonly count: number }[] }).cells;
      cells = found.length;
      counted = found.reduce((sum, { count }) => sum + count, 0);
    }
    return { goal_ms: BOARD_GOAL_MS, tickets: place.tickets, ...timesOf(seen), cells, counted };
  });

async function atBig(ground: Parameters<Figure>[0], measure: (ask: Ask, place: Place) => Promise<Line>): Promise<Line> {
  const place = await placeWith(ground, true);
  const server = await startServer(place.dir, place.env);
  const ask = await askOf(place, server);
  const line = await measure(ask, place);
  ask.close();
  await server.stop();
  return { kind: 'absolute', database: isOnMysql ? 'mysql' : 'sqlite', ...line };
}

const timesOf = (seen: readonly number[]) => ({
  p50_ms: quantile(seen, 0.5),
  p99_ms: quantile(seen, 0.99),
  max_ms: spreadOf(seen, 2).max,
  requests: seen.length,
});
