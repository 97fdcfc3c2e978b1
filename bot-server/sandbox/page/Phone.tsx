// A colleague's phone: WeCom, open at the conversation with the organization's app.
import { memo, useState } from 'react';
import { Avatar } from './Avatar';
import { Chat } from './Chat';
import { Composer } from './Composer';
import { chatOf, type Device, departmentOf } from './devices';
import { Entry } from './Entry';
import { Frame } from './Frame';
import type { CorpApp, State } from './model';
import { useWords } from './setting';

type Props = {
  readonly device: Extract<Device, { kind: 'person' }>;
  readonly state: State;
  readonly now: number;
  readonly onHide: (() => void) | null;
};

export const Phone = memo(function Phone({ device, state, now, onHide }: Props) {
  const words = useWords();
  const { corp, person } = device;
  const [agentId, setAgentId] = useState(corp.apps[0]?.agentId);
  const app = corp.apps.find((one) => one.agentId === agentId) ?? corp.apps[0];
  const department = departmentOf(corp, person);
  return (
    <Frame
      look="wecom"
      label={words.phoneOf(person.name)}
      picture={<Avatar name={person.name} size={36} />}
      name={person.name}
      role={[person.active ? null : words.left, department, person.userid].filter(Boolean).join(' · ')}
      title={app?.name ?? corp.name}
      subtitle={corp.name}
      now={now}
      onHide={onHide}
    >
      {corp.apps.length > 1 && <Apps apps={corp.apps} now={app} onPick={setAgentId} />}
      {!person.active && <p className="banner">{words.left}</p>}
      {app === undefined ? (
        <div className="chat-box">
          <p className="chat-empty">{words.noApp}</p>
        </div>
      ) : (
        <>
          <Chat
            key={app.agentId}
            chat={chatOf(state, device, app)}
            now={now}
            label={`${person.name} · ${app.name}`}
            empty={words.quietPerson}
          >
            {(message) => <Entry message={message} corp={corp} owner={person.userid} app={app} />}
          </Chat>
          <Composer
            corpId={corp.corpId}
            agentId={app.agentId}
            userid={person.userid}
            label={`${words.say} · ${person.name}`}
          />
        </>
      )}
    </Frame>
  );
});

type AppsProps = {
  readonly apps: readonly CorpApp[];
  readonly now: CorpApp | undefined;
  readonly onPick: (agentId: number) => void;
};
function Apps({ apps, now, onPick }: AppsProps) {
  return (
    <div className="apps">
      {apps.map(({ agentId, name }) => (
        <button key={agentId} type="button" aria-pressed={agentId === now?.agentId} onClick={() => onPick(agentId)}>
          {name}
        </button>
      ))}
    </div>
  );
}
