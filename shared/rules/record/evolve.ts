// What a record is after an event.
import type { AnyRecord, RecordEventBody } from './state';

export function evolveRecord(record: AnyRecord | null, id: string, event: RecordEventBody): AnyRecord {
  if (event.type.endsWith('.created') && 'values' in event) {
    const member = event.type === 'member.created' ? { hasPassword: false, pictureId: null } : {};
    return { id, ...event.values, ...member, state: 'active', version: 1 };
  }
  if (record === null) throw new Error(`${event.type} before the record was created`);
  const next = { ...record, version: record.version + 1 };
  if ('change' in event) return { ...next, ...event.change };
  if (event.type === 'member.passwordSet') return { ...next, hasPassword: true };
  return { ...next, state: event.type.endsWith('.retired') ? 'retired' : 'active' };
}
