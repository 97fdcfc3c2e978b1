// The outbasket at work: kept on the device before anything is sent, sent in order, tried again until there is an answer.
// `commit` is the one way by which this app changes anything on the server.

import type { Json } from '@paidan/shared/kernel/json';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { TicketView } from '@paidan/shared/model/ticket';
import type { CallName, Input, Output } from '../api';
import { call, type Failure } from '../call';
import { now } from '../clock';
import { beginGuest, isGuestAt, type Label } from '../guest';
import { host } from '../host';
import type { Trouble } from '../host/port';
import { freshKey } from '../id';
import { currentSession, onSessionChange } from '../session';
import { isStillMe } from '../who';
import {
  again,
  asComment,
  type Basket,
  type Body,
  baseOf,
  conflicted,
  done,
  drop,
  type Entry,
  find,
  freeze,
  isOwnDoing,
  isPassing,
  missingPictures,
  movedOn,
  put,
  refusedPicture,
  retold,
  type Seen,
  sendable,
  setAside,
} from './basket';
import { noteDelivered } from './delivered';
import { ownPhotos, sendPicture, sendPicturesOf } from './pictures';
import { currentBasket, GUEST, keep, mineIn, owner, ownerOfNew, putBack } from './shelf';

export type Order<Name extends CallName> = {
  readonly name: Name;
  /** Without `version`: the outbasket adds it. Pictures may stand in it as `local:…`. */
  readonly input: Input<Name>;
  /** The ticket's id; left out for what concerns no ticket yet. */
  readonly ticketId?: string;
  /** The ticket on the screen; left out where its state does not matter (a remark, a log). */
  readonly seen?: OnScreen;
  /** What it is about, in the person's words: shown while it waits. */
  readonly title: string;
};

type OnScreen = Pick<TicketView, 'version' | 'phase' | 'node' | 'assignee'>;

export type Outcome<Name extends CallName> =
  | { readonly state: 'done'; readonly value: Output<Name> }
  /** No signal: it is kept, and goes by itself. */
  | { readonly state: 'waiting' }
  | { readonly state: 'refused'; readonly failure: Extract<Failure, { kind: 'refused' }> }
  /** Not even kept. */
  | { readonly state: 'trouble'; readonly trouble: Trouble };

const labelOf = (input: unknown) => (input as { readonly label: Label }).label;
const labelIn = ({ name, input }: { readonly name: string; readonly input: unknown }): Label | null =>
  name === 'guest.report' ? labelOf(input) : null;

/** Who watches a command go out: refused before their eyes, it needs no conflict kept for later. */
const watchers = new Map<string, (outcome: Outcome<never>) => void>();

export async function commit<Name extends CallName>(order: Order<Name>): Promise<Outcome<Name>> {
  const key = freshKey();
  const entry: Entry = {
    key,
    lane: order.ticketId ?? key,
    name: order.name,
    input: order.input as Body,
    seen: order.seen ? seenOf(order.seen) : null,
    by: ownerOfNew(labelIn(order)),
    at: now(),
    title: order.title,
    frozen: null,
    conflict: null,
    without: false,
  };
  const before = currentBasket();
  if (!keep(put(before, entry))) {
    putBack(before);
    return { state: 'trouble', trouble: { matter: 'storage', code: 'full' } };
  }
  if (entry.by !== owner()) ownPhotos(JSON.stringify(entry.input), entry.by);
  return new Promise((resolve) => {
    watchers.set(key, resolve as (outcome: Outcome<never>) => void);
    void flush().then(() => settle(key, { state: 'waiting' }));
  });
}

/**
 * Somebody without an account becomes a guest of the label's organization; what they made before that is theirs. A guest of another one
 * does so once nothing of theirs waits to be sent there.
 */
export async function becomeGuest(label: Label): Promise<Result<null, Failure>> {
  if (isGuestAt(label)) return ok(null);
  const isElsewhere = currentSession() !== null;
  if (isElsewhere && mineIn(currentBasket()).length > 0) await flush();
  return isElsewhere && sendable(currentBasket(), owner()).length > 0 ? no({ kind: 'offline' }) : guestAnew(label);
}

/** The same, where somebody may be a guest of another organization. */
export async function guestAnew(label: Label): Promise<Result<null, Failure>> {
  const begun = await beginGuest(label);
  if (!begun.ok) return begun;
  const by = owner();
  /** What was made for yet another organization is nobody's still. */
  const adopt = <T extends { readonly by: string }>(one: T, at: Label | null): T =>
    one.by === GUEST && (at === null || isGuestAt(at)) ? { ...one, by } : one;
  const { entries, pictures, ...rest } = currentBasket();
  keep({
    ...rest,
    entries: entries.map((one) => adopt(one, labelIn(one))),
    pictures: pictures.map((one) => adopt(one, one.label)),
  });
  // While the words are being written, the picture is on its way.
  sendPicturesOf(by);
  return ok(null);
}

/** What the person says to a conflict. */
export const sendAnyway = (key: string): Promise<void> => choose((was) => again(was, key, freshKey()));
export const giveUp = (key: string): Promise<void> => choose((was) => drop(was, key));
export const keepAsComment = (key: string, text: string): Promise<void> =>
  choose((was) => asComment(was, key, freshKey(), text));

