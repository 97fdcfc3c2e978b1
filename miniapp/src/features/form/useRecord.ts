// A site or an asset by its id, for its name. Asked for once; the last known ones stay on the device for the cellar without signal.
import { useEffect, useState } from 'react';
import type { Input, Output } from '../../lib/api';
import { call } from '../../lib/call';
import { host } from '../../lib/host/index';
import { currentSession } from '../../lib/session';

type Kind = 'site' | 'asset';
type RecordOf<K extends Kind> = Output<`${K}.get`>['record'];

export function useRecord<K extends Kind>(kind: K, id: Input<`${K}.get`>['id'] | ''): RecordOf<K> | null {
  const [record, setRecord] = useState<RecordOf<K> | null>(null);
  useEffect(() => {
    if (id === '') return setRecord(null);
    let gone = false;
    const kept = recall<RecordOf<K>>(kind, id);
    setRecord(kept);
    void getRecord(kind, id).then((answer) => {
      if (!gone && answer) setRecord(answer);
    });
    return () => {
      gone = true;
    };
  }, [kind, id]);
  return record;
}

/** Null: there is none, or no signal. */
export async function getRecord<K extends Kind>(kind: K, id: Input<`${K}.get`>['id']): Promise<RecordOf<K> | null> {
  const answer = await call(`${kind}.get`, { id } as Input<`${K}.get`>);
  if (!answer.ok) return null;
  const { record } = answer.value as { record: RecordOf<K> };
  remember(kind, id, record);
  return record;
}

/** The newest so many of each kind. */
const MOST = 30;

type Shelf = readonly (readonly [id: string, record: unknown])[];

const keyOf = (kind: Kind): string => `${kind}s.${currentSession()?.member.id ?? ''}`;

function shelf(kind: Kind): Shelf {
  const kept = host.storage.get(keyOf(kind));
  return Array.isArray(kept) ? (kept as Shelf) : [];
}

function recall<T>(kind: Kind, id: string): T | null {
  return (shelf(kind).find(([known]) => known === id)?.[1] as T | undefined) ?? null;
}

function remember(kind: Kind, id: string, record: unknown): void {
  const others = shelf(kind).filter(([known]) => known !== id);
  host.storage.set(keyOf(kind), [[id, record], ...others].slice(0, MOST));
}
