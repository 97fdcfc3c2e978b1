// Reports that went out later, while nobody watched: whoever made them is told the number, until they have looked. On this device.
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import { currentSession } from '../session';
import { stored } from '../stored';

type Made = { readonly id: string; readonly no?: number | null; readonly title: string };
/** `no`: null where it waits to be looked at. `by`: a member's id. */
export type Delivered = Made & { readonly by: string; readonly at: Instant };

const kept = stored<readonly Delivered[] | null>('delivered', (raw) => (Array.isArray(raw) ? raw : null));
/** Of nothing, nothing is left on the device. */
const keep = (all: readonly Delivered[]) => void kept.set(all.length > 0 ? all : null);
const but = (gone: (one: Delivered) => boolean) => (kept.get() ?? []).filter((one) => !gone(one));

/** Of whoever is signed in, newest first. A week later nobody asks. */
export const useDelivered = (): readonly Delivered[] =>
  (kept.use() ?? []).filter(({ by, at }) => by === currentSession()?.member.id && Date.now() - at < 7 * DAY);
export const dropDelivered = (id: string): void => keep(but((one) => one.id === id));
/** Signed out: what this device keeps for a person goes. */
export const forgetDelivered = (person: string): void => keep(but(({ by }) => by === person));

/** `answer`: to a command, of which only reports are told here. */
export function noteDelivered(name: string, answer: unknown, by: string): void {
  const { ticket, report, held } = answer as Partial<Record<'ticket' | 'report' | 'held', Made>>;
  const made = name === 'ticket.create' ? ticket : name === 'guest.report' ? (report ?? held) : null;
  if (!made) return;
  const { id, no = null, title } = made;
  keep([{ id, no, title, by, at: Date.now() }, ...but((one) => one.id === id)]);
}
