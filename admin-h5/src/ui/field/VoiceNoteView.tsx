// A voice note, with the browser's own player: it knows speed, volume and keys.
import type { VoiceNote } from '@paidan/shared/model/field';
import { useState } from 'react';
import { fileUrl } from '../../lib/upload';
import { useText } from '../../text/useText';

export function VoiceNoteView({ note }: { note: VoiceNote | null }) {
  const text = useText();
  const [failed, setFailed] = useState(false);
  if (note === null) return null;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down yet what was said */}
      <audio
        controls
        preload="none"
        src={fileUrl(note.file)}
        aria-label={text.fields.voiceOf(note.seconds)}
        onError={() => setFailed(true)}
        className="h-10 w-full max-w-[320px]"
      />
      <span className="text-sm tabular-nums text-ink-2">{note.seconds}″</span>
      {failed && <span className="text-sm text-danger">{text.fields.voiceFailed}</span>}
    </span>
  );
}
