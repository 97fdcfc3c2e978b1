// Somebody joins the organization.
import { type FormEvent, useId, useState } from 'react';
import type { Corp } from './model';
import type { Change } from './PersonRow';
import { useWords } from './setting';

export function Newcomer({ corp, onChange }: { readonly corp: Corp; readonly onChange: Change }) {
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
