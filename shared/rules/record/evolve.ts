// What a record is after an event.
import { erasedLogin, NO_NAME } from '../erasure/erasure';
import type { AnyRecord, RecordEventBody } from './state';

export function evolveRecord(
  record: AnyRecord | null,
  id: string,
  event: RecordEventBody & { readonly at?: number },
): AnyRecord {
  if (event.type.endsWith('.created') && 'values' in event) {
    const member = event.type === 'member.created' ? { hasPassword: false, pictureId: null, erasedAt: null } : {};
    return { id, ...event.values, ...member, state: 'active', version: 1 };
  }
  if (record === null) throw new Error(`${event.type} before the record was created`);
  const next = { ...record, version: record.version + 1 };
  if ('change' in event) return { ...next, ...event.change };
  if (event.type === 'member.erased') {
    const nobody = { login: erasedLogin(id), name: NO_NAME, phone: null, departmentId: null, pictureId: null };
    return { ...next, ...nobody, roles: [], hasPassword: false, state: 'retired', erasedAt: event.at ?? null };
  }
  if (event.type === 'member.passwordSet') return { ...next, hasPassword: true };
  return { ...next, state: event.type.endsWith('.retired') ? 'retired' : 'active' };
}
