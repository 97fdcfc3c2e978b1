// A remark for everybody who has to do with the ticket.
import type { FileId } from '@paidan/shared/kernel/id';
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import type { VoiceNote } from '@paidan/shared/model/field';
import { Text, View } from '@tarojs/components';
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
  readonly facts: () => string;
  readonly act: (doing: Doing) => Promise<Outcome<CallName>>;
  readonly onGone: (said: string) => void;
  readonly onClose: () => void;
};

export function CommentSheet({ kit: { Prose, Photos, Voice }, facts, act, onGone, onClose }: Props) {
  const { comment: words, close } = useOwn(workWords);
  const say = useOutcomeWords();
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<readonly FileId[]>([]);
  const [voice, setVoice] = useState<VoiceNote>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (busy) return;
    const beside = photos.length > 0 && !host.can.stamp ? `\n${facts()}` : '';
    const without = voice ? words.withVoice : photos.length > 0 ? words.withPhotos : '';
    const written = isVisible(text) ? text.trim() : without;
    if (written === '') return setSaid(words.empty);
    setBusy(true);
    const input = {
      text: `${written}${beside}`,
      ...(photos.length > 0 ? { photos } : {}),
      ...(voice ? { voice } : {}),
    };
    const outcome = await act({ name: 'ticket.comment', input, anyhow: true });
    setBusy(false);
    if (isGone(outcome)) onGone(say(outcome));
    else setSaid(say(outcome));
  }

  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{words.title}</Text>
      <Prose label={words.title} hint={words.example} value={text} maxLength={LIMITS.longText} onChange={setText} />
      <Photos label={words.withPhotos} value={photos} onChange={setPhotos} />
      {host.can.voice ? (
        <View className="sheet-form__voice">
          <Voice label={words.withVoice} value={voice ?? null} onChange={setVoice} />
        </View>
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
