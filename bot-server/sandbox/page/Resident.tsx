// A resident's phone: WeChat, open at its service notices; what the resident has allowed the product to send.
import { memo, useState } from 'react';
import { Avatar } from './Avatar';
import { Chat } from './Chat';
import { Consents } from './Consents';
import { chatOf, type Device } from './devices';
import { Frame } from './Frame';
import { Mini, Out } from './icons';
import { miniAddress, useBeside, wayIn } from './links';
import type { Message, State } from './model';
import { SubscribeCard } from './SubscribeCard';
import { useWords } from './setting';

type Props = {
  readonly device: Extract<Device, { kind: 'resident' }>;
  readonly state: State;
  readonly now: number;
  readonly onHide: (() => void) | null;
};

export const Resident = memo(function Resident({ device, state, now, onHide }: Props) {
  const words = useWords();
  const { mini, person } = device;
  const [asking, setAsking] = useState(false);
  const beside = useBeside();
  const { appid, org } = mini;
  const wayTo = (page: string) =>
    org === null ? miniAddress(page, beside) : wayIn({ appid, openid: person.openid, org, page });
  const to = beside ? wayTo('') : null;
  const left = Object.values(person.consents).reduce((sum, count) => sum + count, 0);
  return (
    <Frame
      look="wechat"
      label={words.phoneOf(person.name)}
      picture={<Avatar name={person.name} size={36} round />}
      name={person.name}
      role={[words.wechat, person.phone].filter(Boolean).join(' · ')}
      title={words.service}
      now={now}
      onHide={onHide}
    >
      <Chat
        chat={chatOf(state, device)}
        now={now}
        label={`${person.name} · ${words.service}`}
        empty={words.quietResident}
      >
        {(message) => <Notice message={message} name={mini.name} wayTo={wayTo} />}
      </Chat>
      {asking && <Consents mini={mini} person={person} onClose={() => setAsking(false)} />}
      <div className="wechat-bar">
        <button type="button" aria-expanded={asking} onClick={() => setAsking(!asking)}>
          {words.subscribe}
          <span className="count" title={words.consents}>
            {left}
          </span>
        </button>
        {to !== null && (
          <a href={to} target="_blank" rel="noreferrer">
            <Mini size={15} />
            {words.openMini}
            <Out size={13} />
          </a>
        )}
      </div>
    </Frame>
  );
});

type NoticeProps = {
  readonly message: Message;
  readonly name: string;
  readonly wayTo: (page: string) => string | null;
};

function Notice({ message, name, wayTo }: NoticeProps) {
  const words = useWords();
  if (message.recalled) return <p className="aside">{words.recalled(name)}</p>;
  if (message.template !== undefined) return <SubscribeCard template={message.template} name={name} wayTo={wayTo} />;
  return (
    <div className={`row${message.from === 'user' ? ' mine' : ''}`}>
      <div className="said">
        <div className="bubble">{message.text ?? words.unknown(message.type)}</div>
      </div>
    </div>
  );
}
