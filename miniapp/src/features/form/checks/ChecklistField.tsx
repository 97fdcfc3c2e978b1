// A checklist as it is gone through on site: how far it is, and each item with its own way of answering.
import type { CheckAnswer, CheckItem } from '@paidan/shared/model/field';
import { answerTo, checksIn, isFlagged, openItems } from '@paidan/shared/rules/form/checklist';
import { Text, View } from '@tarojs/components';
import { useOwn, useSaid } from '../../../lib/said';
import { checkWords } from '../../../text/checks';
import { Choice } from '../fields/Choice';
import { Photos } from '../fields/PhotoField';
import type { ViewProps } from '../view';
import './Checks.scss';
import { NumberCheck } from './NumberCheck';
import { Tick } from './Tick';
import { useRange } from './useRange';

export function ChecklistField({ field, label, value, onChange }: ViewProps) {
  const words = useOwn(checkWords);
  const items = field.items ?? [];
  const checks = checksIn(value);
  const open = openItems(items, checks).length;
  const answer = (key: string, step: (now: CheckAnswer | undefined) => CheckAnswer | undefined) =>
    onChange((now) => {
      const { [key]: was, ...others } = checksIn(now);
      const next = step(was);
      return { checks: next === undefined ? others : { ...others, [key]: next } };
    });
  return (
    <View className="checks" {...{ role: 'group', 'aria-label': label }}>
      <Text className={`checks__progress${open === 0 ? ' checks__progress--done' : ''}`} {...{ role: 'status' }}>
        {open === 0 ? words.all : words.open(open)}
      </Text>
      {items.map((item) => (
        <Item key={item.key} item={item} answer={answerTo(checks, item)} onAnswer={(step) => answer(item.key, step)} />
      ))}
    </View>
  );
}

type ItemProps = {
  readonly item: CheckItem;
  readonly answer: CheckAnswer | undefined;
  readonly onAnswer: (step: (now: CheckAnswer | undefined) => CheckAnswer | undefined) => void;
};

function Item({ item, answer, onAnswer }: ItemProps) {
  const words = useOwn(checkWords);
  const said = useSaid();
  const range = useRange()(item);
  const label = said(item.label);
  const flagged = isFlagged(item, answer);
  if (item.kind === 'tick') {
    return (
      <Tick label={label} on={answer === true} onPress={() => onAnswer((now) => (now === true ? undefined : true))} />
    );
  }
  return (
    <View className={`checks__item${flagged ? ' checks__item--flagged' : ''}`}>
      <View className="checks__label">
        <Text>{label}</Text>
        {item.optional ? <Text className="checks__note">{words.optional}</Text> : null}
        {range ? <Text className="checks__note">{range}</Text> : null}
      </View>
      {item.kind === 'number' ? (
        <NumberCheck
          label={label}
          unit={item.unit ?? ''}
          value={typeof answer === 'number' ? answer : null}
          onChange={(number) => onAnswer(() => number ?? undefined)}
        />
      ) : null}
      {item.kind === 'choice' ? (
        <Choice
          label={label}
          options={(item.options ?? []).map(({ value, label: name, bad }) => ({
            value,
            label: said(name),
            ...(bad ? { tone: 'urgent' } : {}),
          }))}
          chosen={typeof answer === 'string' ? answer : ''}
          onChoose={(value) => onAnswer(() => value)}
        />
      ) : null}
      {item.kind === 'photo' ? (
        <Photos
          label={label}
          value={Array.isArray(answer) ? answer : []}
          onChange={(step) => onAnswer((now) => step(Array.isArray(now) ? now : []))}
        />
      ) : null}
      {flagged ? <Text className="checks__flag">{range ? words.outside(range) : words.bad}</Text> : null}
    </View>
  );
}
