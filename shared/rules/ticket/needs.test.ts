import type { TicketCommand } from '../../model/command';
import { TECH, TECH_2 } from '../../testing/people';
import { BRANCHED, REPAIR } from '../../testing/sample';
import {
  accept,
  arrive,
  assign,
  cancel,
  comment,
  complete,
  confirm,
  depart,
  lapse,
  log,
  offer,
  offerTo,
  rate,
  reject,
  report,
  type Said,
  transfer,
  urge,
} from '../../testing/say';
import { done, onSite, reported } from '../../testing/stories';
import { addressed, ticketAfter } from '../../testing/story';
import { BUILDING, PUMP, picture, SIGNATURE, VOICE } from '../../testing/world';
import { type Needs, needs, poolOf } from './needs';

const NOTHING: Needs = { members: [], files: [], sites: [], assets: [], fence: null, pool: null };
const ticket = ticketAfter(REPAIR, onSite);

test.each<readonly [Said, Partial<Needs>]>([
  [report({ photos: [picture(1)], asset: PUMP }), { files: [picture(1)], sites: [BUILDING], assets: [PUMP] }],
  [offer(), {}],
  [offer('cleaner'), { pool: 'cleaner' }],
  [offerTo(TECH, TECH_2), { members: [TECH.id, TECH_2.id] }],
  [assign(TECH), { members: [TECH.id] }],
  [transfer(TECH_2), { members: [TECH_2.id] }],
  [accept(), {}],
  [depart(), {}],
  [arrive(), { fence: BUILDING }],
  [log('x'), {}],
  [log('x', 1, { beforePhotos: [picture(2)] }), { files: [picture(2)] }],
  [complete(), { files: [picture(1)] }],
  [confirm(), { files: [SIGNATURE] }],
  [reject('x'), {}],
  [reject('x', [picture(3)]), { files: [picture(3)] }],
  [rate(), {}],
  [urge(), {}],
  [cancel(), {}],
  [comment('x', [picture(4)]), { files: [picture(4)] }],
  [comment('x', [picture(4)], { file: VOICE, seconds: 3 }), { files: [picture(4), VOICE] }],
  [lapse('promise'), {}],
])('%j', (said, wanted) => {
  expect(needs(addressed(said, REPAIR), ticket, REPAIR)).toEqual({ ...NOTHING, ...wanted });
});

test('the fence is the site’s of the ticket, if it has one', () => {
  const somewhere = { ...ticket, siteId: null };
  expect(needs(addressed(arrive(), REPAIR), somewhere, REPAIR)).toEqual(NOTHING);
  expect(needs(addressed(arrive(), REPAIR), null, REPAIR)).toEqual(NOTHING);
});

describe('the pool of an offer', () => {
  const open = ticketAfter(REPAIR, reported);
  test.each<readonly [string, Parameters<typeof poolOf>, string | null]>([
    ['is the step’s own', [undefined, open, REPAIR], 'technician'],
    ['is the one named', ['cleaner', open, REPAIR], 'cleaner'],
    ['is none after the dispatch', [undefined, ticketAfter(REPAIR, done), REPAIR], null],
    ['is none without a ticket', [undefined, null, REPAIR], null],
    ['follows the flow', [undefined, { ...open, node: 'cleanDispatch' }, BRANCHED], 'cleaner'],
  ])('%s', (_, given, role) => {
    expect(poolOf(...given)).toBe(role);
  });
  test('is counted', () => {
    const command = addressed(offer(), REPAIR) as TicketCommand;
    expect(needs(command, open, REPAIR).pool).toBe('technician');
  });
});
