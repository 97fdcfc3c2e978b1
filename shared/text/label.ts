// What labels say, in the languages that whoever prints them chose.
import type { LabelWords } from '../kinds';
import type { Content } from '../rules/label/layout';

type Said = {
  readonly lead: string;
  readonly captions: Content['captions'];
  readonly phone: string;
};
const SAID: Readonly<Record<'zh' | 'en', Said>> = {
  zh: { lead: '扫码报修', captions: { mini: '微信扫一扫', link: '其他方式扫' }, phone: '报修电话' },
  en: { lead: 'Scan to report', captions: { mini: 'WeChat', link: 'Any other app' }, phone: 'Phone' },
};

export function labelContent(
  place: Pick<Content, 'org' | 'name' | 'path' | 'code'>,
  words: LabelWords,
  phone: string,
): Content {
  const languages = words === 'both' ? (['zh', 'en'] as const) : [words];
  const [first] = languages;
  const { captions, phone: phoneWord } = SAID[first];
  return {
    ...place,
    phone: phone === '' ? '' : `${phoneWord} ${phone}`,
    lead: languages.map((language) => SAID[language].lead),
    captions,
  };
}
