// Somebody else's report that I have met as well, as far as a stranger may see it: what kind, where, since when, how far it is and how
// many stand by it. From here it is taken back, and what is another thing after all is reported.
import { ENDED } from '@paidan/shared/kinds';
import { Text, View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import type { Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { queryOfLabel } from '../../lib/guest';
import { useWords } from '../../lib/language';
import { useRefreshing } from '../../lib/refreshing';
import { back, replace } from '../../lib/route';
import { failureWords, useCodes, useOwn, useSaid } from '../../lib/said';
import { tell } from '../../lib/told';
import { useWhen } from '../../lib/when';
import { guestWords } from '../../text/guest';
import { sameWords } from '../../text/same';
import { Blank } from '../../ui/Blank';
import { Button } from '../../ui/Button';
import { Foot } from '../../ui/Foot';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { Lines } from '../../ui/Lines';
import './Status.scss';
import './TrackScreen.scss';

type Same = Output<'guest.same'>['items'][number];
/** Undefined: not read yet. Null: it was taken back, here or on another page. */
type State = { readonly one?: Same | null; readonly failure: Failure | null };

export function SameScreen({ id }: { readonly id: string }) {
  const words = useOwn(sameWords);
  const general = useWords();
  const [{ one, failure }, setState] = useState<State>({ failure: null });
  const refresh = useCallback(async () => {
    const answer = await call('guest.same', {});
    if (answer.ok)
      setState({ one: answer.value.items.find(({ ref }) => (ref as string) === id) ?? null, failure: null });
    else setState((was) => ({ ...was, failure: answer.refusal }));
  }, [id]);
  useRefreshing(refresh);

  if (one) return <Shown one={one} />;
  if (one === null) {
    return <Blank icon="warn" {...words.gone} action={words.toMine} busy={false} onAction={() => replace('mine')} />;
  }
  if (failure === null) return <Lines label={words.loading} widths={[60, 44, 100, 72]} />;
  const title = failureWords(failure, general);
  return <Blank icon="cut" title={title} hint="" action={general.retry} busy={false} onAction={() => void refresh()} />;
}

function Shown({ one: { ref, what, at, phase, place, others, label } }: { readonly one: Same }) {
  const words = useOwn(sameWords);
  const { nearby } = useOwn(guestWords);
  const general = useWords();
  const { phases } = useCodes();
  const said = useSaid();
  const when = useWhen();
  const [busy, setBusy] = useState(false);
  const ended = ENDED.indexOf(phase) >= 0;

  async function undo(from: NonNullable<Same['label']>) {
    if (busy) return;
    setBusy(true);
    const answer = await call('guest.meToo', { label: from, ref, off: true });
    setBusy(false);
    if (!answer.ok) return tell(failureWords(answer.refusal, general), 'bad');
    back('mine');
  }
  return (
    <View className="track">
      <View className="track__head">
        <View className="track__what">
          <Text className="track__title">{said(what)}</Text>
          {place === null ? null : <Text className="track__no">{place}</Text>}
        </View>
        <LanguageSwitch />
      </View>
      <View className="status">
        <Text className="status__stage">{phases[phase]}</Text>
        <Text className="status__headline">{words.met(others)}</Text>
        <Text className="status__promise">{words.reported(when(at))}</Text>
        {ended ? <Text className="status__promise">{nearby.ended}</Text> : null}
      </View>
      <Text className="track__section">{words.hidden}</Text>
      {label === null ? null : (
        <Foot told>
          <Button look="quiet" busy={busy} onPress={() => void undo(label)}>
            {words.undo}
          </Button>
          <Button onPress={() => replace('guest', queryOfLabel(label))}>{words.another}</Button>
        </Foot>
      )}
    </View>
  );
}
