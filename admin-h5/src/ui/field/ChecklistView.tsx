// A checklist that was gone through: each item with what was found; what is out of order stands out in word and colour.
import type { Field, FieldValue } from '@paidan/shared/model/field';
import { answerTo, checksIn, flaggedItems, isFlagged } from '@paidan/shared/rules/form/checklist';
import { TriangleAlert } from 'lucide-react';
import { cn } from '../../lib/cn';
import { inLocale, useLocale } from '../../lib/locale';
import { useText } from '../../text/useText';
import { Badge } from '../Badge';
import { foundOf, rangeOf } from './checks';
import { PhotoRow } from './PhotoRow';

export function ChecklistView({ field, value }: { field: Field; value: FieldValue }) {
  const text = useText();
  const locale = useLocale();
  const items = field.items ?? [];
  const checks = checksIn(value);
  const flags = flaggedItems(items, checks).length;
  const answered = items.flatMap((item) => {
    const answer = answerTo(checks, item);
    return answer === undefined || answer === '' ? [] : [{ item, answer }];
  });
  return (
    <div className="space-y-1.5">
      <Badge tone={flags > 0 ? 'danger' : 'ok'}>
        {flags > 0 ? text.fields.checkFlags(flags) : text.fields.checkFine}
      </Badge>
      <table className="w-full text-sm">
        <tbody>
          {answered.map(({ item, answer }) => {
            const flagged = isFlagged(item, answer);
            const range = rangeOf(item, text);
            return (
              <tr key={item.key} className="border-b border-line last:border-0">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal text-ink-2">
                  {inLocale(item.label, locale)}
                </th>
                <td className={cn('py-1.5 text-right tabular-nums', flagged && 'font-medium text-danger')}>
                  {Array.isArray(answer) ? (
                    <PhotoRow ids={answer} />
                  ) : (
                    <span className="inline-flex flex-wrap items-center justify-end gap-1">
                      {flagged && <TriangleAlert className="h-3.5 w-3.5" aria-hidden="true" />}
                      {foundOf(item, answer, locale)}
                      {flagged && (
                        <span className="font-normal">
                          {range ? text.fields.checkOut(range) : text.fields.checkBad}
                        </span>
                      )}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
