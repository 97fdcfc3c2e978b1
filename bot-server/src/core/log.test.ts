import { PassThrough } from 'node:stream';
import { hidePersonal, makeLog } from './log';

test.each([
  ['token pds_abcdefghijklmnop was refused', 'token [hidden] was refused'],
  ['mysql://paidan:s3cret@db:3306/x', 'mysql://paidan:[hidden]@db:3306/x'],
  ['call 13800001234 or +86 13900005678', 'call 138****1234 or +86 139****5678'],
  ['order 1380000123456 is no phone', 'order 1380000123456 is no phone'],
])('%s', (text, shown) => expect(hidePersonal(text)).toBe(shown));

test('credentials, phones and the values of statements never reach a line', () => {
  const lines = new PassThrough();
  const log = makeLog('info', lines);
  const fault = Object.assign(new Error('Duplicate entry for 13800001234'), { sql: 'insert', parameters: ['s3cret'] });
  log.error(
    { err: fault, password: 's3cret', req: { headers: { cookie: 's3cret' } }, member: { phone: 's3cret' } },
    'x',
  );
  const text = String(lines.read());
  expect(text).not.toMatch(/s3cret|13800001234/);
  expect(JSON.parse(text)).toMatchObject({ level: 'error', msg: 'x', err: { type: 'Error' } });
});
