// A report that waits: released to become a ticket, or spam; and back, as long as it has become none.
import { no, ok, type Result } from '../../kernel/result';
import type { Held } from '../../model/guest';
import { type Refusal, refuse } from '../../refusal';

export type HeldCommand =
  | { readonly type: 'held.keep'; readonly report: HeldReport }
  | { readonly type: 'held.release' | 'held.spam' | 'held.restore' };
export type HeldReport = Pick<Held, 'ticketId' | 'guestId' | 'templateId' | 'siteId' | 'assetId' | 'why'>;
export type HeldEventBody =
  | { readonly type: 'held.kept'; readonly report: HeldReport }
  | { readonly type: 'held.released' | 'held.spammed' | 'held.restored' };
export type HeldEvent = HeldEventBody & { readonly at: number; readonly by: string | null };

export function decideHeld(command: HeldCommand, held: Held | null): Result<readonly HeldEventBody[], Refusal> {
  if (command.type === 'held.keep') return ok([{ type: 'held.kept', report: command.report }]);
  if (held === null) return no(refuse('not_found'));
  switch (command.type) {
    case 'held.release':
      return held.state === 'held' ? ok([{ type: 'held.released' }]) : no(refuse('already'));
    case 'held.spam':
      return held.state === 'held' ? ok([{ type: 'held.spammed' }]) : no(refuse('already'));
    case 'held.restore':
      return held.state === 'spam' ? ok([{ type: 'held.restored' }]) : no(refuse('already'));
  }
}

export function evolveHeld(held: Held | null, id: string, event: HeldEvent): Held {
  if (event.type === 'held.kept') {
    const first = { id, state: 'held', at: event.at, decidedAt: null, decidedBy: null, version: 1 } as const;
    return { ...event.report, ...first };
  }
  if (held === null) throw new Error('a held report begins with being kept');
  const version = held.version + 1;
  if (event.type === 'held.restored') return { ...held, state: 'held', decidedAt: null, decidedBy: null, version };
  const state = event.type === 'held.released' ? 'released' : 'spam';
  return { ...held, state, decidedAt: event.at, decidedBy: event.by as Held['decidedBy'], version };
}
