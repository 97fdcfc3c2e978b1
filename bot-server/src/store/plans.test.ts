// Does SQLite find its way? It has no statistics of ours but those that the first migration wrote down.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from './columns';
import { DIALECTS } from './dialect';
import { SqliteDatabase } from './driver';
import { openStore } from './open';
import { A } from './samples';
import { count, select } from './table';
import { delivery } from './tables/delivery';
import { event } from './tables/event';
import { outbox } from './tables/outbox';
import { ticket } from './tables/ticket';
import { ticketGram } from './tables/ticketGram';
import { timer } from './tables/timer';
import { workItem } from './tables/workItem';

let folder: string;
let db: SqliteDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidan-test-'));
  const file = join(folder, 'paidan.db');
  await (await openStore({ kind: 'sqlite', file })).close();
  db = new SqliteDatabase(file);
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Plan = Parameters<typeof select>[3];
const newest = { order: [['id', 'desc']], limit: 51, columns: ['id'] } as const;
const handled = { table: workItem, on: { ticketId: 'id' }, where: { handlerId: 'm' } };
const phases = ['new', 'open', 'active', 'waiting'];
const CASES: readonly (readonly [string, Table, Plan, readonly string[]])[] = [
  ['newest', ticket, { where: {}, ...newest }, ['autoindex_ticket_1 (tenantId=?)']],
  ['by phase', ticket, { where: { phase: 'active' }, ...newest }, ['ix_ticket_phase_id (tenantId=? AND phase=?)']],
  ['open ones', ticket, { where: { phase: { in: phases } }, ...newest }, ['ix_ticket_phase']],
  ['a reporter’s', ticket, { where: { requesterId: 'm' }, ...newest }, ['ix_ticket_requesterId_id']],
  ['an asset’s', ticket, { where: { assetId: 'a', phase: { in: phases } }, ...newest }, ['ix_ticket_assetId_id']],
  ['a site’s', ticket, { where: { siteId: 's' }, ...newest }, ['ix_ticket_siteId_id']],
  [
    'in someone’s hands',
    ticket,
    { where: { assigneeId: 'm', phase: 'active' }, ...newest },
    ['ix_ticket_assigneeId_phase_id'],
  ],
  [
    'tried row by row',
    ticket,
    { where: { any: [{ requesterId: 'm' }, { exists: handled }] }, ...newest },
    ['SEARCH x1 USING PRIMARY KEY (tenantId=? AND ticketId=?)'],
  ],
  [
    'few',
    ticket,
    { where: { any: [{ requesterId: 'm' }, { exists: { ...handled, few: true } }] }, ...newest },
    ['ix_ticket_requesterId_id', 'ix_work_item_handlerId'],
  ],
  [
    'to do',
    workItem,
    {
      where: { handlerId: 'm', state: 'open' },
      order: [
        ['dueAt', 'asc'],
        ['ticketId', 'asc'],
      ],
    },
    ['ix_work_item_handlerId_state_dueAt_ticketId (tenantId=? AND handlerId=? AND state=?)'],
  ],
  [
    'a ticket’s work',
    workItem,
    { where: { ticketId: 't', no: { in: [1, 2] } } },
    ['PRIMARY KEY (tenantId=? AND ticketId=? AND no=?)'],
  ],
  [
    'timeline',
    event,
    { where: { streamId: 's', seq: { gt: 3 } }, order: [['seq', 'asc']] },
    ['autoindex_event_1 (tenantId=? AND streamId=? AND seq>?)'],
  ],
  [
    'feed',
    event,
    { where: { feedNo: { gt: 3 } }, order: [['feedNo', 'asc']] },
    ['autoindex_event_2 (tenantId=? AND feedNo>?)'],
  ],
  [
    'words',
    ticketGram,
    { where: { gram: '漏水' }, order: [['ticketId', 'desc']] },
    ['PRIMARY KEY (tenantId=? AND gram=?)'],
  ],
  [
    'a ticket’s words',
    ticketGram,
    { where: { ticketId: 't' } },
    ['ix_ticket_gram_ticketId (tenantId=? AND ticketId=?)'],
  ],
];
const sortsAtTheEnd = ['open ones', 'few'];

test.each(CASES)('%s', (name, table, plan, uses) => {
  const { sql, params } = select(DIALECTS.sqlite, A, table, plan);
  const details = db.all(`explain query plan ${sql}`, params).map((row) => String(row.detail));
  for (const part of uses) expect(details.join('\n')).toContain(part);
  if (!sortsAtTheEnd.includes(name)) expect(details.join('\n')).not.toContain('TEMP B-TREE');
});

test('what is due, across organizations', () => {
  const system = [
    select(DIALECTS.sqlite, 'system', timer, { where: { dueAt: { lte: 5 } }, order: [['dueAt', 'asc']], limit: 50 }),
    select(DIALECTS.sqlite, 'system', outbox, { where: { state: 'pending', availableAt: { lte: 5 } }, limit: 50 }),
    // What the figures are read by.
    select(DIALECTS.sqlite, 'system', outbox, {
      where: { state: 'pending' },
      order: [['availableAt', 'asc']],
      columns: ['topic', 'createdAt'],
      limit: 50,
    }),
    count(DIALECTS.sqlite, 'system', outbox, { state: 'buried' }, 50),
    count(DIALECTS.sqlite, 'system', timer, { dueAt: { lte: 5 } }, 50),
    count(DIALECTS.sqlite, 'system', delivery, { state: 'buried' }, 50),
    select(DIALECTS.sqlite, 'system', delivery, {
      where: { state: 'pending' },
      order: [['availableAt', 'asc']],
      columns: ['availableAt'],
      limit: 1,
    }),
    select(DIALECTS.sqlite, A, event, { where: { feedNo: null }, columns: ['at'], limit: 50 }),
  ];
  const details = system.map(({ sql, params }) =>
    db
      .all(`explain query plan ${sql}`, params)
      .map((row) => row.detail)
      .join(),
  );
  expect(details[0]).toContain('ix_timer_dueAt');
  expect(details[1]).toContain('ix_outbox_state_availableAt');
  expect(details[2]).toContain('ix_outbox_state_availableAt (state=?)');
  expect(details[3]).toContain('ix_outbox_state_availableAt (state=?)');
  expect(details[4]).toContain('ix_timer_dueAt');
  expect(details[5]).toMatch(/ix_delivery_state_\w+ \(state=\?\)/);
  expect(details[6]).toContain('ix_delivery_state_availableAt_id (state=?)');
  expect(details[7]).toContain('autoindex_event_2 (tenantId=? AND feedNo=?)');
  for (const detail of details) expect(detail).not.toContain('TEMP B-TREE');
});
