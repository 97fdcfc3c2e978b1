// Whoever reported here without an account and has signed in since is asked, once, whether those reports are theirs. Nothing is taken
// over unasked: the phone may have been lent.
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Output } from '../lib/api';
import { call } from '../lib/call';
import { deviceId } from '../lib/device';
import { lastLabel } from '../lib/guest';
import { host } from '../lib/host/index';
import { useWords } from '../lib/language';
import { failureWords, useOwn } from '../lib/said';
import type { Session } from '../lib/session';
import { claimWords } from '../text/claim';
import { Button } from './Button';
import './ClaimCard.scss';

type Item = Output<'guest.here'>['items'][number];
/** The rest is counted. */
const SHOWN = 3;

type Props = {
  readonly session: Session;
  /** They are theirs now. */
  readonly onClaimed: () => void;
};

export function ClaimCard({ session, onClaimed }: Props) {
  const words = useOwn(claimWords);
  const general = useWords();
  const refusedKey = `notMine.${session.member.id}`;
  const [items, setItems] = useState<readonly Item[]>([]);
  const [state, setState] = useState<'ask' | 'busy' | { readonly done: number }>('ask');
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    // Nobody has reported here without an account, or whose that was is said already.
    if (session.guest === true || lastLabel() === null) return;
    let gone = false;
    void call('guest.here', { device: deviceId() }).then((answer) => {
      if (gone || !answer.ok) return;
      const refused = host.storage.get(refusedKey);
      const denied: readonly unknown[] = Array.isArray(refused) ? refused : [];
      setItems(answer.value.items.filter(({ id }) => denied.indexOf(id) < 0));
    });
    return () => {
      gone = true;
    };
  }, [session.guest, refusedKey]);

  async function claim() {
    if (state === 'busy') return;
    setState('busy');
    setTrouble('');
    const answer = await call('guest.claim', { device: deviceId(), ids: items.map(({ id }) => id) });
    if (!answer.ok) {
      setState('ask');
      return setTrouble(failureWords(answer.refusal, general));
    }
    setState({ done: answer.value.items.length });
    onClaimed();
  }
  function deny() {
    const refused = host.storage.get(refusedKey);
    host.storage.set(refusedKey, [...(Array.isArray(refused) ? refused : []), ...items.map(({ id }) => id)]);
    setItems([]);
  }

  if (items.length === 0) return null;
  if (typeof state === 'object') {
    return (
      <View className="claim" {...{ role: 'status' }}>
        <Text className="claim__ask">{words.done(state.done)}</Text>
      </View>
    );
  }
  return (
    <View className="claim" {...{ role: 'group', 'aria-label': words.ask(items.length) }}>
      <Text className="claim__ask">{words.ask(items.length)}</Text>
      {items.slice(0, SHOWN).map(({ id, no, title }) => (
        <Text key={id} className="claim__item">
          {`#${no} ${title}`}
        </Text>
      ))}
      {items.length > SHOWN ? <Text className="claim__item">{words.more(items.length - SHOWN)}</Text> : null}
      <Text className="claim__hint">{words.hint}</Text>
      {trouble ? (
        <Text className="claim__trouble" {...{ role: 'alert' }}>
          {trouble}
        </Text>
      ) : null}
      <View className="claim__acts">
        <Button look="quiet" onPress={deny}>
          {words.no}
        </Button>
        <Button busy={state === 'busy'} onPress={() => void claim()}>
          {state === 'busy' ? words.busy : words.yes}
        </Button>
      </View>
    </View>
  );
}
