import { creates } from '@paidan/shared/model/records';
import fc from 'fast-check';
import { loginFrom } from './login';
import { asName } from './name';

test.each([
  ['ZhangWei', [], 'zhangwei'],
  ['zhang.wei@corp-1_x', [], 'zhang.wei@corp-1_x'],
  ['张伟', [], 'u0'],
  ['张wei 1', [], 'wei-1'],
  ['_x', [], 'ux0'],
  ['admin', ['admin'], 'admin-2'],
  ['admin', ['admin', 'admin-2', 'admin-3'], 'admin-4'],
  ['a'.repeat(64), ['a'.repeat(60)], `${'a'.repeat(58)}-2`],
])('%s beside %j', (external, taken, login) => expect(loginFrom(external, new Set(taken))).toBe(login));

test('whatever a platform calls somebody: a login that nobody has, by the rules for logins', () => {
  const { shape } = creates.member;
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 64, unit: 'binary' }),
      fc.array(fc.string()),
      (external, others) => {
        const taken = new Set([...others, loginFrom(external, new Set())]);
        const login = loginFrom(external, taken);
        expect(taken.has(login)).toBe(false);
        expect(shape.login.parse(login)).toBe(login);
      },
    ),
  );
});

test('whatever a platform writes as a name: one line that can be seen', () => {
  const { shape } = creates.member;
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (given) => {
      const name = asName(given, 'userid');
      expect(shape.name.parse(name)).toBe(name);
    }),
  );
  expect(asName('  张伟 ', 'x')).toBe('张伟');
  expect(asName('张\n伟', 'x')).toBe('张 伟');
  expect(asName(' \u200b ', 'x')).toBe('x');
});
