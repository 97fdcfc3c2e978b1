// WeCom's markdown (90236): headings, bold, links, inline code, quotes, three font colours, and a group's mentions. Everything else
// is text; nothing of it ever becomes HTML.
import { Fragment, type ReactNode } from 'react';
import { webAddress } from './links';
import { useWords } from './setting';

type Names = (userid: string) => string;

export function Markdown({ text, nameOf }: { readonly text: string; readonly nameOf: Names }) {
  return (
    <div className="markdown">
      {text.split(/\r?\n/).map((line, at) => {
        const heading = /^(#{1,6})\s+(.*)$/.exec(line);
        const quote = /^>\s?(.*)$/.exec(line);
        if (heading)
          return (
            <p key={at} className={`md-head md-head${heading[1]?.length}`}>
              {inline(heading[2] ?? '', nameOf)}
            </p>
          );
        if (quote) return <blockquote key={at}>{inline(quote[1] ?? '', nameOf)}</blockquote>;
        return line.trim() === '' ? <br key={at} /> : <p key={at}>{inline(line, nameOf)}</p>;
      })}
    </div>
  );
}

const PIECE =
  /\*\*(?<bold>[^*]+)\*\*|\[(?<label>[^\]]*)\]\((?<url>[^)\s]+)\)|`(?<code>[^`]+)`|<font color="(?<tone>info|comment|warning)">(?<said>.*?)<\/font>|<@(?<who>[^>\s]+)>/;

/** One piece after the other; each is looked into again, for bold inside a colour. */
export function inline(text: string, nameOf: Names): ReactNode {
  const found = PIECE.exec(text);
  if (found === null) return text;
  const rest = text.slice(found.index + found[0].length);
  return (
    <Fragment>
      {text.slice(0, found.index)}
      {piece(found.groups ?? {}, nameOf)}
      {inline(rest, nameOf)}
    </Fragment>
  );
}

function piece(
  { bold, label, url, code, tone, said, who }: Readonly<Record<string, string | undefined>>,
  nameOf: Names,
) {
  if (bold !== undefined) return <strong>{inline(bold, nameOf)}</strong>;
  if (code !== undefined) return <code>{code}</code>;
  if (tone !== undefined) return <span className={`md-${tone}`}>{inline(said ?? '', nameOf)}</span>;
  if (who !== undefined) return <Mention who={who} nameOf={nameOf} />;
  const to = webAddress(url);
  return to === null ? (
    label
  ) : (
    <a href={to} target="_blank" rel="noreferrer">
      {label}
    </a>
  );
}

export function Mention({ who, nameOf }: { readonly who: string; readonly nameOf: Names }) {
  const words = useWords();
  return <span className="mention">@{who === '@all' || who === 'all' ? words.all : nameOf(who)}</span>;
}

/** Text messages know line breaks and `<a href>` only. */
export function plainText(text: string): ReactNode {
  const found = /<a href="([^"]+)">(.*?)<\/a>/.exec(text);
  if (found === null) return text;
  const to = webAddress(found[1]);
  return (
    <Fragment>
      {text.slice(0, found.index)}
      {to === null ? (
        found[2]
      ) : (
        <a href={to} target="_blank" rel="noreferrer">
          {found[2]}
        </a>
      )}
      {plainText(text.slice(found.index + found[0].length))}
    </Fragment>
  );
}
