// Traffic as it is read.
import type { Call } from './model';
import { errcodeOf, gistOf, isBad, passes, pretty } from './pretty';

test.each([
  ['JSON', '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
  ['JSON cut off stays as it is', '{"a":[1', '{"a":[1'],
  ['XML', '<xml><A>1</A><B><C/></B></xml>', '<xml>\n  <A>1</A>\n  <B>\n    <C/>\n  </B>\n</xml>'],
  ['XML with CDATA', '<xml><A><![CDATA[<b>]]></A></xml>', '<xml>\n  <A><![CDATA[<b>]]></A>\n</xml>'],
  ['XML cut off', '<xml><A>1', '<xml>\n  <A>1'],
  ['words', 'success', 'success'],
  ['nothing', undefined, ''],
])('%s', (_name, text, expected) => expect(pretty(text)).toBe(expected));

const call = (more: Partial<Call> = {}): Call => {
  const side = { request: '{"touser":"tech1"}', response: '{"errcode":0}' };
  return {
    id: 1,
    at: 0,
    way: 'in',
    who: '派单',
    api: 'message/send',
    status: 200,
    ms: 3,
    plain: side,
    wire: side,
    ...more,
  };
};
const failed = call({ plain: { request: '', response: '{"errcode":45009,"errmsg":"x"}' } });

test('a failure is told by its code in a 200, by its status, or by no answer', () => {
  expect([errcodeOf(failed), isBad(failed)]).toEqual([45009, true]);
  expect([isBad(call()), isBad(call({ status: 503 })), isBad(call({ status: 0 }))]).toEqual([false, true, true]);
});

test.each([
  ['everything', {}, true],
  ['by API', { text: 'SEND' }, true],
  ['by content', { text: 'tech1' }, true],
  ['other words', { text: 'tech9' }, false],
  ['the other way', { way: 'out' as const }, false],
  ['failures only', { bad: true }, false],
])('filter: %s', (_name, filter, shown) => {
  expect(passes(call(), { text: '', way: 'all', bad: false, ...filter })).toBe(shown);
});

test.each([
  ['a card', '{"touser":"tech1|tech2","template_card":{"main_title":{"title":"#1 漏水"}}}', 'tech1|tech2 · #1 漏水'],
  ['an update', '{"userids":["tech1"],"button":{"replace_name":"已接单"}}', 'tech1 · 已接单'],
  ['a press', '<xml><FromUserName><![CDATA[tech1]]></FromUserName><EventKey>accept</EventKey></xml>', 'tech1 · accept'],
  ['words', '<xml><FromUserName>tech1</FromUserName><Content><![CDATA[接单 1]]></Content></xml>', 'tech1 · 接单 1'],
  ['a token', 'corpid=ww1', ''],
])('the gist of %s', (_name, request, gist) => {
  expect(gistOf(call({ plain: { request, response: '' } }))).toBe(gist);
});
