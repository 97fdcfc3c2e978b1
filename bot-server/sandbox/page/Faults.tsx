// Faults of the platforms, switched on for the next calls: what is on, and a form for one more.
import { type FormEvent, useState } from 'react';
import { api } from './api';
import { APIS, KINDS, type Kind, kindOf } from './faultKinds';
import type { Fault } from './model';
import { Trouble } from './Outcome';
import { useWords } from './setting';

const PLATFORMS = ['wecom', 'wechat', 'dingtalk'] as const;

type Props = { readonly faults: readonly Fault[]; readonly onChanged: () => void };

export function Faults({ faults, onChanged }: Props) {
  const words = useWords();
  const [failed, setFailed] = useState('');
  async function put(some: readonly Fault[]): Promise<void> {
    try {
      for (const fault of some) await api.fault(fault);
      setFailed('');
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
    onChanged();
  }
  const clear = (some: readonly Fault[]) => put(some.map((fault) => ({ ...fault, times: 0 })));
  return (
    <>
      <p className="panel-about">{words.faultsAbout}</p>
      <section aria-label={words.active}>
        <div className="part-head">
          <h3>{words.active}</h3>
          {faults.length > 1 && (
            <button type="button" className="quiet-button" onClick={() => void clear(faults)}>
              {words.clearAll}
            </button>
          )}
        </div>
        {faults.length === 0 ? (
          <p className="none">{words.noFaults}</p>
        ) : (
          <ul className="fault-list">
            {faults.map((fault) => (
              <li key={`${fault.on}${fault.api}${fault.kind}`}>
                <div>
                  <strong>{nameOf(fault, words.kinds)}</strong>
                  <span>
                    {words[fault.on]} · <code>{fault.api === '*' ? words.apiAny : fault.api}</code> ·{' '}
                    {words.remaining(fault.times)}
                  </span>
                </div>
                <button type="button" className="quiet-button" onClick={() => void clear([fault])}>
                  {words.clear}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <NewFault onPut={(fault) => put([fault])} />
      {failed !== '' && <Trouble>{words.failed(failed)}</Trouble>}
    </>
  );
}

const nameOf = ({ kind }: Fault, names: Readonly<Record<Kind, string>>): string => {
  const known = kindOf(kind);
  return known === null || known === 'errcode' ? kind : names[known];
};

function NewFault({ onPut }: { readonly onPut: (fault: Fault) => Promise<void> }) {
  const words = useWords();
  const [on, setOn] = useState<Fault['on']>('wecom');
  const [at, setAt] = useState<string>('message/send');
  const [other, setOther] = useState('');
  const [kind, setKind] = useState<Kind>('http503');
  const [code, setCode] = useState(60011);
  const [times, setTimes] = useState(1);
  const [ms, setMs] = useState(3000);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const path = at === 'other' ? other.trim() : at;
    if (path === '') return;
    void onPut({
      on,
      api: path,
      kind: kind === 'errcode' ? `errcode:${code}` : kind,
      times,
      ...(kind === 'delay' && { ms }),
    });
  }
  return (
    <form className="fields" onSubmit={submit}>
      <label>
        <span>{words.platform}</span>
        <select
          value={on}
          onChange={({ target }) => {
            const chosen = PLATFORMS.find((each) => each === target.value) ?? 'wecom';
            setOn(chosen);
            setAt(APIS[chosen][0]);
          }}
        >
          <option value="wecom">{words.wecom}</option>
          <option value="wechat">{words.wechat}</option>
          <option value="dingtalk">{words.dingtalk}</option>
        </select>
      </label>
      <label>
        <span>{words.apiOf}</span>
        <select value={at} onChange={({ target }) => setAt(target.value)}>
          <option value="*">{words.apiAny}</option>
          {APIS[on].map((one) => (
            <option key={one}>{one}</option>
          ))}
          <option value="other">{words.apiOther}</option>
        </select>
      </label>
      {at === 'other' && (
        <label>
          <span>{words.apiName}</span>
          <input value={other} onChange={({ target }) => setOther(target.value)} required />
        </label>
      )}
      <label>
        <span>{words.fault}</span>
        <select value={kind} onChange={({ target }) => setKind(kindOf(target.value) ?? 'http500')}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </select>
      </label>
      {kind === 'errcode' && <Count name={words.errcode} value={code} least={-1} onChange={setCode} />}
      {kind === 'delay' && <Count name={words.delayMs} value={ms} least={1} onChange={setMs} />}
      <Count name={words.times} value={times} least={1} onChange={setTimes} />
      <button type="submit" className="go-button">
        {words.switchOn}
      </button>
    </form>
  );
}

type CountProps = {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly onChange: (value: number) => void;
};
function Count({ name, value, least, onChange }: CountProps) {
  return (
    <label>
      <span>{name}</span>
      <input
        type="number"
        min={least}
        max={999999}
        step={1}
        required
        value={value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}
