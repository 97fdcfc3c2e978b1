// Who reads what was done to a thing before? Whoever works on things, or looks after them, needs the whole story; everybody else
// knows of it what they see anyway.
import { type Actor, hasGrant } from '../ticket/context';

/** In short form: what was done, when and by whom. The ticket itself still opens only to those who may see it. */
export const seesHistory = (actor: Actor): boolean => hasGrant(actor, 'ticket.work') || hasGrant(actor, 'asset.manage');
