// Does every value come back equal, from both databases, or else is it refused?
import { LIMITS } from '@paidan/shared/limits';
import { eachDatabase } from '../../test/support/databases';
import { A, aMember, aTicket, memberId, NOW, ticketId } from './samples';
import { event } from './tables/event';
import { member } from './tables/member';
import { outbox } from './tables/outbox';
import { site } from './tables/site';
import { ticket } from './tables/ticket';
import type { Store } from './unit';

const TEXTS: Readonly<Record<string, string>> = {
  empty: '',
  chinese: '三号楼走廊漏水',
  'four bytes': '😀👩‍🔧𠮷',
  'quotes and marks': `'";\\ -- ? %_ \` \${x} {{y}}`,
  'line ends': 'a\r\nb\n\tc',
  'right to left': '\u202eאבג',
  combining: 'e\u0301 vs \u00e9',
  'as long as it gets': '汉'.repeat(LIMITS.title),
  'as long as it gets, beyond the basic plane': '𠮷'.repeat(LIMITS.title / 2),
};

const INSTANTS = [0, 1, 1_795_000_000_000, 8_640_000_000_000_000, Number.MAX_SAFE_INTEGER, -1];
const DOUBLES = [0, -0.000001, 31.230416, 121.473701, -180, 1e-9, 0.1 + 0.2, Number.MAX_VALUE];

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  test.each(Object.entries(TEXTS))('text: %s', async (name, title) => {
    const no = Object.keys(TEXTS).indexOf(name) + 1;
    const id = ticketId(`text ${no}`);
    const values = { note: title, deep: { lat: 1.5, lng: -2, address: title } };
    await store.unit(A, (u) => u.insert(ticket, [aTicket(id, no, { title, values })]));
    expect(await store.read(A).one(ticket, { id })).toEqual(aTicket(id, no, { title, values }));
    expect(await store.read(A).count(ticket, { id, title }, 2)).toBe(1);
  });

  test('text is compared byte by byte', async () => {
    await store.unit(A, (u) =>
      u.insert(member, [aMember('lower', { login: 'li' }), aMember('upper', { login: 'LI' })]),
    );
    const reader = store.read(A);
    expect((await reader.one(member, { login: 'LI' }))?.id).toBe('upper');
    const composed = ['e\u0301', '\u00e9', '😀', '😁'].map((login) => aMember(login, { login }));
    await store.unit(A, (u) => u.insert(member, composed));
    expect(await reader.count(member, { login: '\u00e9' }, 9)).toBe(1);
    expect(await reader.count(member, { login: '😀' }, 9)).toBe(1);
  });

  test('text sorts by code point', async () => {
    const names = ['Z', 'a', 'é', '汉', '￰', '😀'];
    const rows = names.map((name, at) => aMember(`sort${at}`, { name, state: 'retired' }));
    await store.unit(A, (u) => u.insert(member, [...rows].reverse()));
    const found = await store.read(A).find(member, { where: { state: 'retired' }, order: [['name', 'asc']] });
    expect(found.map((row) => row.name)).toEqual(names);
  });

  test.each(INSTANTS)('instant: %d', async (at) => {
    const id = ticketId(`at ${at}`);
    const row = aTicket(id, 1000 + INSTANTS.indexOf(at), { createdAt: at, dueAt: at, acceptedAt: at });
    await store.unit(A, (u) => u.insert(ticket, [row]));
    expect(await store.read(A).one(ticket, { id, dueAt: at })).toEqual(row);
  });

  test.each(DOUBLES)('double: %d', async (lat) => {
    const id = `lat ${lat}`.slice(0, 20) as never;
    const kept = { state: 'active', version: 1, createdAt: NOW, updatedAt: NOW } as const;
    const row = {
      id,
      parentId: null,
      kind: 'room',
      name: 'n',
      code: id,
      path: 'n',
      lat,
      lng: null,
      radius: -5,
      ...kept,
    } as const;
    await store.unit(A, (u) => u.insert(site, [row]));
    expect(await store.read(A).one(site, { id })).toEqual(row);
  });

  test.each([
    ['list', ['a', '', '汉', 1, null, true, { x: [] }]],
    ['null', null],
    ['false', false],
    ['zero', 0],
    ['empty text', ''],
    ['1 MB', 'x😀'.repeat(200_000)],
  ] as const)('json: %s', async (name, data) => {
    const hash = '0'.repeat(64);
    const streamId = `json ${name}`;
    const row = {
      streamId,
      seq: 1,
      kind: 'ticket',
      type: 't',
      at: 1,
      byId: null,
      channel: 'cli',
      requestId: null,
    } as const;
    await store.unit(A, (u) => u.insert(event, [{ ...row, data, prev: hash, hash, feedNo: null }]));
    expect((await store.read(A).one(event, { streamId }))?.data).toEqual(data);
  });

  test('a nullable json column knows nothing from null', async () => {
    const row = {
      streamId: 's',
      seq: 1,
      topic: 't',
      destination: 'd',
      state: 'pending',
      attempts: 0,
      availableAt: 1,
    } as const;
    const rest = { leaseUntil: null, fence: 0, lastError: null, createdAt: 1 };
    await store.unit(A, (u) => u.insert(outbox, [{ id: 'none', ...row, ...rest, payload: null }]));
    expect((await store.read(A).one(outbox, { id: 'none' }))?.payload).toBeNull();
  });

  test.each([
    ['too long', { name: 'x'.repeat(LIMITS.name + 1) }],
    ['too long, beyond the basic plane', { name: '😀'.repeat(LIMITS.name + 1) }],
    ['undefined', { name: undefined }],
    ['null', { name: null }],
    ['a number', { name: 1 }],
    ['a fraction', { version: 1.5 }],
    ['beyond 32 bits', { version: 2 ** 31 }],
    ['not a number', { version: Number.NaN }],
    ['beyond 2^53', { createdAt: 2 ** 53 }],
    ['half a character', { name: '\ud83d' }],
    ['NUL', { name: 'a\0b' }],
    ['an unknown column', { nickname: 'x' }],
    ['another tenant', { tenantId: 'tenant-b' }],
  ])('refused: %s', async (_name, wrong) => {
    const id = memberId('wrong');
    const row = { ...aMember(id), ...(wrong as object) };
    await expect(store.unit(A, (u) => u.insert(member, [row]))).rejects.toThrow();
    await expect(store.unit(A, (u) => u.change(member, { id: memberId('lower') }, wrong as object))).rejects.toThrow();
    expect(await store.read(A).count(member, { id }, 1)).toBe(0);
  });
});
