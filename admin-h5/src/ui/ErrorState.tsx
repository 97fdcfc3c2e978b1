// A read failed: in words, with the request's number for those who look into it, and a way to try again.
import { refusalOf } from '../lib/ask';
import { useText } from '../text/useText';
import { Button } from './Button';

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useText();
  const refusal = refusalOf(error);
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
