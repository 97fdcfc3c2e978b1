import { systemLang } from './setting';

test.each([
  [['en-US', 'en'], 'en'],
  [['zh-CN', 'en'], 'zh'],
  [['zh-Hant-TW'], 'zh'],
  [['de-DE', 'en-GB', 'zh'], 'en'],
  [['fr', 'ja'], 'zh'],
  [[], 'zh'],
] as const)('who reads %j sees %s', (languages, lang) => expect(systemLang(languages)).toBe(lang));
