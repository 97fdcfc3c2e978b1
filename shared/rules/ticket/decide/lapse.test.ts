import { DAY, HOUR, MINUTE } from '../../../kernel/time';
import { DISPATCHER, MANAGER, REQUESTER, SYSTEM, TECH } from '../../../testing/people';
import { BRANCHED, REPAIR } from '../../../testing/sample';
import { arrive, complete, lapse, reject } from '../../../testing/say';
import { cancelled, closed, confirmed, done, offered, onSite, reported, urgentDone } from '../../../testing/stories';
import { act } from '../../../testing/story';
import { table } from '../../../testing/table';

const overdue = [{ type: 'ticket.overdue', purpose: 'promise' }] as const;

describe('the promised time', () => {
  table(REPAIR, {
    passes: { given: reported, when: act(SYSTEM, lapse('promise'), 24 * HOUR), happens: overdue },
    'has not passed a moment before': {
      given: reported,
      when: act(SYSTEM, lapse('promise'), 24 * HOUR - 1),
      happens: [],
    },
    'passes late when the timer is late': {
      given: onSite,
      when: act(SYSTEM, lapse('promise'), 90 * DAY),
      happens: overdue,
    },
    'passes once': {
      given: [...reported, act(SYSTEM, lapse('promise'), DAY)],
      when: act(SYSTEM, lapse('promise'), DAY),
      happens: [],
    },
    'is kept once the work is done': { given: done, when: act(SYSTEM, lapse('promise'), 30 * DAY), happens: [] },
    'counts again when the work is sent back': {
      given: [...done, act(REQUESTER, reject(), 2 * DAY)],
      when: act(SYSTEM, lapse('promise')),
      happens: overdue,
    },
    'means nothing to a cancelled ticket': {
      given: cancelled,
      when: act(SYSTEM, lapse('promise'), 30 * DAY),
      happens: [],
    },
    'is no person’s to say': { given: offered, when: act(MANAGER, lapse('promise'), 30 * DAY), refused: 'forbidden' },
  });
});

describe('an acceptance that nobody gives', () => {
  const waiting = [
    { type: 'ticket.confirmed', values: {}, auto: true },
    {
      type: 'ticket.entered',
      node: 'rate',
      kind: 'rate',
      phase: 'done',
      opens: [{ kind: 'rate', handlerId: REQUESTER.id, role: null }],
    },
  ] as const;
  table(REPAIR, {
    'is taken as given after three days': {
      given: done,
      when: act(SYSTEM, lapse('autoConfirm'), 3 * DAY),
      happens: waiting,
    },
    'is not, a moment before': { given: done, when: act(SYSTEM, lapse('autoConfirm'), 3 * DAY - 1), happens: [] },
    'counts from the newest try': {
      given: [...done, act(REQUESTER, reject(), 2 * DAY), act(TECH, arrive()), act(TECH, complete())],
      when: act(SYSTEM, lapse('autoConfirm'), 2 * DAY),
      happens: [],
    },
    'is taken once': {
      given: [...done, act(SYSTEM, lapse('autoConfirm'), 3 * DAY)],
      when: act(SYSTEM, lapse('autoConfirm'), 30 * DAY),
      happens: [],
    },
    'is not taken while the work goes on': {
      given: onSite,
      when: act(SYSTEM, lapse('autoConfirm'), 30 * DAY),
      happens: [],
    },
    'is no requester’s to say': {
      given: done,
      when: act(REQUESTER, lapse('autoConfirm'), 3 * DAY),
      refused: 'forbidden',
    },
    'is no dispatcher’s to say': { given: done, when: act(DISPATCHER, lapse('autoConfirm')), refused: 'forbidden' },
  });
  table(BRANCHED, {
    'is waited for for ever where the flow says so': {
      given: urgentDone,
      when: act(SYSTEM, lapse('autoConfirm'), 400 * DAY),
      happens: [],
    },
  });
});

describe('a rating that nobody gives', () => {
  table(REPAIR, {
    'closes without one': {
      given: confirmed,
      when: act(SYSTEM, lapse('autoClose'), 7 * DAY),
      happens: [{ type: 'ticket.closed' }],
    },
    'waits seven days': { given: confirmed, when: act(SYSTEM, lapse('autoClose'), 7 * DAY - MINUTE), happens: [] },
    'does not confuse the two timers': {
      given: confirmed,
      when: act(SYSTEM, lapse('autoConfirm'), 7 * DAY),
      happens: [],
    },
    'means nothing to a closed ticket': { given: closed, when: act(SYSTEM, lapse('autoClose'), 70 * DAY), happens: [] },
  });
});
