// A member's picture: chosen here, uploaded at once, theirs when the dialog is saved.
import type { FileId } from '@paidan/shared/kernel/id';
import { useRef, useState } from 'react';
import { upload } from '../../lib/upload';
import { useText } from '../../text/useText';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';

type Props = {
  readonly name: string;
  readonly value: FileId | null;
  readonly onChange: (value: FileId | null) => void;
};

export function PictureField({ name, value, onChange }: Props) {
  const text = useText().records.member;
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  async function take(file: File | undefined) {
    if (file === undefined) return;
    setProblem('');
    setBusy(true);
    const answer = await upload('file.upload', file);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.refusal.message);
    if (answer.value.file.kind !== 'image') return setProblem(text.pictureHint);
    onChange(answer.value.file.id);
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Avatar name={name || '?'} pictureId={value} size="lg" />
      <Button size="sm" busy={busy} onClick={() => picker.current?.click()}>
        {text.pictureChoose}
      </Button>
      {value && (
        <Button size="sm" look="quiet" onClick={() => onChange(null)}>
          {text.pictureRemove}
        </Button>
      )}
      <input
        ref={picker}
        type="file"
        accept="image/*"
        className="sr-only"
        tabIndex={-1}
        aria-label={text.picture}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {problem && <span className="text-sm text-danger">{problem}</span>}
    </div>
  );
}
