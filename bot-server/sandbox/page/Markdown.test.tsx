/** @jest-environment jsdom */
// WeCom's markdown, and what is no markup at all.
import { cleanup, render, screen } from '@testing-library/react';
import { Markdown, plainText } from './Markdown';

afterEach(cleanup);
const nameOf = (userid: string) => ({ tech1: '张伟' })[userid] ?? userid;
const html = (text: string) => render(<Markdown text={text} nameOf={nameOf} />).container.firstElementChild?.innerHTML;

test.each([
  ['# 标题', '<p class="md-head md-head1">标题</p>'],
  ['> 引用', '<blockquote>引用</blockquote>'],
  ['**粗** 与 `码`', '<p><strong>粗</strong> 与 <code>码</code></p>'],
  ['<font color="warning">**急**</font>', '<p><span class="md-warning"><strong>急</strong></span></p>'],
  ['请 <@tech1> 跟进', '<p>请 <span class="mention">@张伟</span> 跟进</p>'],
  ['<@all>', '<p><span class="mention">@所有人</span></p>'],
  ['[看](https://a.example/)', '<p><a href="https://a.example/" target="_blank" rel="noreferrer">看</a></p>'],
  ['[坏](javascript:alert)', '<p>坏</p>'],
  ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
])('%s', (text, expected) => expect(html(text)).toBe(expected));

test('text knows links only', () => {
  render(<p>{plainText('看 <a href="https://a.example/">这里</a> <b>x</b>')}</p>);
  expect(screen.getByRole('link', { name: '这里' })).toBeTruthy();
  expect(screen.getByText(/<b>x<\/b>/)).toBeTruthy();
});
