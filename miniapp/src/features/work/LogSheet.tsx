// A line of the work log: what was done, how long it took, with photos. Photos travel as a remark beside it.
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { CallName } from '../../lib/api';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { useOwn } from '../../lib/said';
import { formWords } from '../../text/form';
import { workWords } from '../../text/work';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import type { FormKit } from './kit';
import { isGone, useOutcomeWords } from './said';
import './SheetForm.scss';
import type { Doing } from './useWork';

type Props = {
  readonly kit: FormKit;
  readonly ticketId: string;
  readonly minutes: number;
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function LogSheet({ kit: { Prose, Photos, useNote }, ticketId, minutes: timed, act, onGone, onClose }: Props) {
  const { log: words, close } = useOwn(workWords);
  const say = useOutcomeWords();
  const { draftOnly } = useOwn(formWords);
  const { text, photos, setText, setPhotos, other, setOther, forget, unkept } = useNote(`log.${ticketId}`);
  // What somebody wrote there holds, the clock's count until then.
  const minutes = other('minutes') ?? (timed > 0 ? String(timed) : '');
  const setMinutes = (next: string) => setOther('minutes', next);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (busy) return;
    const spent = Math.min(1440, Number.parseInt(minutes, 10) || 0);
    const written = isVisible(text) || spent > 0;
    if (!written && photos.length === 0) return setSaid(words.empty);
    setBusy(true);
    const logged = written
      ? await act({ name: 'ticket.log', input: { text: text.trim(), minutes: spent }, anyhow: true })
      : null;
    // It is on its way: should the photos be refused, another press sends them alone.
    if (logged !== null && isGone(logged) && photos.length > 0) {
      setText('');
      setMinutes('');
    }
    const shown =
      photos.length > 0 && (logged === null || isGone(logged))
        ? await act({ name: 'ticket.comment', input: { text: words.withPhotos, photos }, anyhow: true })
        : null;
    setBusy(false);
    const outcome = shown ?? logged;
    if (outcome === null) return;
    if (!isGone(outcome)) return setSaid(say(outcome));
    forget();
    onGone(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{words.title}</Text>
      <Prose label={words.text} hint={words.example} value={text} maxLength={LIMITS.longText} onChange={setText} />
      <View className="sheet-form__line">
        <Text className="sheet-form__label">{words.minutes}</Text>
        <Input
          className="sheet-form__number"
          type="number"
          value={minutes}
          maxlength={4}
          ariaLabel={words.minutes}
          onInput={(event) => setMinutes(event.detail.value.replace(/\D/g, ''))}
          onConfirm={() => void submit()}
          nativeProps={{ 'aria-label': words.minutes, inputmode: 'numeric' }}
        />
      </View>
      <Photos label={words.photos} value={photos} onChange={setPhotos} />
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