async function choose(change: (was: Basket) => Basket): Promise<void> {
  keep(change(currentBasket()));
  await flush();
}

let running: Promise<void> | null = null;
let wanted = false;

/** Sends what can be sent; resolves when nothing more goes for now. Called again meanwhile, it makes another round. */
export function flush(): Promise<void> {
  wanted = true;
  running ??= rounds().finally(() => {
    running = null;
  });
  return running;
}

async function rounds(): Promise<void> {
  while (wanted) {
    wanted = false;
    for (;;) {
      const [ready] = next().filter(({ lane }) => !tried.has(lane));
      if (!ready) break;
      const went = await send(ready.key);
      // A lane without an answer rests until the next round; the others go on.
      if (!went) tried.add(ready.lane);
    }
    tried.clear();
  }
  const left = next().length > 0;
  if (left) later();
  else pause = FIRST_PAUSE;
}
const tried = new Set<string>();

/** Of whoever is here; once that is gone, what a guest has reported in another organization. */
function next(): readonly Entry[] {
  const own = sendable(currentBasket(), owner());
  return own.length > 0 || currentSession()?.guest !== true ? own : sendable(currentBasket(), GUEST);
}

/** True when there was an answer, whichever. */
async function send(key: string): Promise<boolean> {
  const entry = find(currentBasket(), key);
  if (!entry) return true;
  if (!(await isStillMe())) return false;
  if (entry.name === 'guest.report' && entry.by === GUEST) {
    const begun = await guestAnew(labelOf(entry.input));
    if (!begun.ok) return begun.refusal.kind === 'refused' ? refusedAs(entry, begun.refusal) : false;
  }
  for (const picture of missingPictures(currentBasket(), entry)) if (!(await sendPicture(picture))) return false;
  const spoilt = refusedPicture(currentBasket(), entry);
  if (spoilt) return refusedAs(entry, { kind: 'refused', code: 'file', message: spoilt.refused ?? '' });
  // Frozen on the device before it goes: killed in between, the same words go out under the same key.
  keep(freeze(currentBasket(), key));
  const body = find(currentBasket(), key)?.frozen;
  if (!body) return true;
  const answer = await call(entry.name as CallName, body as never, { key, doneAt: entry.at });
  if (answer.ok) {
    const { ticket } = answer.value as { ticket?: OnScreen };
    keep(done(currentBasket(), key, ticket ? seenOf(ticket) : null));
    if (!watchers.has(key)) noteDelivered(entry.name, answer.value, owner());
    settle(key, { state: 'done', value: answer.value as never });
    return true;
  }
  const failure = answer.refusal;
  // A session that is over keeps its basket; a server that is busy is asked again later.
  if (failure.kind !== 'refused' || isPassing(failure.code)) return false;
  return refusedAs(entry, failure);
}

/** Shown to whoever watches; otherwise kept until the person has seen both versions. */
async function refusedAs(entry: Entry, failure: Extract<Failure, { kind: 'refused' }>): Promise<boolean> {
  const { key } = entry;
  const now = failure.code === 'stale' || !watchers.has(key) ? await present(entry) : null;
  if (failure.code === 'stale' && now !== null && !movedOn(baseOf(currentBasket(), entry), seenOf(now))) {
    keep(retold(currentBasket(), key, seenOf(now)));
    return true;
  }
  // Done already, by the same person on another phone: nobody has anything to decide.
  if (now !== null && !watchers.has(key) && isOwnDoing(entry, failure.code, seenOf(now))) {
    keep(done(currentBasket(), key, seenOf(now)));
    return true;
  }
  if (watchers.has(key)) {
    keep(setAside(currentBasket(), key));
    settle(key, { state: 'refused', failure });
    return true;
  }
  keep(conflicted(currentBasket(), key, { code: failure.code, message: failure.message, now: now as unknown as Json }));
  return true;
}

const seenOf = ({ version, node, phase, assignee }: OnScreen): Seen => ({
  version,
  node: node.id,
  phase,
  assignee: assignee?.id ?? null,
  nodeTitle: node.title,
  assigneeName: assignee?.name ?? '',
});

async function present(entry: Entry): Promise<TicketView | null> {
  if (entry.lane === entry.key) return null;
  const answer = await call('ticket.get', { ticketId: entry.lane as never });
  return answer.ok ? answer.value.ticket : null;
}

function settle(key: string, outcome: Outcome<never>): void {
  const watcher = watchers.get(key);
  watchers.delete(key);
  watcher?.(outcome);
}

const FIRST_PAUSE = 4_000;
const LONGEST_PAUSE = 120_000;
let pause = FIRST_PAUSE;
let timer: ReturnType<typeof setTimeout> | null = null;

function later(): void {
  if (timer !== null) return;
  timer = setTimeout(() => {
    timer = null;
    void flush();
  }, pause);
  pause = Math.min(LONGEST_PAUSE, pause * 2);
}

/** Called once when the app starts: whenever there is reason to hope, the basket is tried again. */
export function minding(): () => void {
  const wake = () => {
    pause = FIRST_PAUSE;
    void flush();
  };
  const leaveNetwork = host.network.watch((online) => online && wake());
  const leaveSession = onSessionChange(() => currentSession() && wake());
  wake();
  return () => {
    leaveNetwork();
    leaveSession();
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}
