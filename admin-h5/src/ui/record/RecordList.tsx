// A list of records with its states: loading, broken, empty, and more to load.
import type { ReactNode } from 'react';
import { useText } from '../../text/useText';
import { type Column, DataTable } from '../DataTable';
import { Empty } from '../Empty';
import { ErrorState } from '../ErrorState';
import { LoadMore } from '../LoadMore';
import { SkeletonRows } from '../Skeleton';

type Query = {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
};
type Props<Row> = {
  readonly name: string;
  readonly query: Query;
  readonly items: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly menu: ((row: Row) => ReactNode) | null;
  /** What a press on a row in use does. */
  readonly onOpen?: ((row: Row) => void) | false;
  readonly filtered: boolean;
  readonly empty: { readonly title: string; readonly words: string; readonly children?: ReactNode };
};

export function RecordList<Row extends { readonly id: string; readonly state: string }>({
  name,
  query,
  items,
  columns,
  menu,
  onOpen,
  filtered,
  empty,
}: Props<Row>) {
  const text = useText();
  if (query.isPending) return <SkeletonRows rows={10} />;
  if (query.isError && items.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0) return filtered ? <Empty title={text.common.nothingFound} /> : <Empty {...empty} />;
  return (
    <>
      <DataTable
        name={name}
        rows={items}
        columns={columns}
        keyOf={(row) => row.id}
        menu={menu}
        onOpen={onOpen ? (row) => (row.state === 'retired' ? null : () => onOpen(row)) : undefined}
        faint={(row) => row.state === 'retired'}
      />
      <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </>
  );
}
