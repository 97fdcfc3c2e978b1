// A site or an asset by its id, for its name. Asked for once; the last known ones stay on the device for the cellar without signal.
import { useEffect, useState } from 'react';
import type { Input, Output } from '../../lib/api';
import { call } from '../../lib/call';
import { shelf } from '../../lib/shelf';

type Kind = 'site' | 'asset';
type RecordOf<K extends Kind> = Output<`${K}.get`>['record'];

const MOST = 30;
const SHELVES = { site: shelf<unknown>('sites', MOST), asset: shelf<unknown>('assets', MOST) };

export function useRecord<K extends Kind>(kind: K, id: Input<`${K}.get`>['id'] | ''): RecordOf<K> | null {
  const [record, setRecord] = useState<RecordOf<K> | null>(null);
  useEffect(() => {
    if (id === '') return setRecord(null);
    let gone = false;
    setRecord(SHELVES[kind].get(id) as RecordOf<K> | null);
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
  SHELVES[kind].put(id, record);
  return record;
}
