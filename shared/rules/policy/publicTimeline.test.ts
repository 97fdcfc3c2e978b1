import type { Json } from '../../kernel/json';
import { TICKET_EVENTS } from '../../model/event';
import { publicData } from './publicTimeline';

const PLACE = { lat: 30.1, lng: 120.2, accuracy: 5 };

test('that somebody has come is told, and neither where they stood nor why it was let pass', () => {
  const arrived = { position: PLACE, distance: 812, override: '门卫不让进' };
  expect(publicData('ticket.arrived', arrived)).toEqual({});
});

test('to whom work went is told, and not why', () => {
  const moved = {
    from: 'a',
    to: 'b',
    reason: '他和住户吵过架',
    opens: [{ kind: 'accept', handlerId: 'b', role: null }],
  };
  expect(publicData('ticket.transferred', moved)).toEqual({ from: 'a', to: 'b' });
});

test('what was said to the one who reported is told', () => {
  expect(publicData('ticket.commented', { text: '配件到了', photos: ['p'] })).toEqual({
    text: '配件到了',
    photos: ['p'],
  });
  expect(publicData('ticket.rejected', { reason: '还在漏', photos: [], clears: ['sign'] })).toEqual({
    reason: '还在漏',
    photos: [],
  });
});

test('that something came by the link is told: it is not the one who reported who said it', () => {
  expect(publicData('ticket.commented', { text: '还在漏', photos: [], byLink: true })).toHaveProperty('byLink', true);
  expect(publicData('ticket.urged', { count: 2, byLink: true })).toEqual({ count: 2, byLink: true });
});

test.each(TICKET_EVENTS)('%s: when it was done is told', (type) => {
  expect(publicData(type, { doneAt: 5 })).toEqual({ doneAt: 5 });
});

test.each(TICKET_EVENTS)('%s: what nobody has decided on is kept back, and so is what is never told', (type) => {
  const secret = { position: PLACE, distance: 3, override: 'x', opens: [], clears: [], added: 'later', reasonWhy: 'x' };
  expect(publicData(type, secret as unknown as Record<string, Json>)).toEqual({});
});

test('what is no event of ours tells nothing', () => {
  expect(publicData('toString' as never, { text: 'x' })).toEqual({});
});
