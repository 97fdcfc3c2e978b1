// Rows and columns on a desktop; on a phone each row is a card, headed by its first column.
import type { MouseEvent, ReactNode } from 'react';
import { cn } from '../lib/cn';

export type Column<Row> = {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  /** Share of the width, as a grid track. */
  readonly width?: string;
  /** Left out on middling windows. */
  readonly minor?: boolean;
};
type Props<Row> = {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly menu: ((row: Row) => ReactNode) | null;
  readonly faint?: (row: Row) => boolean;
  /** What a press on the row does; its first column becomes the button for it. None: the row does not look as if. */
  readonly onOpen?: ((row: Row) => (() => void) | null) | undefined;
};

export function DataTable<Row>({ name, rows, columns, keyOf, menu, faint, onOpen }: Props<Row>) {
  const [head, ...rest] = columns;
  if (head === undefined) return null;
  return (
    <>
      <table className="w-full table-fixed border-collapse text-left max-md:hidden">
        <caption className="sr-only">{name}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                style={{ width: column.width }}
                className={cn('h-8 pr-4 font-normal', column.minor && 'max-lg:hidden')}
              >
                {column.name}
              </th>
            ))}
            {menu && <th scope="col" className="w-10" aria-label="⋯" />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              onClick={pressMain}
              className={cn(
                'border-b border-line',
                onOpen?.(row) && 'cursor-pointer hover:bg-sunken',
                faint?.(row) && 'text-ink-3',
              )}
            >
              {columns.map((column, at) => (
                <td
                  key={column.name}
                  className={cn(
                    'h-11 truncate py-1 pr-4',
                    at === 0 ? 'font-medium' : 'text-sm',
                    column.minor && 'max-lg:hidden',
                  )}
                >
                  {at === 0 ? <Main open={onOpen?.(row)}>{column.cell(row)}</Main> : column.cell(row)}
                </td>
              ))}
              {menu && <td className="text-right">{menu(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label={name} className="space-y-2 md:hidden">
        {rows.map((row) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its heading has the button
          <li
            key={keyOf(row)}
            onClick={pressMain}
            className={cn(
              'flex items-start gap-2 rounded-lg border border-line bg-surface py-2.5 pl-4 pr-1 shadow-low',
              faint?.(row) && 'text-ink-3',
            )}
          >
            <div className="min-w-0 flex-1 pt-1">
              <div className="truncate font-medium">
                <Main open={onOpen?.(row)}>{head.cell(row)}</Main>
              </div>
              <dl className="mt-1 space-y-0.5 text-sm">
                {rest.map((column) => {
                  const cell = column.cell(row);
                  return cell === null || cell === '' ? null : (
                    <div key={column.name} className="flex gap-2">
                      <dt className="shrink-0 text-ink-3">{column.name}</dt>
                      <dd className="min-w-0 truncate">{cell}</dd>
                    </div>
                  );
                })}
              </dl>
            </div>
            {menu?.(row)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Main({ open, children }: { open: (() => void) | null | undefined; children: ReactNode }) {
  if (!open) return children;
  return (
    <button type="button" data-main="" onClick={open} className="max-w-full truncate text-left align-middle">
      {children}
    </button>
  );
}

/** Anywhere on the row is its main button, but for what is pressed for its own sake, and for words that are being marked. */
function pressMain({ target, currentTarget: row }: MouseEvent<HTMLElement>) {
  if (!(target instanceof Element) || !row.contains(target) || target.closest('a, button, input, label')) return;
  const main = row.querySelector<HTMLElement>('[data-main]');
  if (main === null || window.getSelection()?.isCollapsed === false) return;
  main.focus();
  main.click();
}
