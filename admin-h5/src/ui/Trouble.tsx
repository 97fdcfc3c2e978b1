// A platform said no: its code, what that means, and what to do.
import { type Meaning, meaningOf, ownWords } from '@paidan/shared/text/trouble';
import { useLocale } from '../lib/locale';
import { useChannelText } from '../text/channels';

type Error = { readonly code: string; readonly message: string };

const useSharedLocale = () => (useLocale() === 'zh' ? 'zh-CN' : 'en');

/** What a code means and what to do; the platform's own words where we have none. */
export function useMeaning(): (error: Error) => Meaning {
  const locale = useSharedLocale();
  return ({ code, message }) => meaningOf(locale, code) ?? { what: message, todo: '' };
}

export function Trouble({ error }: { error: Error }) {
  const text = useChannelText();
  const { what, todo } = useMeaning()(error);
  // Checks come with the meaning in front of what the platform said; here it stands above already.
  const own = ownWords(useSharedLocale(), error);
  return (
    <div className="text-sm">
      <p className="font-medium text-danger">
        {what}
        <span className="ml-2 whitespace-nowrap text-xs font-normal">{text.errorCode(error.code)}</span>
      </p>
      {todo && <p className="mt-0.5 text-ink-2">{todo}</p>}
      {todo && own !== '' && <p className="mt-0.5 break-words font-mono text-xs text-ink-3">{own}</p>}
    </div>
  );
}
