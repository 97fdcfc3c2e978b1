// The parts of a template card that are only read.
import { addressOf, pictureAddress, useBeside, webAddress } from './links';
import type { TemplateCard } from './model';
import { useWords } from './setting';

export function Quote({ quote }: { readonly quote: TemplateCard['quote_area'] }) {
  const to = addressOf(quote, useBeside());
  if (!quote?.title && !quote?.quote_text) return null;
  return (
    <blockquote className="card-quote">
      {quote.title && (
        <p className="quote-title">
          {to === null ? (
            quote.title
          ) : (
            <a href={to} target="_blank" rel="noreferrer">
              {quote.title}
            </a>
          )}
        </p>
      )}
      {quote.quote_text && <p>{quote.quote_text}</p>}
    </blockquote>
  );
}

export function Facts({
  facts,
  nameOf,
}: {
  readonly facts: TemplateCard['horizontal_content_list'];
  readonly nameOf: (userid: string) => string;
}) {
  if (facts === undefined || facts.length === 0) return null;
  return (
    <dl className="card-facts">
      {facts.map(({ type, keyname, value, url, userid }) => {
        const to = type === 1 ? webAddress(url) : null;
        const text = type === 3 && userid ? value || nameOf(userid) : value;
        return (
          <div key={`${keyname}${value}`}>
            <dt>{keyname}</dt>
            <dd className={type === 3 ? 'is-person' : undefined}>
              {to === null ? (
                text
              ) : (
                <a href={to} target="_blank" rel="noreferrer">
                  {text}
                </a>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export function Lines({ lines }: { readonly lines: TemplateCard['vertical_content_list'] }) {
  if (lines === undefined || lines.length === 0) return null;
  return (
    <ul className="card-lines">
      {lines.map(({ title, desc }) => (
        <li key={`${title}${desc}`}>
          <strong>{title}</strong>
          {desc && <span>{desc}</span>}
        </li>
      ))}
    </ul>
  );
}

export function Picture({ card }: { readonly card: TemplateCard }) {
  const words = useWords();
  const area = card.image_text_area;
  const url = card.card_image?.url ?? area?.image_url;
  if (url === undefined) return null;
  const shown = pictureAddress(url, location.origin);
  const picture =
    shown === null ? (
      <span className="picture-away">{words.pictureOf(hostOf(url))}</span>
    ) : (
      <img src={shown} alt="" loading="lazy" />
    );
  if (card.card_image) return <div className="card-picture">{picture}</div>;
  return (
    <div className="card-picture beside">
      {picture}
      <p>
        <strong>{area?.title}</strong>
        {area?.desc}
      </p>
    </div>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url, location.href).host;
  } catch {
    return '?';
  }
}
