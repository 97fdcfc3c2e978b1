// A platform said no: its code, what that means, and what to do.
import { owns } from '@paidan/shared/kernel/own';
import { troubleWords } from '@paidan/shared/text/connection';
import { useLocale } from '../lib/locale';
import { type ChannelText, useChannelText } from '../text/channels';

type Error = { readonly code: string; readonly message: string };
type Meaning = { readonly what: string; readonly todo: string | null };

/** What a code means and what to do; the platform's own words where we have none. */
export function meaningOf({ code, message }: Error, { codes }: ChannelText['trouble']): Meaning {
  const known = /^http_\d+$/.test(code) ? 'http' : code;
  return (owns(codes, known) ? codes[known] : undefined) ?? { what: message, todo: null };
}

export function Trouble({ error }: { error: Error }) {
  const text = useChannelText().trouble;
  const { what, todo } = meaningOf(error, text);
  const own = usePlatformsWords(error);
  return (
    <div className="text-sm">
      <p className="font-medium text-danger">
        {what}
        <span className="ml-2 whitespace-nowrap text-xs font-normal">{text.code(error.code)}</span>
      </p>
      {todo && <p className="mt-0.5 text-ink-2">{todo}</p>}
      {todo && own !== '' && <p className="mt-0.5 break-words font-mono text-xs text-ink-3">{own}</p>}
    </div>
  );
}

/** Checks come with the server's hint in front of what the platform said; here the hint stands above already. */
function usePlatformsWords({ code, message }: Error): string {
  const locale = useLocale() === 'zh' ? 'zh-CN' : 'en';
  const hint = troubleWords(locale, { code, message: '' });
  if (hint === '' || !message.startsWith(hint)) return message;
  return message.slice(hint.length).replace(/^\s*[（(]|[）)]$/g, '');
}
