// One call: when, which way, what, how it ended; opened, its request and reply in clear or as they went over the wire.
import { memo, useState } from 'react';
import { FORMATS } from './clock';
import { Check, Copy, Next } from './icons';
import type { Call } from './model';
import { errcodeOf, gistOf, isBad, pretty } from './pretty';
import { Segments } from './Segments';
import { useWords } from './setting';

export const LogRow = memo(function LogRow({ call }: { readonly call: Call }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const code = errcodeOf(call);
  const way = call.way === 'in' ? words.wayIn : words.wayOut;
  return (
    <li className={`call ${call.way}${isBad(call) ? ' bad' : ''}`}>
      <button type="button" className="call-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Next size={13} />
        <time>{FORMATS.second.format(call.at)}</time>
        <span className="way">{way}</span>
        <span className="who">{call.who}</span>
        <span className="api">
          <code>{call.api}</code>
          <span className="gist">{gistOf(call)}</span>
        </span>
        <span className="status">
          {call.status === 0 ? words.noAnswer : call.status}
          {code !== 0 && ` · ${code}`}
        </span>
        <span className="ms">{Math.round(call.ms)} ms</span>
      </button>
      {open && <Opened call={call} />}
    </li>
  );
});

function Opened({ call }: { readonly call: Call }) {
  const words = useWords();
  const [form, setForm] = useState<'plain' | 'wire'>('plain');
  return (
    <div className="call-open">
      <Segments
        name={`${words.plain} / ${words.wire}`}
        options={[
          ['plain', words.plain],
          ['wire', words.wire],
        ]}
        now={form}
        onPick={setForm}
      />
      <div className="call-sides">
        <Text name={words.request} text={pretty(call[form].request)} />
        <Text name={words.response} text={pretty(call[form].response)} />
      </div>
    </div>
  );
}

function Text({ name, text }: { readonly name: string; readonly text: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    setCopied(await copyText(text));
    window.setTimeout(() => setCopied(false), 1500);
  }
  return (
    <figure className="call-text">
      <figcaption>
        {name}
        {text !== '' && (
          <button
            type="button"
            className="quiet-button"
            aria-label={`${words.copy} ${name}`}
            onClick={() => void copy()}
          >
            {copied ? <Check size={13} /> : <Copy size={13} />}
            {copied ? words.copied : words.copy}
          </button>
        )}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
      <pre tabIndex={0}>{text === '' ? words.empty : text}</pre>
    </figure>
  );
}

/** The clipboard of pages that are not served safely is an old one. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
