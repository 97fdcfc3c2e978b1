// A line of the work log: what was done, how long it took, with photos. Photos travel as a remark beside it.
import type { FileId } from '@paidan/shared/kernel/id';
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { CallName } from '../../lib/api';
import { host } from '../../lib/host';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { useOwn } from '../../lib/said';
import { workWords } from '../../text/work';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import type { FormKit } from './kit';
import { isGone, useOutcomeWords } from './said';
import './SheetForm.scss';
import type { Doing } from './useWork';

type Props = {
  readonly kit: FormKit;
  readonly minutes: number;
  /** When, where, by whom: beside photos that the phone cannot draw on. */
  readonly facts: () => string;
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function LogSheet({ kit: { Prose, Photos }, minutes: timed, facts, act, onGone, onClose }: Props) {
  const { log: words, close } = useOwn(workWords);
  const say = useOutcomeWords();
  const [text, setText] = useState('');
  const [minutes, setMinutes] = useState(timed > 0 ? String(timed) : '');
  const [photos, setPhotos] = useState<readonly FileId[]>([]);
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
    const beside = host.can.stamp ? '' : `\n${facts()}`;
    const shown =
      photos.length > 0 && (logged === null || isGone(logged))
        ? await act({ name: 'ticket.comment', input: { text: `${words.withPhotos}${beside}`, photos }, anyhow: true })
        : null;
    setBusy(false);
    const outcome = shown ?? logged;
    if (outcome === null) return;
    if (isGone(outcome)) onGone(say(outcome));
    else setSaid(say(outcome));
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
