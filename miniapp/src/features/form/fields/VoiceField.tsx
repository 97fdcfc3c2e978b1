// A voice note: one press begins, one press ends, at most a minute. It is kept on the device at once and travels like a photo.
import type { FileId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import type { VoiceNote as Note } from '@paidan/shared/model/field';
import { Text, View } from '@tarojs/components';
import { useDidHide } from '@tarojs/taro';
import { useContext, useEffect, useRef, useState } from 'react';
import { host } from '../../../lib/host/index';
import type { Recorder, Recording, Trouble } from '../../../lib/host/port';
import { addVoice, dropPhoto } from '../../../lib/outbasket/pictures';
import { useOwn } from '../../../lib/said';
import { formWords } from '../../../text/form';
import { Button } from '../../../ui/Button';
import { Denied } from '../../../ui/Denied';
import { Icon } from '../../../ui/Icon';
import { pressable } from '../../../ui/pressable';
import { PublicLabel } from '../publicPage';
import { type ViewProps, voiceIn } from '../view';
import './Row.scss';
import './Voice.scss';
import { VoiceNote } from './VoiceNote';

export const VoiceField = ({ label, value, onChange }: ViewProps) => (
  <Voice label={label} value={voiceIn(value)} onChange={onChange} />
);

type Props = {
  readonly label: string;
  readonly value: Note | null;
  readonly onChange: (note: Note | undefined) => void;
};

export function Voice({ label, value, onChange }: Props) {
  const { voice: words, cancel } = useOwn(formWords);
  const { state, seconds, level, trouble, full, unkept, begin, finish, drop, keep } = useRecorder((note) =>
    onChange(note),
  );
  if (!host.can.voice && value === null) return <Text className="row__trouble">{words.unsupported}</Text>;
  const again = () => {
    if (value) dropPhoto(value.file);
    onChange(undefined);
  };
  return (
    <View className="voice" {...{ role: 'group', 'aria-label': label }}>
      {value ? (
        <>
          <VoiceNote key={value.file} note={value} />
          <View className="voice__acts">
            <View
              className="voice__act"
              {...pressable(() => {
                again();
                void begin();
              })}
            >
              {words.again}
            </View>
            <View className="voice__act" {...pressable(again)}>
              {words.remove}
            </View>
          </View>
        </>
      ) : state === 'recording' ? (
        <View className="voice__panel">
          <View className="voice__now" {...{ role: 'status' }}>
            <View className="voice__dot" />
            <Text>{words.recording(clock(seconds), clock(LIMITS.voiceSeconds))}</Text>
          </View>
          <View className="voice__level">
            <View className="voice__loud" style={{ width: `${Math.round(level * 100)}%` }} />
          </View>
          <View className="voice__acts">
            <Button onPress={() => void finish()}>{words.done}</Button>
            <Button look="quiet" onPress={drop}>
              {cancel}
            </Button>
          </View>
        </View>
      ) : (
        <View
          className={`voice__start${state === 'still' ? '' : ' voice__start--busy'}`}
          {...pressable(() => void begin())}
        >
          <Icon name="voice" />
          <Text>{state === 'saving' ? words.saving : words.start}</Text>
        </View>
      )}
      {full && value ? <Text className="voice__said">{words.full}</Text> : null}
      {trouble ? <Denied trouble={trouble} /> : null}
      {unkept ? (
        <View className="voice__acts">
          <View className="voice__act" {...pressable(() => void keep())}>
            {words.keepAgain}
          </View>
        </View>
      ) : null}
    </View>
  );
}

/** `unkept`: recorded, but the device had no room for it: still here for another try. */
function useRecorder(onNote: (note: Note) => void) {
  const page = useContext(PublicLabel);
  const [state, setState] = useState<'still' | 'asking' | 'recording' | 'saving'>('still');
  const [begun, setBegun] = useState(0);
  const [level, setLevel] = useState(0);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [full, setFull] = useState(false);
  const [unkept, setUnkept] = useState<Recording | null>(null);
  const recorder = useRef<Recorder | null>(null);
  const here = useRef(true);
  const seconds = useSeconds(state === 'recording', begun);

  async function begin() {
    if (state !== 'still') return;
    setTrouble(null);
    setFull(false);
    setUnkept(null);
    setLevel(0);
    setState('asking');
    const got = await host.record({ seconds: LIMITS.voiceSeconds, onLevel: setLevel, onEnd: () => void finish() });
    if (!here.current) {
      if (got.ok) got.value.cancel();
      return;
    }
    setBegun(Date.now());
    setState(got.ok ? 'recording' : 'still');
    if (got.ok) recorder.current = got.value;
    else setTrouble(got.refusal);
  }
  async function finish() {
    const mine = recorder.current;
    if (mine === null) return;
    recorder.current = null;
    setState('saving');
    const got = await mine.stop();
    if (got.ok) return keep(got.value);
    setTrouble(got.refusal);
    setState('still');
  }
  async function keep(recording: Recording | null = unkept) {
    if (recording === null) return;
    setState('saving');
    const kept = await addVoice(recording, page);
    setState('still');
    setUnkept(kept.ok ? null : recording);
    if (!kept.ok) return setTrouble(kept.refusal);
    setTrouble(null);
    setFull(recording.seconds >= LIMITS.voiceSeconds);
    onNote({ file: kept.value.ref as FileId, seconds: recording.seconds });
  }
  function drop() {
    recorder.current?.cancel();
    recorder.current = null;
    setState('still');
  }
  // Out of sight nobody knows that it listens: what was said so far is kept.
  useDidHide(() => void finish());
  useEffect(
    () => () => {
      here.current = false;
      recorder.current?.cancel();
    },
    [],
  );
  return { state, seconds, level, trouble, full, unkept, begin, finish, drop, keep: () => keep() };
}

function useSeconds(running: boolean, since: number): number {
  const [now, setNow] = useState(since);
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return Math.max(0, Math.floor((now - since) / 1000));
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${`0${seconds % 60}`.slice(-2)}`;
