// The pages, one at a time, exactly as they come out.
import { pagesOf, perPage, type Run } from '@paidan/shared/rules/label/sheet';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLabelText } from '../../text/labels';
import { IconButton } from '../../ui/IconButton';
import type { Made } from './made';
import { SheetView } from './SheetView';

type Props = {
  readonly labels: readonly Made[];
  readonly codes: 'link' | 'mini' | 'both';
  readonly copies: number;
  readonly run: Run;
  readonly marks: boolean;
  readonly images: ReadonlyMap<string, string>;
  readonly page: number;
  readonly onPage: (page: number) => void;
};

/** Pixels per millimetre on screen: small labels are shown larger than they are. */
const MOST_SCALE = 6;

export function Preview({ page, onPage, ...sheet }: Props) {
  const text = useLabelText();
  const pages = pagesOf(sheet.run);
  const { width } = sheet.run.sheet.page;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2 text-sm text-ink-2">
        <p className="mr-auto">{text.total(sheet.run.count, pages)}</p>
        {pages > 1 && (
          <>
            <IconButton name={text.earlier} disabled={page === 0} onClick={() => onPage(page - 1)}>
              <ChevronLeft className="h-4 w-4" aria-hidden="true" />
            </IconButton>
            <span className="tabular-nums">{text.page(page + 1, pages)}</span>
            <IconButton name={text.later} disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
              <ChevronRight className="h-4 w-4" aria-hidden="true" />
            </IconButton>
          </>
        )}
      </div>
      <div style={{ maxWidth: Math.min(720, width * MOST_SCALE) }}>
        <SheetView
          {...sheet}
          page={page}
          guides
          className="block h-auto w-full rounded border border-line shadow-low"
        />
      </div>
      <p className="mt-2 text-xs text-ink-3">{perPage(sheet.run.sheet) > 1 ? text.dashes : null}</p>
    </>
  );
}
