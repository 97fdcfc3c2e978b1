import fc from 'fast-check';
import { digitsOf, masked } from './phone';

const numbers = fc.stringMatching(/^\+?[0-9][0-9 -]{3,18}[0-9]$/);

test.each([
  ['+86 138-0013-8000', '138****8000'],
  ['008613800138000', '138****8000'],
  ['021-6000 0000', '021****0000'],
  ['110', '****10'],
  ['', '****'],
])('%s is shown as %s', (phone, expected) => expect(masked(phone)).toBe(expected));

test('of a number, at least four digits stay hidden, or three of a short one, and no more than seven are shown', () => {
  fc.assert(
    fc.property(numbers, (phone) => {
      const shown = masked(phone).replace(/\D/g, '').length;
      const all = digitsOf(phone).length;
      expect(shown).toBeLessThanOrEqual(7);
      expect(all - shown).toBeGreaterThanOrEqual(all < 8 ? Math.max(0, all - 2) : 4);
    }),
  );
});

test('a mask is one already, and no number is a mask', () => {
  fc.assert(
    fc.property(numbers, (phone) => {
      expect(masked(masked(phone))).toBe(masked(phone));
      expect(masked(phone)).not.toBe(phone);
    }),
  );
});
