// One message of a WeCom chat: a card, a bubble, or the grey line that a recall leaves.
import { memo } from 'react';
import { Avatar } from './Avatar';
import { Bell, Robot } from './icons';
import { webAddress } from './links';
import { Markdown, Mention, plainText } from './Markdown';
import { type Corp, type CorpApp, cardOf, type Message } from './model';
import { Outcome, Trouble } from './Outcome';
import { useWords } from './setting';
import { usePress } from './usePress';
import { WecomCard } from './WecomCard';

type Props = {
  readonly message: Message;
  readonly corp: Corp;
  /** Whose phone it is; null in a group. */
  readonly owner: string | null;
  readonly app: CorpApp | null;
};

export const Entry = memo(function Entry({ message, corp, owner, app }: Props) {
  const words = useWords();
  const nameOf = (userid: string) => nameIn(corp, userid);
  const sender = app === null ? words.robot : app.name;
  if (message.recalled) return <p className="aside">{words.recalled(sender)}</p>;
  const mine = message.from === 'user';
  return (
    <div className={`row${mine ? ' mine' : ''}`}>
      {mine ? (
        <Avatar name={nameOf(owner ?? '')} />
      ) : (
        <span className={`app-mark${app === null ? ' robot' : ''}`} aria-hidden="true">
          {app === null ? <Robot size={18} /> : <Bell size={17} />}
        </span>
      )}
      <div className="said">
        {app === null && !mine && (
          <p className="sender">
            {sender}
            <span className="tag">{words.robotBadge}</span>
          </p>
        )}
        <Content message={message} corp={corp} owner={owner} app={app} nameOf={nameOf} />
      </div>
    </div>
  );
});

function Content({ message, nameOf, ...where }: Props & { readonly nameOf: (userid: string) => string }) {
  const words = useWords();
  if (cardOf(message) !== undefined) return <PressedCard message={message} nameOf={nameOf} {...where} />;
  if (message.link !== undefined) return <LinkCard link={message.link} />;
  if (message.type === 'markdown')
    return (
      <div className="bubble">
        <Markdown text={message.text ?? ''} nameOf={nameOf} />
      </div>
    );
  if (message.text === undefined) return <div className="bubble faint">{words.unknown(message.type)}</div>;
  return (
    <div className="bubble">
      {plainText(message.text)}
      {message.mentions?.map((who) => (
        <span key={who}>
          {' '}
          <Mention who={who} nameOf={nameOf} />
        </span>
      ))}
    </div>
  );
}

function PressedCard({ message, owner, app, corp, nameOf }: Props & { readonly nameOf: (userid: string) => string }) {
  const words = useWords();
  const { attempt, press } = usePress();
  const card = cardOf(message);
  if (card === undefined) return null;
  const where = owner === null || app === null ? null : { corpId: corp.corpId, agentId: app.agentId, userid: owner };
  const waiting = message.pressed?.outcome === 'waiting' ? message.pressed.key : null;
  const sending = attempt?.phase === 'sending' ? attempt.key : waiting;
  const before = message.pressed;
  return (
    <>
      <WecomCard
        card={card}
        sending={sending}
        nameOf={nameOf}
        {...(where !== null && {
          onPress: (key: string, selected: Parameters<typeof press>[0]['selected'] & object) =>
            void press({ ...where, msgid: message.msgid, key, ...(selected.length > 0 && { selected }) }),
        })}
      />
      {(message.mentions?.length ?? 0) > 0 && (
        <p className="card-mentions">
          {message.mentions?.map((who) => (
            <Mention key={who} who={who} nameOf={nameOf} />
          ))}
        </p>
      )}
      {attempt?.phase === 'failed' && <Trouble>{words.failed(attempt.why)}</Trouble>}
      {attempt?.phase === 'done' && <Outcome came={attempt.delivery} />}
      {attempt === null && before && before.outcome !== 'waiting' && <Outcome came={{ outcome: before.outcome }} />}
    </>
  );
}

function LinkCard({ link }: { readonly link: NonNullable<Message['link']> }) {
  const words = useWords();
  const to = webAddress(link.url);
  return (
    <article className={`card${to === null ? '' : ' leads'}`} aria-label={link.title}>
      <h3 className="card-title">
        {to === null ? (
          link.title
        ) : (
          <a className="card-lead" href={to} target="_blank" rel="noreferrer">
            {link.title}
            <span className="only-read">{words.opens}</span>
          </a>
        )}
      </h3>
      <p className="card-desc">{link.description}</p>
      <p className="card-more">{link.button}</p>
    </article>
  );
}

const nameIn = (corp: Corp, userid: string): string =>
  corp.people.find((person) => person.userid.toLowerCase() === userid.toLowerCase())?.name ?? userid;
