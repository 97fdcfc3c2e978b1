import { pathOf } from '../src/features/ticket/detail/path';
import { template, tickets, timelineOf } from './fake/data';

const of = (no: number) => {
  const ticket = tickets.find((each) => each.no === no);
  if (!ticket) throw new Error(`no ticket ${no}`);
  return pathOf(ticket, template, timelineOf(ticket)).map(({ id, state }) => `${id} ${state}`);
};

test('an urgent ticket is foretold its extra check, an ordinary one is not', () => {
  expect(of(1042)).toEqual([
    'start done',
    'dispatch done',
    'repair here',
    'chief ahead',
    'check ahead',
    'rate ahead',
    'end ahead',
  ]);
  expect(of(1039)).not.toContain('chief ahead');
});

test('what was never reached by a cancelled ticket is left off', () => {
  expect(of(1033)).toEqual(['start done', 'dispatch done', 'repair off', 'check off', 'rate off', 'end off']);
});
