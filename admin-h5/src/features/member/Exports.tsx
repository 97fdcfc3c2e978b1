// Who took which list along as a file, when, and how much of it.
import { words } from '@paidan/shared/text/index';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { momentAlone } from '../../lib/time';
import { type ItemOf, usePages } from '../../lib/usePages';
import { useNumberText } from '../../text/number';
import { Person } from '../../ui/Avatar';
import { RecordList } from '../../ui/record/RecordList';

type Row = ItemOf<'export.list'>;

export function Exports() {
  const text = useNumberText();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const { query, items } = usePages('export.list', {});
  const names = words(locale === 'zh' ? 'zh-CN' : 'en').exports;
  const sent = ({ rows, whole }: Row) => {
    if (rows === null) return text.unended;
    return whole ? text.rows(rows) : text.cut(rows);
  };
  return (
    <RecordList
      name={text.exportTab}
      query={query}
      items={items.map((item) => ({ ...item, state: 'active' }))}
      filtered={false}
      empty={{ title: text.noExports, words: text.noExportsWords }}
      columns={[
        { name: text.takenBy, cell: ({ by }) => <Person name={by?.name} none="" />, width: '22%' },
        { name: text.list, cell: ({ of, format }) => `${names[of]} · ${format === 'csv' ? 'CSV' : 'Excel'}` },
        { name: text.sent, cell: sent },
        { name: text.when, cell: ({ at }) => momentAlone(at, now, offsetMinutes, locale), width: '150px' },
      ]}
      menu={null}
    />
  );
}
