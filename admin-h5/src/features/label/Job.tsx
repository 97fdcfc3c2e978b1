// Something that takes its time: how far it has come, and a way to call it off.
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Spinner } from '../../ui/Spinner';

type Props = {
  readonly words: string;
  /** 0 to 1; left out: nobody knows. */
  readonly part?: number | undefined;
  readonly onStop: () => void;
};

export function Job({ words, part, onStop }: Props) {
  const { cancel } = useText().common;
  return (
    <div className="rounded bg-sunken px-3 py-2 text-sm">
      <div className="flex items-center gap-2">
        <Spinner />
        <p className="min-w-0 flex-1" role="status">
          {words}
        </p>
        <Button size="sm" look="quiet" onClick={onStop}>
          {cancel}
        </Button>
      </div>
      {part !== undefined && (
        <progress
          className="mt-1 block h-1.5 w-full accent-[rgb(var(--accent))]"
          value={part}
          max={1}
          aria-label={words}
        />
      )}
    </div>
  );
}
