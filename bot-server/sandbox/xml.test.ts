import fc from 'fast-check';
import { cdata, parseXml, plainOf, textOf, xmlOf } from './xml';

test.each([
  ['text', '<a>x</a>', 'x'],
  ['CDATA', '<a><![CDATA[<&>]]></a>', '<&>'],
  ['entities', '<a>&lt;&amp;&gt;&quot;&apos;</a>', '<&>"\''],
  ['an empty element', '<a/>', ''],
  ['blanks around', ' \n<a>1</a>\n', '1'],
])('%s', (_, source, text) => expect(parseXml(source)?.text).toBe(text));

test.each([
  ['nothing', ''],
  ['words', 'success'],
  ['a DTD', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['an unknown entity', '<a>&b;</a>'],
  ['a bare ampersand', '<a>a & b</a>'],
  ['a number for a letter', '<a>&#65;</a>'],
  ['an attribute', '<a b="c"/>'],
  ['a comment', '<a><!-- c --></a>'],
  ['a prolog', '<?xml version="1.0"?><a/>'],
  ['no end', '<a><b></a>'],
  ['an open CDATA', '<a><![CDATA[x</a>'],
  ['two roots', '<a/><b/>'],
  ['words between elements', '<a>x<b/></a>'],
  ['more depth than a message has', `${'<a>'.repeat(20)}${'</a>'.repeat(20)}`],
])('refuses %s', (_, source) => expect(parseXml(source)).toBeNull());

test('repeated elements are a list', () => {
  expect(plainOf(parseXml('<x><a>1</a><a>2</a><b><c>3</c></b></x>') as never)).toEqual({
    a: ['1', '2'],
    b: { c: '3' },
  });
});

test('what is written reads as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const source = xmlOf([
        [
          'xml',
          [
            ['Content', text],
            ['At', 7],
            ['Id', 2n ** 63n],
          ],
        ],
      ]);
      const xml = parseXml(source);
      expect(xml && [textOf(xml, 'Content'), textOf(xml, 'At'), textOf(xml, 'Id')]).toEqual([
        text,
        '7',
        '9223372036854775808',
      ]);
    }),
  );
  expect(parseXml(`<a>${cdata('a]]>b')}</a>`)?.text).toBe('a]]>b');
});
