// Stars first; then words that fit so many stars, one press each; then one's own.
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { pressable } from '../../../ui/pressable';
import { ratingIn, type ViewProps } from '../view';
import { Prose } from './Prose';
import './Choice.scss';
import './RatingField.scss';

const STARS = [1, 2, 3, 4, 5];
/** From so many stars on, praise is offered, below it what went wrong. */
const PRAISE_FROM = 4;

export function RatingField({ label, value, onChange }: ViewProps) {
  const { rate } = useOwn(formWords);
  const rating = ratingIn(value);
  const stars = rating?.stars ?? 0;
  const tags = rating?.tags ?? [];
  const offered = stars >= PRAISE_FROM ? rate.praise : rate.blame;
  // Praise does not stay with a single star.
  const choose = (count: number) =>
    onChange(
      rating && count >= PRAISE_FROM === stars >= PRAISE_FROM
        ? { ...rating, stars: count }
        : { stars: count, ...(rating?.words ? { words: rating.words } : {}) },
    );
  return (
    <View className="rating">
      <View className="rating__stars" {...{ role: 'group', 'aria-label': label }}>
        {STARS.map((count) => (
          <View
            key={count}
            className={`rating__star${count <= stars ? ' rating__star--on' : ''}`}
            {...pressable(() => choose(count), rate.stars(count))}
            {...{ 'aria-pressed': count === stars }}
          >
            <View className="rating__shape" />
          </View>
        ))}
        <Text className="rating__level">{rate.levels[stars - 1] ?? ''}</Text>
      </View>
      {rating ? (
        <>
          <View className="choice rating__tags">
            {offered.map((tag) => {
              const on = tags.includes(tag);
              const next = on ? tags.filter((each) => each !== tag) : [...tags, tag];
              return (
                <View
                  key={tag}
                  className={`choice__option${on ? ' choice__option--on' : ''}`}
                  {...pressable(() => onChange({ ...rating, tags: next }))}
                  {...{ 'aria-pressed': on }}
                >
                  <Text>{tag}</Text>
                </View>
              );
            })}
          </View>
          <Prose
            label={rate.words}
            hint={rate.words}
            value={rating.words ?? ''}
            maxLength={LIMITS.text}
            onChange={(words) => onChange({ ...rating, words })}
          />
        </>
      ) : null}
    </View>
  );
}
