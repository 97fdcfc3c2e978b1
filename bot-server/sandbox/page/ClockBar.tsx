// The product's domain time: what it is, and the steps that a demonstration needs.
import { useState } from 'react';
import { api } from './api';
import { ahead, FORMATS, HOUR, MINUTE, next, tomorrow } from './clock';
import { Clock } from './icons';
import { useLang, useWords } from './setting';
import { useNow } from './useNow';

export function ClockFace({ offset }: { readonly offset: number }) {
  const words = useWords();
  const lang = useLang();
  const now = useNow(offset);
  const moved = ahead(offset, words.units);
  return (
    <span className={`clock-face${moved === '' ? '' : ' moved'}`}>
      <Clock size={16} />
      <span className="clock-day">{FORMATS[lang].format(now)}</span>
      <b>{FORMATS.second.format(now)}</b>
      <span className="clock-moved">{moved === '' ? words.real : moved}</span>
    </span>
  );
}

export function ClockBar({ offset }: { readonly offset: number }) {
  const words = useWords();
  const [failed, setFailed] = useState(false);
  async function move(to: Parameters<typeof api.clock>[0]): Promise<void> {
    try {
      await api.clock(to);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }
  /** From where time stands when it is pressed, not when it was drawn. */
  const jump = (find: (now: number) => number) => {
    const now = Date.now() + offset;
    return move({ forward: find(now) - now });
  };
  return (
    <fieldset className="clock-bar" aria-label={words.clock}>
      <div className="clock-words">
        <ClockFace offset={offset} />
        <p className={failed ? 'clock-about bad' : 'clock-about'} title={words.clockAbout}>
          {failed ? words.lost : words.clockShort}
        </p>
      </div>
      <div className="steps">
        <button type="button" onClick={() => void move({ forward: 10 * MINUTE })}>
          {words.plus10}
        </button>
        <button type="button" onClick={() => void move({ forward: HOUR })}>
          {words.plus60}
        </button>
        <button type="button" title={words.toQuietAbout} onClick={() => void jump((now) => next(now, 22, 30))}>
          {words.toQuiet}
        </button>
        <button type="button" onClick={() => void jump((now) => tomorrow(now, 8))}>
          {words.toMorning}
        </button>
        <button
          type="button"
          title={words.resetAbout}
          disabled={Math.abs(offset) < 1000}
          onClick={() => void move({ offset: 0 })}
        >
          {words.reset}
        </button>
      </div>
    </fieldset>
  );
}
