// When a guest's report was begun, proved by the server's own stamp: a draft that is opened again was not written in the two seconds
// since the page came up.
import { stored } from './stored';

const begun = stored<string | null>('guestBegun', (raw) => (typeof raw === 'string' && raw !== '' ? raw : null));

/** Something is filled in on the page of this stamp; an earlier one stays. */
export const beginReport = (stamp: string): void => void (begun.get() === null && begun.set(stamp));
/** `restored`: what is sent was begun on an earlier page. */
export const begunWith = (stamp: string, restored: boolean): string => (restored ? (begun.get() ?? stamp) : stamp);
export const endReport = (): void => void begun.set(null);
