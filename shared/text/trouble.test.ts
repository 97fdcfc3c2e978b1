import { LOCALES } from './index';
import { meaningOf, ownWords, troubleWords } from './trouble';
import { troubleZh } from './trouble.zh-CN';

const CODES = Object.keys(troubleZh);

test('a known code: what it means, what to do, and what the platform said', () => {
  const said = { code: '50003', message: 'app disabled' };
  expect(troubleWords('zh-CN', said)).toBe('应用已停用。在企业微信管理后台启用应用。（app disabled）');
  expect(troubleWords('en', said)).toBe('The app is disabled. Enable it in the WeCom admin console. (app disabled)');
});

test.each(['99999', 'constructor', '__proto__', 'http_x'])('%s: only what the platform said', (code) => {
  for (const locale of LOCALES) {
    expect(meaningOf(locale, code)).toBeUndefined();
    expect(troubleWords(locale, { code, message: 'odd' })).toBe('odd');
  }
});

test.each(['http_502', 'http_403'])('%s: the platform has trouble of its own', (code) =>
  expect(meaningOf('zh-CN', code)?.what).toBe('平台服务出错'),
);

test.each(LOCALES)('every code has words in %s, and the platform’s own can be told from them', (locale) => {
  for (const code of CODES) {
    const meaning = meaningOf(locale, code);
    for (const words of [meaning?.what ?? '', meaning?.todo ?? '']) {
      expect([code, words, /\p{Script=Han}/u.test(words)]).toEqual([code, words, locale === 'zh-CN']);
    }
    expect(meaning?.what).not.toMatch(/[。.]$/);
    expect(meaning?.todo).toMatch(/[。.]$/);
    for (const message of ['', 'not allow (60020)', '不行']) {
      expect(ownWords(locale, { code, message: troubleWords(locale, { code, message }) })).toBe(message);
      expect(ownWords(locale, { code, message })).toBe(message);
    }
  }
});
