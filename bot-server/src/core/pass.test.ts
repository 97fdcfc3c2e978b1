import { makePasses } from './pass';

const SECRET_KEY = 'a key for tests, thirty-two characters long';

describe('the ticket', () => {
  const passes = makePasses(SECRET_KEY, 'wechat');
  const ID = '0123456789abcdefghjk';
  const pass = passes.sign(ID, 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY', 1000);

  test('opens within its time, under the same key', () => {
    expect(passes.open(pass, 2000)).toEqual({ accountId: ID, external: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY' });
    expect(passes.open(pass, 1000 + 10 * 60_000)).toBeNull();
    expect(makePasses(`${SECRET_KEY}!`, 'wechat').open(pass, 2000)).toBeNull();
    expect(makePasses(SECRET_KEY, 'host').open(pass, 2000)).toBeNull();
  });
  test('no character of it can be another', () => {
    for (let at = 0; at < pass.length; at++) {
      for (const letter of ['A', 'b', '.', '0']) {
        if (pass[at] === letter) continue;
        expect(passes.open(pass.slice(0, at) + letter + pass.slice(at + 1), 2000)).toBeNull();
      }
    }
  });
  test.each(['', '.', 'a.b.c.d', pass.slice(1), `${pass}.`, `${pass}A`])('%j is none', (text) =>
    expect(passes.open(text, 2000)).toBeNull(),
  );
});
