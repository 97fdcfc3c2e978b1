// Saying something about the report: a remark, why it is cancelled, what is not fixed. Common reasons are one press.
import type { FileId } from '@paidan/shared/kernel/id';
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import type { VoiceNote } from '@paidan/shared/model/field';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { host } from '../../lib/host/index';
import { useOwn } from '../../lib/said';
import { formWords } from '../../text/form';
import { trackWords } from '../../text/track';
import { Button } from '../../ui/Button';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import '../form/fields/Choice.scss';
import { Photos } from '../form/fields/PhotoField';
import { Prose } from '../form/fields/Prose';
import { Voice } from '../form/fields/VoiceField';
import { useNote } from '../form/note';
import './SaySheet.scss';

type Props = {
  /** Under which what is not sent yet is kept: the act and the ticket. */
  readonly draft: string;
  readonly title: string;
  readonly hint: string;
  readonly reasons?: readonly string[];
  readonly withPhotos: boolean;
  readonly withVoice?: boolean;
  readonly act: string;
  /** How one goes back without doing it. */
  readonly back: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  /** Why it could not be sent; empty: nothing is wrong. */
  readonly wrong: string;
  /** False: it was not taken. */
  readonly onSend: (text: string, photos: readonly FileId[], voice: VoiceNote | undefined) => Promise<boolean>;
  readonly onSent: () => void;
  readonly onClose: () => void;
};

export function SaySheet({
  draft,
  title,
  hint,
  reasons = [],
  withPhotos,
  withVoice = false,
  act,
  back,
  danger = false,
  busy,
  wrong,
  onSend,
  onSent,
  onClose,
}: Props) {
  const words = useOwn(trackWords);
  const { draftOnly } = useOwn(formWords);
  const { text, photos, voice, setText, setPhotos, setVoice, forget, unkept } = useNote(draft);
  const [missing, setMissing] = useState(false);
  async function submit() {
    if (!isVisible(text) && !voice) return setMissing(true);
    if (!(await onSend(isVisible(text) ? text.trim() : words.voice, photos, voice))) return;
    forget();
    onSent();
  }
  return (
    <Sheet closeLabel={back} onClose={onClose}>
      <Text className="say__title">{title}</Text>
      {reasons.length > 0 ? (
        <View className="choice say__reasons">
          {reasons.map((reason) => (
            <View
              key={reason}
              className={`choice__option${reason === text ? ' choice__option--on' : ''}`}
              {...pressable(() => setText(reason))}
            >
              <Text>{reason}</Text>
            </View>
          ))}
        </View>
      ) : null}
      <Prose label={title} hint={hint} value={text} maxLength={LIMITS.reason} onChange={setText} />
      {missing && !isVisible(text) && !voice ? <Text className="row__trouble">{words.missing}</Text> : null}
      {withPhotos ? (
        <View className="say__photos">
          <Photos label={words.photos} value={photos} onChange={setPhotos} />
        </View>
      ) : null}
      {withVoice && host.can.voice ? (
        <View className="say__photos">
          <Voice label={words.voice} value={voice ?? null} onChange={setVoice} />
        </View>
      ) : null}
      {unkept ? (
        <Text className="row__trouble" {...{ role: 'alert' }}>
          {draftOnly}
        </Text>
      ) : null}
      {wrong ? (
        <Text className="row__trouble" {...{ role: 'alert' }}>
          {wrong}
        </Text>
      ) : null}
      <View className="say__act">
        <Button wide busy={busy} look={danger ? 'danger' : 'main'} onPress={() => void submit()}>
          {busy ? words.sending : act}
        </Button>
      </View>
      <Button wide look="quiet" onPress={onClose}>
        {back}
      </Button>
    </Sheet>
  );
}
