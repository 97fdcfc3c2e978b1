// A condition as a sentence, with fields and options by their labels.
import type { Condition, Scalar } from '@paidan/shared/kernel/condition';
import type { Field } from '@paidan/shared/model/field';
import type { Words } from '@paidan/shared/text/words';
import { inLocale, type Locale } from '../../lib/locale';
import type { Text } from '../../text/zh';

export type Naming = {
  readonly fields: readonly Field[];
  readonly words: Words;
  readonly text: Text;
  readonly locale: Locale;
};

export function conditionWords(condition: Condition, naming: Naming): string {
  const words = naming.text.records.condition;
  switch (condition.op) {
    case 'always':
      return words.always;
    case 'all':
      return condition.of.map((part) => conditionWords(part, naming)).join(words.and);
    case 'any':
      return condition.of.map((part) => conditionWords(part, naming)).join(words.or);
    case 'not':
      return `${words.not}${conditionWords(condition.of, naming)}`;
    case 'filled':
    case 'empty':
      return `${factName(condition.fact, naming)} ${words[condition.op]}`;
    case 'in':
      return `${factName(condition.fact, naming)} ${words.in} ${naming.text.common.list(condition.values.map((value) => valueName(condition.fact, value, naming)))}`;
    default:
      return `${factName(condition.fact, naming)} ${words[condition.op]} ${valueName(condition.fact, condition.value, naming)}`;
  }
}

const keyOf = (fact: string) => fact.replace(/^values\./, '');
const fieldOf = (fact: string, { fields }: Naming) => fields.find(({ key }) => key === keyOf(fact));

function factName(fact: string, naming: Naming): string {
  const field = fieldOf(fact, naming);
  if (field) return inLocale(field.label, naming.locale);
  return fact === 'priority' ? naming.text.ticket.priority : fact;
}

function valueName(fact: string, value: Scalar, naming: Naming): string {
  const field = fieldOf(fact, naming);
  const option = field?.options?.find((each) => each.value === value);
  if (option) return naming.text.common.quoted(inLocale(option.label, naming.locale));
  const isPriority = field?.type === 'priority' || fact === 'priority';
  const named = isPriority && typeof value === 'string' ? naming.words.priorities[value as 'low'] : undefined;
  return naming.text.common.quoted(named ?? String(value));
}
