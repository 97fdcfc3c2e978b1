// A voice note, recorded at the desk: one press begins, one press ends, at most a minute.
import { LIMITS } from '@paidan/shared/limits';
import type { VoiceNote } from '@paidan/shared/model/field';
import { Mic, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { upload } from '../../lib/upload';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import type { ControlProps } from './control';
import { VoiceNoteView } from './VoiceNoteView';
import { voiceIn } from './values';

export const VoiceControl = ({ value, onChange }: ControlProps) => (
  <VoiceField value={voiceIn(value)} onChange={onChange} />
);

type Props = { readonly value: VoiceNote | null; readonly onChange: (note: VoiceNote | undefined) => void };

export function VoiceField({ value, onChange }: Props) {
  const text = useText();
  const { state, seconds, problem, begin, end } = useVoice(onChange);
  if (value !== null) {
    return (
      <div className="flex flex-wrap items-center gap-2">
        <VoiceNoteView note={value} />
        <Button size="sm" look="quiet" onClick={() => onChange(undefined)}>
          <Trash2 className="h-4 w-4" aria-hidden="true" />
          {text.fields.remove}
        </Button>
      </div>
    );
  }
  const recording = state === 'recording';
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button busy={state === 'saving'} onClick={recording ? end : () => void begin()}>
        {recording ? (
          <Square className="h-4 w-4 text-danger" aria-hidden="true" />
        ) : (
          <Mic className="h-4 w-4" aria-hidden="true" />
        )}
        {recording ? text.fields.voiceEnd : text.fields.voiceBegin}
      </Button>
      <span role="status" className="text-sm tabular-nums text-ink-2">
        {recording && text.fields.voiceNow(seconds, LIMITS.voiceSeconds)}
      </span>
      {problem && <span className="text-sm text-danger">{problem}</span>}
    </div>
  );
}

function useVoice(onNote: (note: VoiceNote) => void) {
  const text = useText();
  const [state, setState] = useState<'still' | 'recording' | 'saving'>('still');
  const [seconds, setSeconds] = useState(0);
  const [problem, setProblem] = useState('');
  const recorder = useRef<MediaRecorder | null>(null);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
      recorder.current?.stop();
    },
    [],
  );
  useEffect(() => {
    if (state !== 'recording') return;
    const begun = Date.now();
    const timer = setInterval(() => {
      const now = Math.floor((Date.now() - begun) / 1000);
      setSeconds(now);
      if (now >= LIMITS.voiceSeconds) recorder.current?.stop();
    }, 250);
    return () => clearInterval(timer);
  }, [state]);

  async function begin() {
    setProblem('');
    setSeconds(0);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      const parts: Blob[] = [];
      const begun = Date.now();
      made.ondataavailable = ({ data }) => void parts.push(data);
      made.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        recorder.current = null;
        const counted = Math.min(LIMITS.voiceSeconds, Math.max(1, Math.round((Date.now() - begun) / 1000)));
        if (!gone.current) void send(new Blob(parts, { type: made.mimeType }), counted);
      };
      recorder.current = made;
      made.start();
      setState('recording');
    } catch {
      setProblem(text.fields.voiceDenied);
    }
  }
  async function send(blob: Blob, counted: number) {
    setState('saving');
    const answer = await upload('file.upload', new File([blob], 'voice', { type: blob.type }));
    setState('still');
    if (answer.ok) onNote({ file: answer.value.file.id, seconds: counted });
    else setProblem(answer.refusal.message);
  }
  return { state, seconds, problem, begin, end: () => recorder.current?.stop() };
}
