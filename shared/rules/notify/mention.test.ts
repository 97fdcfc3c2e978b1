import { NOTICE_KINDS } from '../../kinds';
import { mentioned } from './mention';

const assigneeId = 'm0000000000000000001' as never;

test('who is late or urged is named, and nobody else', () => {
  const named = NOTICE_KINDS.filter((kind) => mentioned(kind, { assigneeId }) === assigneeId);
  expect(named).toEqual(['urged', 'overdue']);
});

test('while nobody has it, nobody is named', () => {
  expect(mentioned('overdue', { assigneeId: null })).toBeNull();
});
