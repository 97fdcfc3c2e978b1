// The traffic between product and platform, newest first: to filter, to hold still, to open.
import { useState } from 'react';
import { Close, Pause, Play } from './icons';
import { LogRow } from './LogRow';
import { type Filter, passes } from './pretty';
import { Segments } from './Segments';
import { useWords } from './setting';
import { useLog } from './useLog';

const WAYS = ['all', 'in', 'out'] as const;

type Props = { readonly version: number; readonly onClose: () => void };

export function LogDrawer({ version, onClose }: Props) {
  const words = useWords();
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState<Filter>({ text: '', way: 'all', bad: false });
  const { calls, empty } = useLog(version, paused);
  const found = calls.filter((call) => passes(call, filter)).reverse();
  return (
    <section className="log" aria-label={words.log} onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <header className="log-head">
        <h2>{words.log}</h2>
        <span className="log-count">{found.length}</span>
        <input
          type="search"
          value={filter.text}
          aria-label={words.filter}
          placeholder={words.filter}
          onChange={({ target }) => setFilter({ ...filter, text: target.value })}
        />
        <Segments
          name={words.filter}
          options={WAYS.map((way) => [way, words.ways[way]] as const)}
          now={filter.way}
          onPick={(way) => setFilter({ ...filter, way })}
        />
        <label className="show">
          <input type="checkbox" checked={filter.bad} onChange={() => setFilter({ ...filter, bad: !filter.bad })} />
          {words.onlyBad}
        </label>
        <span className="log-gap" />
        <button type="button" className="quiet-button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? <Play size={13} /> : <Pause size={13} />}
          {paused ? words.resume : words.pause}
        </button>
        <button type="button" className="quiet-button" onClick={empty}>
          {words.clearLog}
        </button>
        <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
          <Close size={18} />
        </button>
      </header>
      {found.length === 0 ? (
        <p className="none">{calls.length === 0 ? words.noCalls : words.noMatch}</p>
      ) : (
        <ol className="log-list">
          {found.map((call) => (
            <LogRow key={call.id} call={call} />
          ))}
        </ol>
      )}
    </section>
  );
}
