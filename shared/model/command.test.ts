import type { z } from 'zod';
import { type TicketCommandName, ticketInputs } from './command';

const ticketId = 'k0000000000000000001';
const memberId = 'm0000000000000000001';
const file = 'f0000000000000000001';
const position = { lat: 31.2, lng: 121.4 };
/** Sends `input` to the command, beside the ticket. */
const takes = (name: TicketCommandName, input: object) =>
  (ticketInputs[name] as z.ZodType).safeParse({ ticketId, ...input }).success;

const cases: readonly (readonly [TicketCommandName, object, boolean])[] = [
  ['ticket.accept', {}, true],
  ['ticket.accept', { version: 3 }, true],
  ['ticket.accept', { version: -1 }, false],
  ['ticket.accept', { version: '3' }, false],
  ['ticket.accept', { actor: memberId }, false],
  ['ticket.accept', { ticketId: 'x' }, false],
  ['ticket.offer', {}, true],
  ['ticket.offer', { role: 'technician' }, true],
  ['ticket.offer', { role: '水工' }, false],
  ['ticket.offer', { memberIds: [memberId] }, true],
  ['ticket.offer', { memberIds: [] }, false],
  ['ticket.offer', { memberIds: new Array(201).fill(memberId) }, false],
  ['ticket.assign', { memberId }, true],
  ['ticket.assign', {}, false],
  ['ticket.assign', { memberId: null }, false],
  ['ticket.transfer', { memberId, reason: '调休' }, true],
  ['ticket.transfer', { memberId }, false],
  ['ticket.transfer', { memberId, reason: '  ' }, false],
  ['ticket.transfer', { memberId, reason: 'a'.repeat(501) }, false],
  ['ticket.arrive', { position }, true],
  ['ticket.arrive', { position: { ...position, accuracy: 30 }, override: '没有信号' }, true],
  ['ticket.arrive', { position: { ...position, accuracy: -1 } }, false],
  ['ticket.arrive', { position: null, override: '没有定位' }, true],
  ['ticket.arrive', {}, false],
  ['ticket.arrive', { position: { lat: 31 } }, false],
  ['ticket.arrive', { position: { lat: '31', lng: '121' } }, false],
  ['ticket.arrive', { position, override: ' ' }, false],
  ['ticket.log', { text: '' }, true],
  ['ticket.log', { text: 'x', minutes: 1440, values: { faultFound: 'x' } }, true],
  ['ticket.log', { text: 'x', minutes: 1441 }, false],
  ['ticket.log', { text: 'x', minutes: 0.5 }, false],
  ['ticket.log', { text: 'x', values: { faultFound: 7 } }, false],
  ['ticket.complete', { values: {} }, true],
  ['ticket.complete', {}, false],
  ['ticket.confirm', { values: { signature: file } }, true],
  ['ticket.reject', { reason: '还在漏', photos: [file] }, true],
  ['ticket.reject', { reason: '' }, false],
  ['ticket.reject', { reason: 'x', photos: new Array(10).fill(file) }, false],
  ['ticket.rate', { values: { rating: { stars: 5 } } }, true],
  ['ticket.rate', { values: { rating: { stars: 0 } } }, false],
  ['ticket.cancel', { reason: '误报' }, true],
  ['ticket.cancel', {}, false],
  ['ticket.comment', { text: '水'.repeat(10_000) }, true],
  ['ticket.comment', { text: '水'.repeat(10_001) }, false],
  ['ticket.comment', { text: ' \n ' }, false],
  ['ticket.comment', { text: 'a\u0000b' }, false],
];

test.each(cases)('%s %j: %s', (name, input, good) => {
  expect(takes(name, input)).toBe(good);
});

test('a report names its template, and no ticket', () => {
  const { 'ticket.create': create } = ticketInputs;
  const report = { templateId: 't0000000000000000001', values: { title: '  漏水 ' } };
  expect(create.parse(report)).toEqual({ ...report, values: { title: '漏水' } });
  expect(create.safeParse({ ...report, ticketId }).success).toBe(false);
});
