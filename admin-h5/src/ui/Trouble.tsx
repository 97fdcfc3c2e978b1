// A platform said no: its code, what that means, and what to do.

import type { ChannelText } from '../text/channels';
import { useChannelText } from '../text/channels';

type Error = { readonly code: string; readonly message: string };

/** What a code means and what to do; a platform's own words where we have none. */
export function meaningOf({ code, message }: Error, { codes }: ChannelText['trouble']) {
  return codes[code] ?? codes[/^http_\d+$/.test(code) ? 'http' : ''] ?? { what: message, todo: null };
}

export function Trouble({ error }: { error: Error }) {
  const text = useChannelText().trouble;
  const { what, todo } = meaningOf(error, text);
  return (
    <div className="text-sm">
      <p className="font-medium text-danger">
        {what}
        <span className="ml-2 whitespace-nowrap text-xs font-normal">{text.code(error.code)}</span>
      </p>
      {todo && <p className="mt-0.5 text-ink-2">{todo}</p>}
      {what !== error.message && error.message !== '' && (
        <p className="mt-0.5 break-words font-mono text-xs text-ink-3">{error.message}</p>
      )}
    </div>
  );
}
