// One of the people: shown or not; a colleague leaves after being asked about, and comes back.
import { useState } from 'react';
import { Avatar } from './Avatar';
import type { PersonChange } from './api';
import { type Device, departmentOf } from './devices';
import type { Corp } from './model';
import { useWords } from './setting';

/** `said` when it is done; answers whether it was. */
export type Change = (what: PersonChange, said: string) => Promise<boolean>;
type RowProps = {
  readonly device: Device;
  readonly on: boolean;
  readonly onTurn: (id: string) => void;
  readonly onChange: Change;
};
export function PersonRow({ device, on, onTurn, onChange }: RowProps) {
  const words = useWords();
  const [sure, setSure] = useState(false);
  const staff = device.kind === 'person' ? device : null;
  const detail =
    device.kind === 'person'
      ? [departmentOf(device.corp, device.person), device.person.userid].filter(Boolean).join(' · ')
      : device.kind === 'resident'
        ? (device.person.phone ?? device.person.openid)
        : '';
  const leave = (corp: Corp, userid: string) => {
    setSure(false);
    void onChange({ corpId: corp.corpId, userid, change: 'leave' }, words.leftNow(device.name));
  };
  return (
    <li className={staff?.person.active === false ? 'gone' : undefined}>
      <Avatar name={device.name} round={device.kind === 'resident'} />
      <div className="person-words">
        <strong>{device.name}</strong>
        <span>{staff?.person.active === false ? `${words.left} · ${detail}` : detail}</span>
      </div>
      {staff !== null &&
        (staff.person.active ? (
          <button type="button" className="quiet-button" aria-expanded={sure} onClick={() => setSure(!sure)}>
            {words.leave}
          </button>
        ) : (
          <button
            type="button"
            className="quiet-button"
            onClick={() =>
              void onChange(
                {
                  corpId: staff.corp.corpId,
                  userid: staff.person.userid,
                  change: 'join',
                  name: staff.person.name,
                  department: staff.person.department,
                },
                words.joinedNow(staff.name),
              )
            }
          >
            {words.comeBack}
          </button>
        ))}
      <label className="show">
        <input type="checkbox" checked={on} onChange={() => onTurn(device.id)} />
        {words.show}
      </label>
      {sure && staff !== null && (
        <fieldset className="sure" aria-label={words.leave}>
          <p>{words.leaveSure(device.name)}</p>
          <button type="button" className="danger-button" onClick={() => leave(staff.corp, staff.person.userid)}>
            {words.leave}
          </button>
          <button type="button" className="quiet-button" onClick={() => setSure(false)}>
            {words.cancel}
          </button>
        </fieldset>
      )}
    </li>
  );
}
