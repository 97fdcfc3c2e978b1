// Something to paste elsewhere, whole: selectable, and copied at a press.
import { Copy } from 'lucide-react';
import { copy } from '../lib/copy';
import { useChannelText } from '../text/channels';
import { Button } from './Button';
import { toast } from './Toasts';

export function CopyField({ name, value }: { name: string; value: string }) {
  const text = useChannelText();
  const onCopy = async () => {
    const done = await copy(value);
    toast(done ? 'ok' : 'danger', done ? text.copied : text.copyFailed);
  };
  return (
    <div className="flex gap-2">
      <input
        readOnly
        aria-label={name}
        value={value}
        onFocus={(event) => event.target.select()}
        className="control h-9 min-w-0 flex-1 bg-sunken font-mono !text-xs max-md:h-11"
      />
      <Button onClick={() => void onCopy()} aria-label={`${text.copy} ${name}`}>
        <Copy className="h-4 w-4" aria-hidden="true" />
        {text.copy}
      </Button>
    </div>
  );
}
