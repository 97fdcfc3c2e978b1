// A report that waits: released to become a ticket, or spam; and back, as long as it has become none. With it goes what becomes of the device
// that it came from: blocked because of this report, and let in again with the last mark that is taken back.
import { no, ok, type Result } from '../../kernel/result';
import type { Held } from '../../model/guest';
import { type Refusal, refuse } from '../../refusal';

export type HeldCommand =
  | { readonly type: 'held.keep'; readonly report: HeldReport }
  | { readonly type: 'held.release' | 'held.restore' }
  /** `block`: nothing more is taken from the device. */
  | { readonly type: 'held.spam'; readonly block?: boolean };
export type HeldReport = Pick<Held, 'ticketId' | 'guestId' | 'templateId' | 'siteId' | 'assetId' | 'why'>;
export type HeldEventBody =
  | { readonly type: 'held.kept'; readonly report: HeldReport }
  | { readonly type: 'held.released' | 'held.spammed' | 'held.restored' | 'held.blocked' | 'held.unblocked' };
/** Of the device that it came from. `otherSpam`: more of its reports are held to be spam. */
export type HeldDevice = { readonly isBlocked: boolean; readonly otherSpam: boolean };
export type HeldEvent = HeldEventBody & { readonly at: number; readonly by: string | null };

export function decideHeld(
  command: HeldCommand,
  held: Held | null,
  device: HeldDevice,
): Result<readonly HeldEventBody[], Refusal> {
  if (command.type === 'held.keep') return ok([{ type: 'held.kept', report: command.report }]);
  if (held === null) return no(refuse('not_found'));
  switch (command.type) {
    case 'held.release':
      return held.state === 'held' ? ok([{ type: 'held.released' }]) : no(refuse('already'));
    case 'held.spam': {
      const blocks: readonly HeldEventBody[] =
        command.block === true && !device.isBlocked ? [{ type: 'held.blocked' }] : [];
      if (held.state === 'held') return ok([{ type: 'held.spammed' }, ...blocks]);
      // Whoever only thinks of blocking afterwards has not come too late.
      return held.state === 'spam' && command.block === true ? ok(blocks) : no(refuse('already'));
    }
    case 'held.restore': {
      if (held.state !== 'spam') return no(refuse('already'));
      // One mistake taken back says nothing of the device's other marks.
      const lets: readonly HeldEventBody[] = device.isBlocked && !device.otherSpam ? [{ type: 'held.unblocked' }] : [];
      return ok([{ type: 'held.restored' }, ...lets]);
    }
  }
}

export function evolveHeld(held: Held | null, id: string, event: HeldEvent): Held {
  if (event.type === 'held.kept') {
    const first = { id, state: 'held', at: event.at, decidedAt: null, decidedBy: null, version: 1 } as const;
    return { ...event.report, ...first };
  }
  if (held === null) throw new Error('a held report begins with being kept');
  const version = held.version + 1;
  if (event.type === 'held.blocked' || event.type === 'held.unblocked') return { ...held, version };
  if (event.type === 'held.restored') return { ...held, state: 'held', decidedAt: null, decidedBy: null, version };
  const state = event.type === 'held.released' ? 'released' : 'spam';
  return { ...held, state, decidedAt: event.at, decidedBy: event.by as Held['decidedBy'], version };
}
