// Where words are typed to an app, with those that are said most often at hand.
import { type FormEvent, useRef, useState } from 'react';
import { api } from './api';
import { Keyboard } from './icons';
import { type Came, Outcome, Trouble } from './Outcome';
import { Spinner } from './Spinner';
import { useWords } from './setting';

type Props = { readonly corpId: string; readonly agentId: number; readonly userid: string; readonly label: string };

export function Composer({ corpId, agentId, userid, label }: Props) {
  const words = useWords();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [came, setCame] = useState<Came | { readonly failed: string } | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function send(said: string): Promise<void> {
    if (said.trim() === '' || busy) return;
    setBusy(true);
    setCame(null);
    setText('');
    try {
      setCame(await api.say({ corpId, agentId, userid, text: said.trim() }));
    } catch (error) {
      setText(said);
      setCame({ failed: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  }
  /** A word that wants a number after it is put in the field; a whole sentence is sent. */
  function quick(word: string): void {
    if (!word.endsWith(' ')) return void send(word);
    setText(word);
    field.current?.focus();
  }

  return (
    <div className="composer">
      {came !== null && ('failed' in came ? <Trouble>{words.failed(came.failed)}</Trouble> : <Outcome came={came} />)}
      {busy && (
        <p className="composer-busy" role="status">
          <Spinner label={words.sending} />
        </p>
      )}
      <fieldset className="quick">
        <legend className="only-read">{words.quick}</legend>
        {words.quickWords.map((word) => (
          <button key={word} type="button" onClick={() => quick(word)}>
            {word.trim()}
          </button>
        ))}
      </fieldset>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void send(text);
        }}
      >
        <Keyboard size={22} />
        <input
          ref={field}
          value={text}
          onChange={({ target }) => setText(target.value)}
          aria-label={label}
          placeholder={words.saySample}
          autoComplete="off"
          enterKeyHint="send"
          maxLength={2048}
        />
        <button type="submit" disabled={text.trim() === ''}>
          {words.send}
        </button>
      </form>
    </div>
  );
}
