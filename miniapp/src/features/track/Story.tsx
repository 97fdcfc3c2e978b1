// What happened, newest first: who, when, what, with photos.

import { capital } from '@paidan/shared/kernel/capital';
import { fill } from '@paidan/shared/kernel/fill';
import { Text, View } from '@tarojs/components';
import { useCodes, useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { trackWords } from '../../text/track';
import { Answers, Pictures } from '../form/Answers';
import { VoiceNote } from '../form/fields/VoiceNote';
import './Story.scss';
import { talesOf } from './tell';
import type { Seen } from './useTicket';

export function Story({ seen: { story, template } }: { readonly seen: Seen }) {
  const words = useOwn(trackWords);
  const codes = useCodes();
  const when = useWhen();
  return (
    <View className="story">
      {talesOf(story, codes).map((tale) => (
        <View key={tale.seq} className="story__one">
          <View className="story__dot" />
          <View className="story__what">
            <Text className="story__headline">{tale.headline}</Text>
            <Text className="story__note">
              {[
                capital(when(tale.at)),
                tale.doneAt === null ? '' : fill(codes.doneAt, { at: when(tale.doneAt) }),
                tale.by === null ? words.product : tale.by,
                tale.minutes > 0 ? words.minutes(tale.minutes) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {tale.auto ? <Text className="story__text">{words.auto}</Text> : null}
            {tale.text ? <Text className="story__text">{tale.text}</Text> : null}
            {tale.photos.length > 0 ? (
              <View className="story__photos">
                <Pictures references={tale.photos} />
              </View>
            ) : null}
            {tale.voice ? (
              <View className="story__photos">
                <VoiceNote note={tale.voice} />
              </View>
            ) : null}
            {template && Object.keys(tale.values).length > 0 ? (
              <View className="story__values">
                <Answers fields={template.fields} values={tale.values} />
              </View>
            ) : null}
          </View>
        </View>
      ))}
    </View>
  );
}
