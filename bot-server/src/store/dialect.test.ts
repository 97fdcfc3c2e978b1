// What MySQL and MariaDB say when something is wrong with the machine under them, as mysql2 passes it on.
import { faultOf, isFull, isUnavailable } from './dialect';

const said = (code: string, message: string) =>
  faultOf(Object.assign(new Error(message), { code }), 'insert into ticket …');

test.each([
  ['ER_RECORD_FILE_FULL', "The table 'event' is full"],
  ['ER_DISK_FULL', 'Disk full (/var/lib/mysql); waiting for someone to free some space... (errno: 28)'],
  ['ER_GET_ERRNO', 'Got error 28 "No space left on device" from storage engine InnoDB'],
  ['ER_ERROR_ON_WRITE', 'Error writing file \'/tmp/MLfd=32\' (Errcode: 28 "No space left on device")'],
  ['ER_ERROR_DURING_COMMIT', 'Got error 28 "No space left on device" during COMMIT'],
  ['ER_CANT_CREATE_FILE', "Can't create file '/tmp/#sql-temptable-1.MAI' (errno: 122 \"Disk quota exceeded\")"],
])('%s: %s: no room', (code, message) => {
  const fault = said(code, message);
  expect([isFull(fault), isUnavailable(fault)]).toEqual([true, false]);
  // What was bound stands in the driver's message, and nowhere else.
  expect(fault.message).not.toContain(message);
});

test.each([
  ['ER_GET_ERRNO', 'Got error 128 "Operation not permitted" from storage engine InnoDB'],
  ['ER_ERROR_ON_WRITE', 'Error writing file \'x\' (Errcode: 5 "Input/output error")'],
  ['ER_DUP_ENTRY', "Duplicate entry 'error 28' for key 'PRIMARY'"],
])('%s: %s: something else', (code, message) => {
  expect(isFull(said(code, message))).toBe(false);
});

test.each([
  'ER_OUT_OF_RESOURCES',
  'ER_OUTOFMEMORY',
  'ER_CANT_CREATE_THREAD',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_LOCK_TABLE_FULL',
  'ER_TOO_MANY_CONCURRENT_TRXS',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
  'ER_SERVER_SHUTDOWN',
])('%s: not now', (code) => expect(isUnavailable(said(code, 'x'))).toBe(true));

test('a statement that is wrong is wrong at any time', () => {
  for (const code of ['ER_PARSE_ERROR', 'ER_BAD_FIELD_ERROR', 'ER_DATA_TOO_LONG', 'ER_ACCESS_DENIED_ERROR']) {
    expect(isUnavailable(said(code, 'x'))).toBe(false);
  }
});
