// A list walked by keyset, page by page.
import type { InputOf, OutputOf } from '@paidan/shared/contract/index';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ask } from './ask';
import type { ReadName } from './call';

export type ListName = Extract<
  ReadName,
  | 'member.list'
  | 'department.list'
  | 'role.list'
  | 'site.list'
  | 'asset.list'
  | 'template.list'
  | 'label.list'
  | 'identity.list'
  | 'delivery.list'
  | 'held.list'
  | 'disclosure.list'
  | 'export.list'
>;
export type ItemOf<Name extends ListName> = OutputOf<Name>['items'][number];

/** The key's first word is the record's kind, by which the live feed finds it; `every`: milliseconds, for what the feed does not tell. */
export function usePages<Name extends ListName>(name: Name, input: InputOf<Name>, enabled = true, every?: number) {
  const query = useInfiniteQuery({
    queryKey: [name.split('.')[0], 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      ask(name, { limit: 50, ...input, ...(pageParam && { cursor: pageParam }) } as InputOf<Name>, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    enabled,
    ...(every !== undefined && { refetchInterval: every }),
  });
  const items = (query.data?.pages ?? []).flatMap((page) => page.items as ItemOf<Name>[]);
  return { query, items };
}
