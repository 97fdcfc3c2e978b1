// Whose phones are on the bench: one press puts a phone there or away; on a small screen, shows it.
import { memo, useEffect, useRef } from 'react';
import { Avatar } from './Avatar';
import type { Device } from './devices';
import { People } from './icons';
import { useWords } from './setting';

/** Beyond these, only who is shown or has something unread stands here; the others are found among everyone. */
const MOST = 24;

type Props = {
  readonly devices: readonly Device[];
  readonly shown: readonly string[];
  readonly unread: Readonly<Record<string, number>>;
  readonly onTurn: (id: string) => void;
  readonly onEveryone: () => void;
};

export const Strip = memo(function Strip({ devices, shown, unread, onTurn, onEveryone }: Props) {
  const words = useWords();
  const near =
    devices.length <= MOST
      ? devices
      : devices.filter((one, at) => at < MOST / 2 || shown.includes(one.id) || unread[one.id]);
  const sections = [
    [words.wecom, near.filter(({ kind }) => kind === 'person')],
    [words.groups, near.filter(({ kind }) => kind === 'group')],
    [words.wechat, near.filter(({ kind }) => kind === 'resident')],
  ] as const;
  return (
    <nav className="strip" aria-label={words.strip}>
      {sections.map(
        ([name, some]) =>
          some.length > 0 && (
            <fieldset key={name} className="strip-part" aria-label={name}>
              <span className="strip-name" aria-hidden="true">
                {name}
              </span>
              {some.map((device) => (
                <Chip
                  key={device.id}
                  device={device}
                  on={shown.includes(device.id)}
                  unread={unread[device.id] ?? 0}
                  onTurn={onTurn}
                />
              ))}
            </fieldset>
          ),
      )}
      {near.length < devices.length && (
        <button type="button" className="quiet-button" onClick={onEveryone}>
          {words.everyone}
        </button>
      )}
    </nav>
  );
});

type ChipProps = {
  readonly device: Device;
  readonly on: boolean;
  readonly unread: number;
  readonly onTurn: (id: string) => void;
};
function Chip({ device, on, unread, onTurn }: ChipProps) {
  const words = useWords();
  const chip = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (on) chip.current?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' });
  }, [on]);
  const gone = device.kind === 'person' && !device.person.active;
  return (
    <button
      ref={chip}
      type="button"
      className={`chip${gone ? ' gone' : ''}`}
      aria-pressed={on}
      onClick={() => onTurn(device.id)}
    >
      {device.kind === 'group' ? (
        <span className="group-mark" aria-hidden="true">
          <People size={13} />
        </span>
      ) : (
        <Avatar name={device.name} size={22} />
      )}
      <span>{device.name}</span>
      {unread > 0 && (
        <span className="badge">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span className="only-read">{words.unread(unread)}</span>
        </span>
      )}
    </button>
  );
}
