// A WeCom group with the product's robot in it: notice cards and mentions, and no way back.
import { memo } from 'react';
import { Avatar } from './Avatar';
import { Chat } from './Chat';
import { chatOf, type Device } from './devices';
import { Entry } from './Entry';
import { Frame } from './Frame';
import type { State } from './model';
import { useWords } from './setting';

const FACES = 4;

type Props = {
  readonly device: Extract<Device, { kind: 'group' }>;
  readonly state: State;
  readonly now: number;
  readonly onHide: (() => void) | null;
};

export const GroupChat = memo(function GroupChat({ device, state, now, onHide }: Props) {
  const words = useWords();
  const { corp, groupKey, name } = device;
  const members = corp.groups.find(({ key }) => key === groupKey)?.members ?? [];
  const names = members.map((userid) => corp.people.find((person) => person.userid === userid)?.name ?? userid);
  return (
    <Frame
      look="group"
      label={words.groupNamed(name)}
      picture={
        <span className="faces" aria-hidden="true">
          {names.slice(0, FACES).map((one) => (
            <Avatar key={one} name={one} size={22} />
          ))}
        </span>
      }
      name={name}
      role={words.members(members.length)}
      title={`${name}（${members.length}）`}
      subtitle={corp.name}
      now={now}
      onHide={onHide}
    >
      <Chat chat={chatOf(state, device)} now={now} label={name} empty={words.quietGroup}>
        {(message) => <Entry message={message} corp={corp} owner={null} app={null} />}
      </Chat>
      <p className="composer-none">{words.groupOnly}</p>
    </Frame>
  );
});
