// The organization's templates with their forms, as far as a label can fill them in.
import type { PhoneAsk } from '@paidan/shared/kinds';
import type { TemplateView } from '@paidan/shared/model/template';
import { pressesOf, publicShape } from '@paidan/shared/rules/guest/form';
import { useQueries, useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';

export function useOffered() {
  const list = useQuery({
    queryKey: ['template', 'all'],
    queryFn: ({ signal }) => ask('template.list', { limit: 100 }, signal),
  });
  const items = list.data?.items ?? [];
  const bodies = useQueries({
    queries: items.map(({ id, revision }) => ({
      queryKey: ['template', id, revision],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask('template.get', { templateId: id }, signal),
    })),
  });
  return { list, templates: bodies.flatMap(({ data }) => data?.template ?? []) };
}

/** How many answers a scanner owes, by the label of a place or of an asset, whichever fits; null: neither does. */
export function owed(template: TemplateView, phone: PhoneAsk): number | null {
  const shape = publicShape(template, 's', phone) ?? publicShape(template, 'a', phone);
  return shape === null ? null : pressesOf(shape);
}
