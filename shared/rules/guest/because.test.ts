import { HOLD_REASONS, type HoldReason } from '../../kinds';
import { becauseOf } from './because';

test.each<readonly [readonly HoldReason[], string]>([
  [['duplicate'], 'again'],
  [['hasty', 'links'], 'advert'],
  [['trap', 'duplicate', 'links'], 'again'],
  [['number', 'short'], 'bare'],
  [['short'], 'bare'],
  [['trap'], 'unsure'],
  [['hasty'], 'unsure'],
  [[], 'unsure'],
])('%j is told as %s', (why, expected) => expect(becauseOf(why)).toBe(expected));

test('nothing that a program could learn from is told by its name', () => {
  for (const reason of HOLD_REASONS) expect(['trap', 'hasty']).not.toContain(becauseOf([reason]));
});
