// A checklist that was gone through, to be read: what was found, and what is out of order.
import type { CheckAnswer, CheckItem, Field, FieldValue } from '@paidan/shared/model/field';
import { answerTo, checksIn, flaggedItems, isFlagged } from '@paidan/shared/rules/form/checklist';
import { Text, View } from '@tarojs/components';
import { useOwn, useSaid } from '../../../lib/said';
import { checkWords } from '../../../text/checks';
import { PhotoTile } from '../fields/PhotoTile';
import './Checks.scss';
import { useRange } from './useRange';

type Props = { readonly field: Pick<Field, 'items'>; readonly value: FieldValue | undefined };

export function Checked({ field: { items = [] }, value }: Props) {
  const words = useOwn(checkWords);
  const said = useSaid();
  const rangeOf = useRange();
  const checks = checksIn(value);
  const flags = flaggedItems(items, checks).length;
  return (
    <View className="checks">
      <Text className={flags > 0 ? 'checks__flag' : 'checks__progress checks__progress--done'}>
        {flags > 0 ? words.flags(flags) : words.inOrder}
      </Text>
      {items.map((item) => {
        const answer = answerTo(checks, item);
        if (answer === undefined || answer === '') return null;
        const flagged = isFlagged(item, answer);
        const range = rangeOf(item);
        return (
          <View key={item.key} className="checks__read">
            <Text className="checks__what">{said(item.label)}</Text>
            {Array.isArray(answer) ? (
              <View className="photos">
                {answer.map((id, at) => (
                  <PhotoTile key={id} reference={id} all={answer} label={words.picture(at + 1)} />
                ))}
              </View>
            ) : (
              <Text className={`checks__found${flagged ? ' checks__found--flagged' : ''}`}>
                {told(item, answer, said)}
                {flagged ? ` · ${range ? words.outside(range) : words.bad}` : ''}
              </Text>
            )}
          </View>
        );
      })}
    </View>
  );
}

function told(item: CheckItem, answer: CheckAnswer, said: ReturnType<typeof useSaid>): string {
  if (typeof answer === 'number') return item.unit ? `${answer} ${item.unit}` : String(answer);
  if (typeof answer === 'boolean') return answer ? '✓' : '–';
  const option = item.options?.find(({ value }) => value === answer);
  return option ? said(option.label) : String(answer);
}
