import fc from 'fast-check';
import { MOST_BYTES, type Part, readXml, textOf, writeXml, type Xml } from './xml';

const read = (text: string): Xml | null => readXml(Buffer.from(text));

test('text, CDATA and elements within elements, in order', () => {
  const xml = read(`<?xml version="1.0" encoding="UTF-8"?>
<xml>
  <ToUserName><![CDATA[ww1]]></ToUserName>
  <MsgId>4561255354251345929</MsgId>
  <Content><![CDATA[ <b> &amp; 水 ]]></Content>
  <Plain>a &lt;&amp;lt; b</Plain>
  <Empty/>
  <Items><Item>1</Item><Item>2</Item></Items>
</xml>`);
  expect(xml).not.toBeNull();
  if (xml === null) return;
  expect(textOf(xml, 'ToUserName')).toBe('ww1');
  expect(textOf(xml, 'MsgId')).toBe('4561255354251345929');
  expect(textOf(xml, 'Content')).toBe(' <b> &amp; 水 ');
  expect(textOf(xml, 'Plain')).toBe('a <&lt; b');
  expect(textOf(xml, 'Empty')).toBe('');
  expect(textOf(xml, 'Items')).toBeUndefined();
  expect(textOf(xml, 'Missing')).toBeUndefined();
  expect(xml.children.find(({ name }) => name === 'Items')?.children.map(({ text }) => text)).toEqual(['1', '2']);
});

test('a name that comes twice has no text: nobody can say which is meant', () => {
  const xml = read('<xml><A>1</A><A>2</A></xml>');
  expect(xml && textOf(xml, 'A')).toBeUndefined();
});

const DEEP = 40;
test.each([
  ['nothing', ''],
  ['blanks', ' \n'],
  ['JSON', '{"encrypt":"x"}'],
  ['words', 'hello'],
  ['a DTD', '<!DOCTYPE xml><xml><A>1</A></xml>'],
  ['a DTD with an entity', '<!DOCTYPE x [<!ENTITY e "boom">]><xml><A>&e;</A></xml>'],
  ['an entity from outside', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>&e;</xml>'],
  ['an unknown entity', '<xml><A>&e;</A></xml>'],
  ['a number for a character', '<xml><A>&#65;</A></xml>'],
  ['a bare ampersand', '<xml><A>a & b</A></xml>'],
  ['an attribute', '<xml a="1"><A>1</A></xml>'],
  ['a comment', '<xml><!-- x --><A>1</A></xml>'],
  ['an instruction', '<xml><?php x ?></xml>'],
  ['a foreign encoding', '<?xml version="1.0" encoding="GBK"?><xml><A>1</A></xml>'],
  ['two roots', '<xml/><xml/>'],
  ['text around', 'x<xml/>'],
  ['text behind', '<xml/>x'],
  ['text beside elements', '<xml>x<A>1</A></xml>'],
  ['CDATA behind', '<xml><A>1</A></xml><![CDATA[x]]>'],
  ['CDATA beside elements', '<xml><A>1</A><![CDATA[x]]></xml>'],
  ['an element that is not closed', '<xml><A>1</xml>'],
  ['elements that cross', '<xml><A><B></A></B></xml>'],
  ['CDATA that is not closed', '<xml><A><![CDATA[1</A></xml>'],
  ['half of it', '<xml><A>1</A'],
  ['a null byte', '<xml><A>\0</A></xml>'],
  ['a dangerous name', '<xml><__proto__>1</__proto__></xml>'],
  ['a dangerous name of a method', '<xml><constructor>1</constructor></xml><x'],
  ['a deep nest', '<a>'.repeat(DEEP) + '</a>'.repeat(DEEP)],
  ['thousands of elements', `<xml>${'<a/>'.repeat(5_000)}</xml>`],
])('%s is no message', (_, text) => {
  expect(read(text)).toBeNull();
});

test('bytes that are no UTF-8, and too many of them', () => {
  expect(readXml(Buffer.from([0x3c, 0x78, 0x6d, 0x6c, 0x3e, 0xff, 0x3c, 0x2f, 0x78, 0x6d, 0x6c, 0x3e]))).toBeNull();
  expect(read(`<xml><A>${'x'.repeat(MOST_BYTES)}</A></xml>`)).toBeNull();
});

test.each([
  ['openings of CDATA', '<![CDATA['.repeat(25_000)],
  ['openings of tags', '<a '.repeat(80_000)],
  ['blanks in a tag', `<xml${' '.repeat(200_000)}`],
  ['ampersands', `<xml>${'&'.repeat(200_000)}</xml>`],
])('a quarter of a megabyte of %s is refused at once', (_, text) => {
  // Of this process alone, whatever else the machine has to do; microseconds.
  const begun = process.cpuUsage();
  expect(read(text)).toBeNull();
  const { user, system } = process.cpuUsage(begun);
  expect(user + system).toBeLessThan(500_000);
});

test('whatever is written is read as it was', () => {
  const word = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''));
  const part: fc.Arbitrary<Part> = fc.tuple(fc.constantFrom('Title', 'KeyName'), word);
  const tricky = fc.constantFrom(']]>', '<![CDATA[', '&amp;', '</xml>', '<A>');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(part, fc.tuple(fc.constant('T'), tricky)), { minLength: 1, maxLength: 5 }),
      (parts) => {
        const xml = read(writeXml([['xml', parts]]));
        expect(xml?.children.map(({ name, text }) => [name, text])).toEqual(parts);
      },
    ),
  );
});
