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

export function ChecklistField({ field, label, value, wrong, onChange }: ViewProps) {
  const words = useOwn(checkWords);
  const items = field.items ?? [];
  const checks = checksIn(value);
  const missing = openItems(items, checks);
  const open = missing.length;
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
        <Item
          key={item.key}
          item={item}
          answer={answerTo(checks, item)}
          isOpen={missing.includes(item)}
          wrong={wrong}
          onAnswer={(step) => answer(item.key, step)}
        />
      ))}
    </View>
  );
}

type ItemProps = {
  readonly item: CheckItem;
  readonly answer: CheckAnswer | undefined;
  /** Must be answered and is not; `wrong`: which is said by now. */
  readonly isOpen: boolean;
  readonly wrong: boolean;
  readonly onAnswer: (step: (now: CheckAnswer | undefined) => CheckAnswer | undefined) => void;
};

function Item({ item, answer, isOpen, wrong, onAnswer }: ItemProps) {
  const words = useOwn(checkWords);
  const said = useSaid();
  const range = useRange()(item);
  const label = said(item.label);
  const flagged = isFlagged(item, answer);
  const missing = isOpen && wrong;
  const marks = `${isOpen ? ' checks__open' : ''}${flagged || missing ? ' checks__item--flagged' : ''}`;
  if (item.kind === 'tick') {
    return (
      <Tick
        label={label}
        note={missing ? words.missing : item.optional ? words.optional : ''}
        marks={marks}
        on={answer === true}
        onPress={() => onAnswer((now) => (now === true ? undefined : true))}
      />
    );
  }
  return (
    <View className={`checks__item${marks}`}>
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
      {missing ? <Text className="checks__flag">{words.missing}</Text> : null}
      {flagged ? <Text className="checks__flag">{range ? words.outside(range) : words.bad}</Text> : null}
    </View>
  );
}
