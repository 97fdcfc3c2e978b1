// Handing the ticket to a colleague: who could take it, how much they have in hand, and why.
import type { TicketId } from '@paidan/shared/kernel/id';
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { CallName, Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { useWords } from '../../lib/language';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { failureWords, useOwn } from '../../lib/said';
import { formWords } from '../../text/form';
import { workWords } from '../../text/work';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Lines } from '../../ui/Lines';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import type { FormKit } from './kit';
import { isGone, useOutcomeWords } from './said';
import './SheetForm.scss';
import type { Doing } from './useWork';

type Candidates = Output<'ticket.candidates'>['members'];
type Props = {
  readonly ticketId: string;
  readonly me: string;
  readonly kit: FormKit;
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function TransferSheet({ kit: { Prose, useNote }, ticketId, me, act, onGone, onClose }: Props) {
  const { transfer: words, close } = useOwn(workWords);
  const app = useWords();
  const say = useOutcomeWords();
  const found = useCandidates(ticketId, me);
  const { draftOnly } = useOwn(formWords);
  const { text: reason, setText: setReason, other, setOther, forget, unkept } = useNote(`transfer.${ticketId}`);
  const chosen = other('to');
  // Whoever was chosen when this sheet was open before may be no candidate any more.
  const to = found !== null && !('kind' in found) && found.some(({ id }) => id === chosen) ? chosen : null;
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (busy) return;
    if (to === null) return setSaid(words.who);
    if (!isVisible(reason)) return setSaid(words.needed);
    setBusy(true);
    const outcome = await act({ name: 'ticket.transfer', input: { memberId: to, reason: reason.trim() } });
    setBusy(false);
    if (!isGone(outcome)) return setSaid(say(outcome));
    forget();
    onGone(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{words.title}</Text>
      {found === null ? <Lines label={words.loading} widths={[70, 55, 80]} /> : null}
      {found !== null && 'kind' in found ? <Text className="sheet-form__said">{failureWords(found, app)}</Text> : null}
      {found !== null && !('kind' in found) && found.length === 0 ? (
        <Text className="sheet-form__said">{words.nobody}</Text>
      ) : null}
      {found !== null && !('kind' in found) ? (
        <View className="sheet-form__people">
          {found.map(({ id, name, load }) => (
            <View
              key={id}
              className={`sheet-form__person${id === to ? ' sheet-form__person--chosen' : ''}`}
              {...pressable(() => setOther('to', id))}
              {...{ 'aria-pressed': id === to }}
            >
              <Text className="sheet-form__name">{name}</Text>
              <Text className="sheet-form__load">{words.load(load)}</Text>
              {id === to ? <Icon name="done" /> : null}
            </View>
          ))}
        </View>
      ) : null}
      <Text className="sheet-form__caption">{words.reason}</Text>
      <Prose label={words.reason} hint={words.example} value={reason} maxLength={LIMITS.reason} onChange={setReason} />
      {unkept ? (
        <Text className="sheet-form__said" {...{ role: 'alert' }}>
          {draftOnly}
        </Text>
      ) : null}
      {said ? (
        <Text className="sheet-form__said" {...{ role: 'alert' }}>
          {said}
        </Text>
      ) : null}
      <View className="sheet-form__do">
        <Button wide busy={busy} onPress={() => void submit()}>
          {words.submit}
        </Button>
      </View>
    </Sheet>
  );
}

/** The least busy first; I am no candidate for my own. */
function useCandidates(ticketId: string, me: string): Candidates | Failure | null {
  const [found, setFound] = useState<Candidates | Failure | null>(null);
  useEffect(() => {
    let here = true;
    void call('ticket.candidates', { ticketId: ticketId as TicketId }).then((answer) => {
      if (!here) return;
      if (!answer.ok) return setFound(answer.refusal);
      setFound(answer.value.members.filter(({ id }) => id !== me).sort((a, b) => a.load - b.load));
    });
    return () => {
      here = false;
    };
  }, [ticketId, me]);
  return found;
}
