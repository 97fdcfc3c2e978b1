// A remark for everybody who has to do with the ticket.
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { CallName } from '../../lib/api';
import { host } from '../../lib/host';
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
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function CommentSheet({ kit: { Prose, Photos, Voice, useNote }, ticketId, act, onGone, onClose }: Props) {
  const { comment: words, close } = useOwn(workWords);
  const say = useOutcomeWords();
  const { draftOnly } = useOwn(formWords);
  const { text, photos, voice, setText, setPhotos, setVoice, forget, unkept } = useNote(`comment.${ticketId}`);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (busy) return;
    const without = voice ? words.withVoice : photos.length > 0 ? words.withPhotos : '';
    const written = isVisible(text) ? text.trim() : without;
    if (written === '') return setSaid(words.empty);
    setBusy(true);
    const input = {
      text: written,
      ...(photos.length > 0 ? { photos } : {}),
      ...(voice ? { voice } : {}),
    };
    const outcome = await act({ name: 'ticket.comment', input, anyhow: true });
    setBusy(false);
    if (!isGone(outcome)) return setSaid(say(outcome));
    forget();
    onGone(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{words.title}</Text>
      <Prose label={words.title} hint={words.example} value={text} maxLength={LIMITS.longText} onChange={setText} />
      <View className="sheet-form__photos">
        <Photos label={words.withPhotos} value={photos} onChange={setPhotos} />
      </View>
      {host.can.voice ? (
        <View className="sheet-form__voice">
          <Voice label={words.withVoice} value={voice ?? null} onChange={setVoice} />
        </View>
      ) : null}
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
