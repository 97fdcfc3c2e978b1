// A label ready to be drawn: what it says and what its link leads to.
import type { LabelView } from '@paidan/shared/contract/label';
import type { LabelWords } from '@paidan/shared/kinds';
import { linkOf } from '@paidan/shared/rules/label/code';
import type { Content } from '@paidan/shared/rules/label/layout';
import { labelContent } from '@paidan/shared/text/label';

export type Made = { readonly ref: string; readonly content: Content; readonly link: string };

export function madeOf(
  { ref, name, path, code }: LabelView,
  org: { readonly code: string; readonly name: string },
  base: string,
  words: LabelWords,
  phone: string,
): Made {
  const content = labelContent({ name, path, code, org: org.name }, words, phone.trim());
  return { ref, content, link: linkOf(base, org.code, ref, code) };
}
