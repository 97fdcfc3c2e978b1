// Saying something about the report: a remark, why it is cancelled, what is not fixed. Common reasons are one press.
import type { FileId } from '@paidan/shared/kernel/id';
import { isVisible } from '@paidan/shared/kernel/text';
import { LIMITS } from '@paidan/shared/limits';
import type { VoiceNote } from '@paidan/shared/model/field';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { host } from '../../lib/host/index';
import { useOwn } from '../../lib/said';
import { trackWords } from '../../text/track';
import { Button } from '../../ui/Button';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import '../form/fields/Choice.scss';
import { Photos } from '../form/fields/PhotoField';
import { Prose } from '../form/fields/Prose';
import { Voice } from '../form/fields/VoiceField';
import './SaySheet.scss';
import type { Result } from './useCommand';

type Props = {
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
  readonly result: Result | null;
  readonly onSend: (text: string, photos: readonly FileId[], voice: VoiceNote | undefined) => void;
  readonly onClose: () => void;
};

export function SaySheet({
  title,
  hint,
  reasons = [],
  withPhotos,
  withVoice = false,
  act,
  back,
  danger = false,
  busy,
  result,
  onSend,
  onClose,
}: Props) {
  const words = useOwn(trackWords);
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<readonly FileId[]>([]);
  const [voice, setVoice] = useState<VoiceNote>();
  const [missing, setMissing] = useState(false);
  const submit = () => {
    if (!isVisible(text) && !voice) return setMissing(true);
    onSend(isVisible(text) ? text.trim() : words.voice, photos, voice);
  };
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
          <Photos label={words.photos} value={photos} onChange={(step) => setPhotos(step)} />
        </View>
      ) : null}
      {withVoice && host.can.voice ? (
        <View className="say__photos">
          <Voice label={words.voice} value={voice ?? null} onChange={setVoice} />
        </View>
      ) : null}
      {result?.tone === 'bad' ? <Text className="row__trouble">{result.text}</Text> : null}
      <View className="say__act">
        <Button wide busy={busy} look={danger ? 'danger' : 'main'} onPress={submit}>
          {busy ? words.sending : act}
        </Button>
      </View>
      <Button wide look="quiet" onPress={onClose}>
        {back}
      </Button>
    </Sheet>
  );
}
