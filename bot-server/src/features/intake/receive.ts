// What a platform delivers to us, from the raw request to the raw answer. Whatever is forged, foreign or damaged gets one and the
// same answer and changes nothing.

import { SECOND } from '@paidan/shared/kernel/time';
import type { AccountKind } from '@paidan/shared/kinds';
import { ACCOUNT_KINDS } from '@paidan/shared/kinds';
import { refuse } from '@paidan/shared/refusal';
import { testedCard } from '@paidan/shared/rules/card/compose';
import { words } from '@paidan/shared/text/index';
import type { Account, Back, Inbound, RawReply, RawRequest } from '../../core/channels';
import { deliveredBy, turnAway } from '../../core/delivered';
import { levelOf } from '../../core/faults';
import { makeGate } from '../../core/gate';
import { findAccount, memberBehind } from '../../lookups/accounts';
import { noteSeen, type Seen } from '../../lookups/health';
import type { IntakeDeps } from './deps';
import { press } from './press';
import { say } from './say';

/** Of the time that a platform waits; the rest is for the way. Whatever takes longer goes on, and shows in the card later. */
const OURS = 0.8;

/** A crowd waits here rather than at the database, which answers everybody else as well. */
const AT_ONCE = 32;

export const REFUSED: RawReply = { status: 403, type: 'text/plain; charset=utf-8', body: 'refused' };

export type Receive = (kind: string, accountId: string, request: RawRequest) => Promise<RawReply>;

export function makeReceive(deps: IntakeDeps): Receive {
  const { store, seal, channels, baseUrl, log } = deps;
  const note = makeNote(deps);
  const gate = makeGate(AT_ONCE);
  return async (kind, accountId, request) => {
    if (!isKind(kind) || !/^[0-9a-z]{20}$/.test(accountId)) return REFUSED;
    const { receive, abilities } = channels[kind];
    if (receive === undefined || abilities.inbound === null) return REFUSED;
    const { waits } = abilities.inbound;
    // Every platform checks an address by a GET, or as one more delivery.
    const late = later(OURS * (request.method === 'GET' ? waits.check : waits.delivery));
    const account = await Promise.race([findAccount(store, seal, kind, accountId), late]);
    if (account === null) return LATER;
    if (account === undefined) {
      const noting = missed(deps, kind, accountId, request).catch((error: unknown): typeof FAILED => {
        log.error({ err: error, account: accountId }, 'a delivery to a retired connection was not noted');
        return FAILED;
      });
      // What could not be noted must come again: else it would count once the connection is in use again.
      return (await Promise.race([noting, late])) === NOTED ? REFUSED : LATER;
    }
    const received = receive(account, request);
    if (received.kind === 'refused') return REFUSED;
    note(account, 'callbackAt');
    if (received.kind === 'check') return received.reply;
    const { inbound, reply } = received;
    const doing = gate(() => hear(deps, account, inbound, note)).catch((error: unknown): typeof FAILED => {
      log[levelOf(error)]({ err: error, account: account.id, type: inbound.type }, 'a delivery failed');
      return FAILED;
    });
    const back = await Promise.race([doing, late]);
    return back === FAILED ? LATER : reply(back, baseUrl);
  };
}

/** Not acknowledged: the platform delivers it again. */
const LATER: RawReply = { status: 503, type: 'text/plain; charset=utf-8', body: 'later' };
const FAILED = 'failed' as const;
const NOTED = 'noted' as const;

const later = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });

const isKind = (kind: string): kind is AccountKind => (ACCOUNT_KINDS as readonly string[]).includes(kind);

/** A connection that is out of use hears nothing, and what it missed does not count later, once it is in use again. */
async function missed(
  deps: IntakeDeps,
  kind: AccountKind,
  accountId: string,
  request: RawRequest,
): Promise<typeof NOTED> {
  const account = await findAccount(deps.store, deps.seal, kind, accountId, 'retired');
  const received = account && deps.channels[kind].receive?.(account, request);
  if (account === undefined || received?.kind !== 'inbound') return NOTED;
  const { inbound } = received;
  if (inbound.type !== 'press' && inbound.type !== 'text') return NOTED;
  await turnAway(deps, deliveredBy(account, inbound), refuse('retired'));
  return NOTED;
}

async function hear(deps: IntakeDeps, account: Account, inbound: Inbound, note: Note): Promise<Back> {
  switch (inbound.type) {
    case 'press':
      if (inbound.cardId.startsWith('test-')) {
        note(account, 'pressedAt');
        return { card: testedCard('/admin/connections', inbound.at, words('zh-CN').cards), cardId: inbound.cardId };
      }
      return press(deps, account, inbound);
    case 'text':
      return say(deps, account, inbound);
    case 'directory':
      deps.onDirectory(account);
      return null;
    case 'consent': {
      const memberId = await memberBehind(deps.store.read(account), account.id, inbound.from);
      if (memberId !== null) await deps.onConsent(account, memberId, inbound);
      return null;
    }
    case 'verdict':
      await deps.onVerdict(account, inbound);
      return null;
    case 'other':
      return null;
  }
}

type Note = (account: Account, seen: Seen) => void;
/** Seen again and again, and written down now and then: no row that every press writes. */
const NOTE_EVERY = 30 * SECOND;

function makeNote({ store, clock, log }: IntakeDeps): Note {
  const noted = new Map<string, number>();
  return (account, seen) => {
    const now = clock.now();
    const key = `${account.id} ${seen}`;
    if (seen === 'callbackAt' && Math.abs(now - (noted.get(key) ?? 0)) < NOTE_EVERY) return;
    noted.set(key, now);
    noteSeen(store, account, seen, now).catch((err) => log.warn({ err }, 'health was not noted'));
  };
}
