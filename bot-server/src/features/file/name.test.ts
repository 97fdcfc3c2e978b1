import { tidyName } from './name';

test.each([
  ['IMG_0001.JPG', 'IMG_0001.jpg'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['C:\\Users\\me\\厨房 漏水.jpeg', '厨房 漏水.jpg'],
  ['pic\u200bture\u202egpj.exe', 'picturegpj.jpg'],
  ['a\0b\r\nc.png', 'abc.jpg'],
  ['cafe\u0301.png', 'caf\u00e9.jpg'],
  ['..', 'file.jpg'],
  ['', 'file.jpg'],
  ['"><script>.png', 'script.jpg'],
  ['  a   b  .png', 'a b.jpg'],
  ['二维码😀.png', '二维码😀.jpg'],
])('%j is kept as %j', (raw, kept) => expect(tidyName(raw, 'jpg')).toBe(kept));

test('long names are cut between characters', () => {
  const name = tidyName(`${'😀'.repeat(150)}.png`, 'png');
  expect(name.length).toBeLessThanOrEqual(200);
  expect(name).toMatch(/^(😀)+\.png$/u);
});
