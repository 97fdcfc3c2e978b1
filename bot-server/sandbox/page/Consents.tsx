// WeChat's own question to a resident: may this mini-program send these notices? One yes is one notice.
import { useEffect, useRef, useState } from 'react';
import { api } from './api';
import type { Mini, MiniPerson } from './model';
import { Trouble } from './Outcome';
import { useWords } from './setting';

/** WeChat asks for at most five templates at once. */
const MOST = 5;

type Props = { readonly mini: Mini; readonly person: MiniPerson; readonly onClose: () => void };

export function Consents({ mini, person, onClose }: Props) {
  const words = useWords();
  const [ticked, setTicked] = useState(() => new Set(mini.templates.slice(0, MOST).map(({ id }) => id)));
  const [failed, setFailed] = useState('');
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.focus(), []);

  const turn = (id: string, on: boolean) =>
    setTicked((old) => new Set([...[...old].filter((one) => one !== id), ...(on ? [id] : [])]));
  async function allow(): Promise<void> {
    try {
      await api.consent(mini.appid, person.openid, [...ticked]);
      onClose();
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <div
      className="sheet"
      role="dialog"
      aria-label={words.asks(mini.name)}
      tabIndex={-1}
      ref={sheet}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h3>{words.asks(mini.name)}</h3>
      <p>{words.consentsAbout}</p>
      <ul>
        {mini.templates.map(({ id, title }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={ticked.has(id)} onChange={({ target }) => turn(id, target.checked)} />
              {title}
            </label>
            <span>{words.consentsLeft(person.consents[id] ?? 0)}</span>
          </li>
        ))}
      </ul>
      {failed !== '' && <Trouble>{words.failed(failed)}</Trouble>}
      <div className="sheet-buttons">
        <button type="button" onClick={onClose}>
          {words.refuse}
        </button>
        <button type="button" className="go" disabled={ticked.size === 0} onClick={() => void allow()}>
          {words.allow}
        </button>
      </div>
    </div>
  );
}
