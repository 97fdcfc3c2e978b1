import { redact } from './redact';

test.each([
  [
    'in an address',
    'GET /cgi-bin/send?access_token=AbC-1_2&agentid=7',
    'GET /cgi-bin/send?access_token=[hidden]&agentid=7',
  ],
  ['in JSON', '{"corpsecret":"s3cr3t","a":1}', '{"corpsecret":"[hidden]","a":1}'],
  ['a known value anywhere', 'hint s3cr3t/value of 1', 'hint [hidden] of 1'],
  ['a known value, encoded', 'x=s3cr3t%2Fvalue', 'x=[hidden]'],
  ['several lines', 'one\n\ttwo', 'one two'],
])('%s', (_, text, safe) => {
  expect(redact(text, ['s3cr3t/value', undefined, ''])).toBe(safe);
});

test('long words are cut', () => {
  expect(redact('x'.repeat(1_000))).toHaveLength(240);
});
