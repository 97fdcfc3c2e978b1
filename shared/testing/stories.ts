// How far a repair has come: each story goes on from the one before.
import { DISPATCHER, LEAD, REQUESTER, TECH } from './people';
import { accept, arrive, assign, cancel, complete, confirm, offer, rate, report } from './say';
import { type Act, act } from './story';
import { picture } from './world';

export const reported: readonly Act[] = [act(REQUESTER, report(), 0)];
export const offered: readonly Act[] = [...reported, act(DISPATCHER, offer())];
export const taken: readonly Act[] = [...offered, act(TECH, accept())];
export const assigned: readonly Act[] = [...reported, act(DISPATCHER, assign(TECH))];
export const accepted: readonly Act[] = [...assigned, act(TECH, accept())];
export const onSite: readonly Act[] = [...accepted, act(TECH, arrive())];
export const done: readonly Act[] = [...onSite, act(TECH, complete())];
export const confirmed: readonly Act[] = [...done, act(REQUESTER, confirm())];
export const closed: readonly Act[] = [...confirmed, act(REQUESTER, rate())];
export const cancelled: readonly Act[] = [...reported, act(REQUESTER, cancel())];

/** With the branched template: an urgent leak, finished, that waits for the lead. */
export const urgentDone: readonly Act[] = [
  act(REQUESTER, report({ priority: 'urgent', category: '水' }), 0),
  act(DISPATCHER, assign(TECH)),
  act(TECH, accept()),
  act(TECH, arrive()),
  act(TECH, complete({ spilt: '走廊积水', spiltPhotos: [picture(2)] })),
];
export const leadAccepted: readonly Act[] = [...urgentDone, act(LEAD, confirm({}))];
