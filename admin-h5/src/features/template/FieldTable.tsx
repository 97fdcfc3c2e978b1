// A template's fields: what is asked, where, and when.
import type { Field } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { inLocale, useLocale } from '../../lib/locale';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Badge } from '../../ui/Badge';
import { DataTable } from '../../ui/DataTable';
import { rangeOf } from '../../ui/field/checks';
import { conditionWords } from './conditionWords';

export function FieldTable({ template }: { template: TemplateView }) {
  const text = useText();
  const words = useWords();
  const locale = useLocale();
  const own = text.records.template;
  const naming = { fields: template.fields, words, text, locale };
  const use = (field: Field) =>
    Object.entries(template.binds).find(([, key]) => key === field.key)?.[0] as keyof typeof own.bindNames | undefined;
  const required = (field: Field) => {
    if (field.required) return own.yes;
    return field.requiredWhen ? conditionWords(field.requiredWhen, naming) : '';
  };
  const notes = (field: Field) =>
    text.common.clauses(
      [
        field.items
          ?.map((item) => [inLocale(item.label, locale), rangeOf(item, text)].filter(Boolean).join(' '))
          .join(' / '),
        field.options?.map((option) => inLocale(option.label, locale)).join(' / '),
        field.visibleWhen && own.shownWhen(conditionWords(field.visibleWhen, naming)),
        field.hint && inLocale(field.hint, locale),
      ].filter((note): note is string => note !== undefined && note !== ''),
    );
  return (
    <DataTable
      name={own.fields}
      rows={template.fields}
      keyOf={(field) => field.key}
      menu={null}
      columns={[
        {
          name: own.field,
          cell: (field) => {
            const bound = use(field);
            return (
              <>
                {inLocale(field.label, locale)} {bound && <Badge tone="accent">{own.bindNames[bound]}</Badge>}
              </>
            );
          },
        },
        { name: own.type, cell: (field) => words.fieldTypes[field.type], width: '100px' },
        {
          name: own.at,
          cell: (field) => {
            const node = nodeIn(template.flow, field.node);
            return node ? inLocale(node.title, locale) : field.node;
          },
          width: '110px',
        },
        { name: own.required, cell: required, width: '110px' },
        { name: own.options, cell: (field) => <span title={notes(field)}>{notes(field)}</span>, minor: true },
      ]}
    />
  );
}
