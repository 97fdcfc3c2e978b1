// A small list of words by which the stand-in judges a text; enough to see each verdict. Source of the labels: WeChat §5.
import type { Verdict } from './mini';

type Word = Verdict & { readonly words: readonly string[] };
const LIST: readonly Word[] = [
  { suggest: 'risky', label: 20002, words: ['色情', '裸聊', '约炮'] },
  { suggest: 'risky', label: 20006, words: ['赌博', '毒品', '枪支'] },
  { suggest: 'risky', label: 20008, words: ['刷单返利', '诈骗'] },
  { suggest: 'risky', label: 20003, words: ['傻逼', '去死'] },
  { suggest: 'risky', label: 20001, words: ['违禁政治'] },
  { suggest: 'review', label: 10001, words: ['加微信', '代开发票', '优惠酬宾'] },
  { suggest: 'review', label: 20012, words: ['低俗'] },
];
export const CLEAN: Verdict = { suggest: 'pass', label: 100 };

export function judge(text: string): Verdict & { readonly keyword: string | null } {
  for (const { suggest, label, words } of LIST) {
    const keyword = words.find((word) => text.includes(word));
    if (keyword !== undefined) return { suggest, label, keyword };
  }
  return { ...CLEAN, keyword: null };
}
