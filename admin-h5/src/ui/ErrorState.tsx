// A read failed: in words, with the request's number for those who look into it, and a way to try again where that may help.
import { refusalOf } from '../lib/ask';
import type { Refused } from '../lib/call';
import { useText } from '../text/useText';
import { Button } from './Button';
import { Empty } from './Empty';

type Props = {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** What is not there, where what was asked for does not exist. */
  readonly gone?: string;
};

/** Asked for by a link that is torn, or that leads to what is not there or not ours: asked again, it will be the same. */
const isGone = (refusal: Refused | null): boolean =>
  refusal?.code === 'not_found' ||
  (refusal?.code === 'invalid' &&
    Array.isArray(refusal.data.issues) &&
    refusal.data.issues.some((issue) => /(^|\.)(id|[a-z]+Id)$/.test(String((issue as { path?: unknown }).path ?? ''))));

export function ErrorState({ error, onRetry, gone }: Props) {
  const text = useText();
  const refusal = refusalOf(error);
  if (isGone(refusal)) {
    return (
      <div role="alert">
        <Empty title={gone ?? text.common.gone} words={text.common.goneWords} />
      </div>
    );
  }
  return (
    <div role="alert" className="mx-auto flex max-w-[420px] flex-col items-center px-6 py-14 text-center">
      <span aria-hidden="true" className="mb-3 text-2xl text-danger">
        ▲
      </span>
      <p className="font-medium">{refusal?.message ?? text.common.broken}</p>
      {refusal?.requestId && (
        <p className="mt-1 text-xs text-ink-3">
          {text.common.requestId} <code className="font-mono">{refusal.requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button className="mt-4" onClick={onRetry}>
          {text.common.retry}
        </Button>
      )}
    </div>
  );
}
