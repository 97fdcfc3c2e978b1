// The messages of one chat, oldest first: the newest stays in sight unless somebody has scrolled back.
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { stamp } from './clock';
import { useInUse } from './Frame';
import { Down } from './icons';
import type { Chat as ChatData, Message } from './model';
import { useLang, useWords } from './setting';

const PAUSE = 5 * 60_000;
const NEAR = 48;

type Props = {
  readonly chat: ChatData | undefined;
  readonly now: number;
  readonly label: string;
  readonly empty: string;
  readonly children: (message: Message) => ReactNode;
};

export function Chat({ chat, now, label, empty, children }: Props) {
  const words = useWords();
  const lang = useLang();
  const inUse = useInUse();
  const messages = chat?.messages ?? [];
  const { box, inside, below, toEnd } = useEnd(messages.at(-1)?.id);
  const dropped = chat?.dropped ?? 0;
  return (
    <div className="chat-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
      <div className="chat" ref={box} role="log" aria-label={label} aria-live={inUse ? 'polite' : 'off'} tabIndex={0}>
        <div className="chat-inside" ref={inside}>
          {messages.length === 0 && (
            <div className="chat-empty">
              <strong>{words.quiet}</strong>
              <span>{empty}</span>
            </div>
          )}
          {messages.map((message, at) => (
            <div key={message.id} className="entry">
              {message.at - (messages[at - 1]?.at ?? 0) > PAUSE && (
                <time className="when">{stamp(message.at, now, lang)}</time>
              )}
              {children(message)}
            </div>
          ))}
          {dropped > 0 && <p className="aside warn">{words.dropped(dropped)}</p>}
        </div>
      </div>
      {below && (
        <button type="button" className="to-end" onClick={toEnd}>
          {words.jump}
          <Down size={14} />
        </button>
      )}
    </div>
  );
}

function useEnd(last: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    setBelow(false);
  }, []);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onScroll = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      if (atEnd.current) setBelow(false);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);

  // A card that grows by its outcome, or a window that shrinks, must not hide the end.
  useEffect(() => {
    if (typeof ResizeObserver === 'undefined' || box.current === null || inside.current === null) return;
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(inside.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [toEnd]);

  useLayoutEffect(() => {
    if (last === undefined) return;
    if (atEnd.current) toEnd();
    else setBelow(true);
  }, [last, toEnd]);

  return { box, inside, below, toEnd };
}
