// An event as a sentence: the words of its type, with people by name and nodes by title.
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import type { Json } from '@paidan/shared/kernel/json';
import type { TemplateView } from '@paidan/shared/model/template';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { inLocale, type Locale } from '../../../lib/locale';
import { fill } from '../../../text/words';

export function sentenceOf(
  item: TimelineItem,
  sentence: string,
  template: TemplateView | undefined,
  locale: Locale,
): string {
  const named = (value: Json | undefined): Json | undefined =>
    typeof value === 'string' ? (item.names[value] ?? value) : value;
  const data = Object.fromEntries(
    Object.entries(item.data as Record<string, Json | undefined>).map(([key, value]) => [
      key,
      item.names[key] ?? named(value),
    ]),
  );
  const node = typeof item.data.node === 'string' && template ? nodeIn(template.flow, item.data.node) : undefined;
  return fill(sentence, { ...data, ...(node && { node: inLocale(node.title, locale) }) });
}
