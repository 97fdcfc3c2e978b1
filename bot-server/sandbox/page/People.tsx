// Everybody: whose phone is shown, who leaves, comes back or joins. What changes here changes the directory.
import { type FormEvent, useId, useState } from 'react';
import { Avatar } from './Avatar';
import { api, type PersonChange } from './api';
import { type Device, departmentOf } from './devices';
import type { Corp } from './model';
import { Trouble } from './Outcome';
import { useWords } from './setting';

type Props = {
  readonly devices: readonly Device[];
  readonly corps: readonly Corp[];
  readonly shown: readonly string[];
  readonly onTurn: (id: string) => void;
};

export function People({ devices, corps, shown, onTurn }: Props) {
  const words = useWords();
  const [find, setFind] = useState('');
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState('');
  async function change(what: PersonChange, words: string): Promise<boolean> {
    try {
      await api.people(what);
      setFailed('');
      setSaid(words);
      return true;
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
  const found = devices.filter(
    (device) => device.kind !== 'group' && wordsOf(device).includes(find.trim().toLowerCase()),
  );
  const residents = found.filter(({ kind }) => kind === 'resident');
  return (
    <>
      <p className="panel-about">{words.peopleAbout}</p>
      <input
        className="find"
        type="search"
        value={find}
        aria-label={words.find}
        placeholder={words.find}
        onChange={({ target }) => setFind(target.value)}
      />
      <p className="said-now" role="status">
        {said}
      </p>
      {failed !== '' && <Trouble>{words.failed(failed)}</Trouble>}
      {corps.map((corp) => (
        <section key={corp.corpId} aria-label={corp.name}>
          <div className="part-head">
            <h3>{corp.name}</h3>
            <Callbacks corp={corp} />
          </div>
          <ul className="people">
            {found.map(
              (device) =>
                device.kind === 'person' &&
                device.corp.corpId === corp.corpId && (
                  <Row
                    key={device.id}
                    device={device}
                    on={shown.includes(device.id)}
                    onTurn={onTurn}
                    onChange={change}
                  />
                ),
            )}
          </ul>
          {find === '' && <Newcomer corp={corp} onChange={change} />}
        </section>
      ))}
      {residents.length > 0 && (
        <section aria-label={words.residents}>
          <div className="part-head">
            <h3>{words.residents}</h3>
          </div>
          <ul className="people">
            {residents.map((device) => (
              <Row key={device.id} device={device} on={shown.includes(device.id)} onTurn={onTurn} onChange={change} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const wordsOf = (device: Device): string =>
  `${device.name} ${device.kind === 'person' ? `${device.person.userid} ${departmentOf(device.corp, device.person)}` : device.kind === 'resident' ? (device.person.phone ?? '') : ''}`.toLowerCase();

type Change = (what: PersonChange, words: string) => Promise<boolean>;
type RowProps = {
  readonly device: Device;
  readonly on: boolean;
  readonly onTurn: (id: string) => void;
  readonly onChange: Change;
};
function Row({ device, on, onTurn, onChange }: RowProps) {
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

function Newcomer({ corp, onChange }: { readonly corp: Corp; readonly onChange: Change }) {
  const words = useWords();
  const id = useId();
  const departments = corp.departments.filter(({ parentid }) => parentid !== 0);
  const [name, setName] = useState('');
  const [userid, setUserid] = useState('');
  const [department, setDepartment] = useState(departments[0]?.id ?? 1);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await onChange(
      { corpId: corp.corpId, userid, change: 'join', name, department: [department] },
      words.joinedNow(name),
    );
    if (!done) return;
    setName('');
    setUserid('');
  }
  return (
    <details className="newcomer">
      <summary>{words.newPerson}</summary>
      <form className="fields" onSubmit={(event) => void submit(event)}>
        <label htmlFor={`${id}n`}>
          <span>{words.name}</span>
          <input id={`${id}n`} value={name} required maxLength={32} onChange={({ target }) => setName(target.value)} />
        </label>
        <label htmlFor={`${id}u`}>
          <span>{words.account}</span>
          <input
            id={`${id}u`}
            value={userid}
            required
            maxLength={64}
            pattern="[A-Za-z0-9_.@\-]+"
            onChange={({ target }) => setUserid(target.value)}
          />
        </label>
        {departments.length > 0 && (
          <label htmlFor={`${id}d`}>
            <span>{words.department}</span>
            <select id={`${id}d`} value={department} onChange={({ target }) => setDepartment(Number(target.value))}>
              {departments.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="submit" className="go-button">
          {words.add}
        </button>
      </form>
    </details>
  );
}

function Callbacks({ corp }: { readonly corp: Corp }) {
  const words = useWords();
  return corp.apps.map(({ agentId, name, callback }) => (
    <span
      key={agentId}
      className={`state ${callback?.verified ? 'good' : 'poor'}`}
      title={callback?.error ?? callback?.url ?? words.callbackNone}
    >
      {name} · {callback === null ? words.callbackNone : callback.verified ? words.callbackOk : words.callbackBad}
    </span>
  ));
}
