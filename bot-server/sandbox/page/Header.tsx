// The top of the page: whose bench it is, is it joined, the clock, the ways into the product, language and colours.
import { ClockBar, ClockFace } from './ClockBar';
import { Dots, Moon, Out, Sun } from './icons';
import { useBeside } from './links';
import type { Link } from './live';
import { type Theme, useWords } from './setting';

export type Looks = {
  readonly theme: Theme;
  readonly onTheme: () => void;
  readonly onLang: () => void;
};
type Props = Looks & {
  readonly link: Link;
  readonly offset: number | null;
  readonly onMore: () => void;
};

export function Header({ link, offset, onMore, ...looks }: Props) {
  const words = useWords();
  return (
    <header className="top">
      <div className="brand">
        <Mark />
        <div>
          <h1>{words.title}</h1>
          <p className={`link ${link}`} role="status">
            <i aria-hidden="true" />
            {link === 'joined' ? words.about : words[link]}
          </p>
        </div>
      </div>
      {offset !== null && <ClockBar offset={offset} />}
      <div className="top-end">
        <Ways />
        <Look {...looks} />
      </div>
      <button type="button" className="more-button" onClick={onMore} aria-haspopup="dialog">
        {offset !== null && <ClockFace offset={offset} />}
        <Dots size={20} />
        <span className="only-read">{words.more}</span>
      </button>
    </header>
  );
}

/** The product's own doors: only where it stands at the same address. */
export function Ways() {
  const words = useWords();
  if (!useBeside()) return null;
  const ways = [
    ['/', words.door],
    ['/admin/', words.console],
    ['/m/', words.miniapp],
  ] as const;
  return (
    <nav className="ways" aria-label={words.product}>
      {ways.map(([to, name]) => (
        <a key={to} href={to} target="_blank" rel="noreferrer">
          {name}
          <Out size={12} />
          <span className="only-read">{words.opens}</span>
        </a>
      ))}
    </nav>
  );
}

export function Look({ theme, onTheme, onLang }: Looks) {
  const words = useWords();
  const dark = theme === 'dark';
  return (
    <div className="look">
      <button type="button" className="quiet-button" onClick={onLang} lang={words.english === '中文' ? 'zh-CN' : 'en'}>
        {words.english}
      </button>
      <button type="button" className="icon-button" aria-label={dark ? words.light : words.dark} onClick={onTheme}>
        {dark ? <Sun size={17} /> : <Moon size={17} />}
      </button>
    </div>
  );
}

function Mark() {
  return (
    <svg className="mark" width="30" height="30" viewBox="0 0 30 30" aria-hidden="true">
      <rect className="mark-ground" width="30" height="30" rx="8" />
      <path
        d="M8 9.5h14a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-6.5L11 23v-3.5H8A1.5 1.5 0 0 1 6.5 18v-7A1.5 1.5 0 0 1 8 9.5z"
        fill="none"
        stroke="#fff"
        strokeWidth="1.8"
        strokeLinejoin="round"
      />
      <path d="M11 14.8l2.7 2.5 5.3-5" fill="none" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
