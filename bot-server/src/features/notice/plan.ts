// What of all that a receiver is to hear now is said at once, what together, and what later?
import { FLOOD_SPAN, timing } from '@paidan/shared/rules/notify/timing';
import type { Account } from '../../core/channels';
import { offsetOf } from '../../lookups/organization';
import { preferencesOf } from '../../lookups/preferences';
import { delivery } from '../../store/tables/delivery';
import type { Due } from './claim';
import type { NoticeDeps } from './deps';
import type { Open } from './digest';
import { APART } from './finish';

export type Plan = {
  /** Each by itself, with buttons; urgent ones first. */
  readonly single: readonly Open[];
  /** As one message, without; none or several. */
  readonly digest: readonly Open[];
  readonly wait: readonly { readonly row: Due; readonly at: number }[];
};

/** `open`: all of one receiver. */
export async function planFor(deps: NoticeDeps, { kind }: Account, open: readonly Open[]): Promise<Plan> {
  const [first] = open;
  if (first === undefined) return { single: [], digest: [], wait: [] };
  const { store, clock, channels } = deps;
  const { tenantId, memberId, accountId, recipient } = first.row;
  const reader = store.read({ tenantId });
  const now = clock.now();
  const [preference, offset, sent] = await Promise.all([
    preferencesOf(reader, memberId === null ? [] : [memberId]),
    offsetOf(store, tenantId),
    // A group is many people: it can take as much as its platform does.
    memberId === null
      ? []
      : reader.find(delivery, {
          where: { accountId, recipient, sentAt: { gt: now - FLOOD_SPAN } },
          columns: ['sentAt'],
        }),
  ]);
  const own = preference(memberId);
  const recent = sent.map(({ sentAt }) => sentAt ?? now);
  const room = memberId === null ? channels[kind].abilities.perReceiver.minute : own.flood - recent.length;
  const wasHeld = ({ row }: Open) => {
    const then = timing(row.kind, row.urgent, own, row.createdAt, offset);
    return then.send === 'at' && then.held;
  };
  return sorted(open, { wasHeld, room, roomAt: Math.min(now, ...recent) + FLOOD_SPAN });
}

type Setting = {
  /** Came in the quiet hours, which are over. */
  readonly wasHeld: (open: Open) => boolean;
  /** How many more are no flood yet, and when there will be room if there is none. */
  readonly room: number;
  readonly roomAt: number;
};

/** What was held over night comes in the morning, however much has come since. */
export function sorted(open: readonly Open[], { wasHeld, room, roomAt }: Setting): Plan {
  const urgent = open.filter(({ row }) => row.urgent);
  const others = open.filter(({ row }) => !row.urgent);
  const together = others.filter(({ row }) => row.errorCode !== APART);
  const isMorning = together.filter(wasHeld).length > 1;
  const digest = together.length > 1 && (isMorning || (room > 0 && together.length > room)) ? together : [];
  const single = others.filter((one) => !digest.includes(one));
  if (room > 0 || digest.length > 0) return { single: [...urgent, ...single], digest, wait: [] };
  const held = single.filter(wasHeld);
  const wait = single.filter((one) => !held.includes(one)).map(({ row }) => ({ row, at: roomAt }));
  return { single: [...urgent, ...held], digest, wait };
}
