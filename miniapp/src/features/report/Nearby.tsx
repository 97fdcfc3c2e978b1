// That somebody has reported from here already, without a word of what they wrote; one press says it is the same.
import { MINUTE } from '@paidan/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../lib/call';
import type { Label, PublicPage } from '../../lib/guest';
import { useWords } from '../../lib/language';
import { useNow } from '../../lib/now';
import { becomeGuest } from '../../lib/outbasket/outbasket';
import { failureWords, useOwn, useSaid } from '../../lib/said';
import { guestWords } from '../../text/guest';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Similar.scss';

type Known = Extract<PublicPage, { state: 'open' }>['nearby'];

export function Nearby({ label, nearby }: { readonly label: Label; readonly nearby: Known }) {
  const words = useOwn(guestWords);
  const general = useWords();
  const said = useSaid();
  const now = useNow();
  const [done, setDone] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState('');
  if (nearby.length === 0) return null;

  async function meToo(ref: Known[number]['ref']) {
    setTrouble('');
    const begun = await becomeGuest(label);
    const answer = begun.ok ? await call('guest.meToo', { label, ref }) : begun;
    if (answer.ok) setDone((was) => [...was, ref]);
    else setTrouble(failureWords(answer.refusal, general));
  }
  return (
    <View className="similar">
      <View className="similar__head">
        <Icon name="list" />
        <Text className="similar__title">{words.nearbyHint}</Text>
      </View>
      {nearby.map(({ ref, at, what }) => (
        <View key={ref} className="similar__item">
          <View className="similar__what">
            <Text className="similar__name similar__name--whole">
              {words.nearby(words.ago(Math.floor(Math.max(0, now - at) / MINUTE)), said(what))}
            </Text>
          </View>
          {done.indexOf(ref) >= 0 ? (
            <Text className="similar__look">{words.meTooDone}</Text>
          ) : (
            <View className="similar__too" {...pressable(() => void meToo(ref))}>
              {words.meToo}
            </View>
          )}
        </View>
      ))}
      {trouble ? <Text className="similar__hint">{trouble}</Text> : null}
    </View>
  );
}
