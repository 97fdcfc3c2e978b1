// A phone on the bench: the plate with whose it is, its status bar, the app's bar, and what is on its screen.
import { createContext, type ReactNode, useContext, useState } from 'react';
import { FORMATS } from './clock';
import { Back, Close, Dots, Signals } from './icons';
import { useWords } from './setting';

/** Only the phone in use is read out as it changes: five at once would be noise. */
const InUse = createContext(false);
export const useInUse = (): boolean => useContext(InUse);

type Props = {
  readonly look: 'wecom' | 'wechat' | 'group';
  readonly label: string;
  readonly picture: ReactNode;
  readonly name: string;
  readonly role: string;
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly now: number;
  readonly onHide: (() => void) | null;
  readonly children: ReactNode;
};

export function Frame({ look, label, picture, name, role, title, subtitle, now, onHide, children }: Props) {
  const words = useWords();
  const [inUse, setInUse] = useState(false);
  return (
    <section
      className={`device ${look}`}
      aria-label={label}
      onFocus={() => setInUse(true)}
      onBlur={() => setInUse(false)}
    >
      <header className="plate">
        {picture}
        <div className="plate-words">
          <h2 className="plate-name">{name}</h2>
          <p>{role}</p>
        </div>
        {onHide !== null && (
          <button type="button" className="icon-button small" aria-label={words.hide(name)} onClick={onHide}>
            <Close size={14} />
          </button>
        )}
      </header>
      <div className="phone">
        <div className="phone-status" aria-hidden="true">
          <span>{FORMATS.minute.format(now)}</span>
          <Signals />
        </div>
        <div className="phone-bar">
          <Back size={20} />
          <p>
            <strong>{title}</strong>
            {subtitle && <span>{subtitle}</span>}
          </p>
          <Dots size={20} />
        </div>
        <InUse.Provider value={inUse}>{children}</InUse.Provider>
      </div>
    </section>
  );
}
