// What a template card is pressed by: buttons in its styles, a submit button, or the words that stand in their place afterwards.
import { webAddress } from './links';
import type { TemplateCard } from './model';
import { Spinner } from './Spinner';
import { useWords } from './setting';

type Props = {
  readonly card: TemplateCard;
  readonly sending: string | null;
  readonly shut: boolean;
  readonly over: boolean;
  readonly onPress: (key: string) => void;
};

export function Buttons({ card, sending, shut, over, onPress }: Props) {
  const words = useWords();
  const buttons = card.button_list ?? [];
  if (over)
    return (
      <div className="card-buttons">
        <span className="card-button replaced">{card.replace_text}</span>
      </div>
    );
  if (buttons.length === 0 && card.submit_button === undefined) return null;
  // Short words stand side by side, as in the app; one long word gives each button a line of its own.
  const narrow = buttons.length > 3 || buttons.some(({ text }) => width(text) > (buttons.length > 2 ? 8 : 14));
  return (
    <div className={`card-buttons${narrow ? ' stacked' : ''}`}>
      {buttons.map(({ type, text, style, key, url }) => {
        const look = `card-button look${style !== undefined && style >= 1 && style <= 4 ? style : 1}`;
        const to = type === 1 ? webAddress(url) : null;
        if (to !== null)
          return (
            <a key={text + url} className={look} href={to} target="_blank" rel="noreferrer">
              {text}
              <span className="only-read">{words.opens}</span>
            </a>
          );
        return (
          <Press key={key ?? text} look={look} name={key ?? ''} busy={sending === key} shut={shut} onPress={onPress}>
            {text}
          </Press>
        );
      })}
      {card.submit_button && (
        <Press
          look="card-button look1"
          name={card.submit_button.key}
          busy={sending === card.submit_button.key}
          shut={shut}
          onPress={onPress}
        >
          {card.submit_button.text}
        </Press>
      )}
    </div>
  );
}

type PressProps = {
  readonly look: string;
  readonly name: string;
  readonly busy: boolean;
  readonly shut: boolean;
  readonly onPress: (key: string) => void;
  readonly children: string;
};
function Press({ look, name, busy, shut, onPress, children }: PressProps) {
  const words = useWords();
  return (
    <button
      type="button"
      className={look}
      // Not `disabled`: the focus would be lost while the press is under way.
      aria-disabled={shut || name === ''}
      aria-busy={busy || undefined}
      onClick={() => !shut && name !== '' && onPress(name)}
    >
      {busy ? <Spinner label={words.sending} /> : children}
    </button>
  );
}

/** In Latin letters: a Chinese one is two wide. */
const width = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
