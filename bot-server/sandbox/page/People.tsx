// Everybody: whose phone is shown, who leaves, comes back or joins. What changes here changes the directory.
import { useState } from 'react';
import { api } from './api';
import { DingPeople } from './DingPeople';
import { type Device, departmentOf } from './devices';
import type { Corp, Ding } from './model';
import { Newcomer } from './Newcomer';
import { outcomeWords, Trouble } from './Outcome';
import { type Change, PersonRow } from './PersonRow';
import { useWords } from './setting';

/** More than these are found by their name. */
const MOST = 100;

type Props = {
  readonly devices: readonly Device[];
  readonly corps: readonly Corp[];
  readonly dings: readonly Ding[];
  readonly shown: readonly string[];
  readonly onTurn: (id: string) => void;
};

export function People({ devices, corps, dings, shown, onTurn }: Props) {
  const words = useWords();
  const [find, setFind] = useState('');
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState('');
  const change: Change = async (what, done) => {
    try {
      setFailed('');
      const { all } = await api.people(what);
      setSaid(done);
      // The directory has changed all the same.
      setFailed(all.map((told) => outcomeWords(words, told) ?? '').find((word) => word !== '') ?? '');
      return true;
    } catch (error) {
      setFailed(words.failed(error instanceof Error ? error.message : String(error)));
      return false;
    }
  };
  const found = devices.filter(
    (device) => device.kind !== 'group' && wordsOf(device).includes(find.trim().toLowerCase()),
  );
  const of = (kind: Device['kind']) => found.filter((device) => device.kind === kind);
  const [staff, residents] = [of('person').slice(0, MOST), of('resident').slice(0, MOST)];
  const rest = found.length - staff.length - residents.length;
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
      {failed !== '' && <Trouble>{failed}</Trouble>}
      {corps.map((corp) => (
        <section key={corp.corpId} aria-label={corp.name}>
          <div className="part-head">
            <h3>{corp.name}</h3>
            <Callbacks corp={corp} />
          </div>
          <ul className="people">
            {staff.map(
              (device) =>
                device.kind === 'person' &&
                device.corp.corpId === corp.corpId && (
                  <PersonRow
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
      {rest > 0 && <p className="none">{words.others(rest)}</p>}
      {residents.length > 0 && (
        <section aria-label={words.residents}>
          <div className="part-head">
            <h3>{words.residents}</h3>
          </div>
          <ul className="people">
            {residents.map((device) => (
              <PersonRow
                key={device.id}
                device={device}
                on={shown.includes(device.id)}
                onTurn={onTurn}
                onChange={change}
              />
            ))}
          </ul>
        </section>
      )}
      {dings.map((ding) => (
        <DingPeople key={ding.corpId} ding={ding} find={find.trim().toLowerCase()} />
      ))}
    </>
  );
}

const wordsOf = (device: Device): string =>
  `${device.name} ${device.kind === 'person' ? `${device.person.userid} ${departmentOf(device.corp, device.person)}` : device.kind === 'resident' ? (device.person.phone ?? '') : ''}`.toLowerCase();

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
