// Does SQLite find its way? It has no statistics of ours but those that the first migration wrote down.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from './columns';
import { DIALECTS } from './dialect';
import { SqliteDatabase } from './driver';
import { openStore } from './open';
import { A } from './samples';
import { count, packed, select, tally } from './table';
import { asset } from './tables/asset';
import { delivery } from './tables/delivery';
import { event } from './tables/event';
import { outbox } from './tables/outbox';
import { site } from './tables/site';
import { ticket } from './tables/ticket';
import { ticketGram } from './tables/ticketGram';
import { timer } from './tables/timer';
import { vault } from './tables/vault';
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
    'at the same places',
    ticket,
    {
      where: { siteId: { in: ['s', 't'] }, phase: 'open', id: { gte: 'a', lte: 'b' } },
      order: [['id', 'desc']],
      limit: 150,
      columns: ['id', 'no'],
      along: ['tenantId', 'phase', 'id'],
    },
    ['ix_ticket_phase_id (tenantId=? AND phase=? AND id>? AND id<?)'],
  ],
  [
    'at the same places, over a long time',
    ticket,
    {
      where: { siteId: { in: ['s', 't'] }, phase: { in: phases }, id: { gte: 'a', lte: 'b' } },
      order: [['id', 'desc']],
      limit: 300,
      columns: ['id', 'no'],
      along: ['tenantId', 'siteId', 'id'],
    },
    ['ix_ticket_siteId_id (tenantId=? AND siteId=? AND id>? AND id<?)'],
  ],
  [
    'of the same assets',
    ticket,
    {
      where: { assetId: { in: ['s', 't'] }, phase: { in: phases }, id: { gte: 'a', lte: 'b' } },
      order: [['id', 'desc']],
      limit: 300,
      columns: ['id', 'no'],
      along: ['assetId', 'tenantId', 'phase', 'id'],
    },
    ['ix_ticket_assetId_phase_id (assetId=? AND tenantId=? AND phase=? AND id>? AND id<?)'],
  ],
  [
    'by due time',
    ticket,
    {
      where: {},
      order: [
        ['dueAt', 'asc'],
        ['id', 'asc'],
      ],
      limit: 51,
      columns: ['id', 'dueAt'],
    },
    ['COVERING INDEX ix_ticket_dueAt_id (tenantId=?)'],
  ],
  [
    'a cell of the board',
    ticket,
    { where: { createdDay: '2026-11-23', templateId: 't', phase: { in: ['open'] } }, ...newest },
    ['ix_ticket_createdDay_phase_templateId_id (tenantId=? AND createdDay=? AND phase=? AND templateId=?)'],
  ],
  [
    'a day of the board',
    ticket,
    { where: { createdDay: '2026-11-23', phase: { in: ['open'] } }, ...newest },
    ['ix_ticket_createdDay_phase_templateId_id (tenantId=? AND createdDay=? AND phase=?)'],
  ],
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
  ...(['handlerId', 'role'] as const).map((whose): (typeof CASES)[number] => [
    `to do by ${whose}, further on`,
    workItem,
    {
      where: { state: 'open', [whose]: 'm' },
      order: [
        ['dueAt', 'asc'],
        ['ticketId', 'asc'],
        ['no', 'asc'],
      ],
      limit: 51,
      after: { dueAt: 7, ticketId: 't', no: 1 },
    },
    [`ix_work_item_${whose}_state_dueAt_ticketId (tenantId=? AND ${whose}=? AND state=? AND dueAt>?)`],
  ]),
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
    'words, further back',
    ticketGram,
    {
      where: { gram: '漏水' },
      order: [['ticketId', 'desc']],
      columns: ['ticketId'],
      after: { ticketId: 't' },
      limit: 9,
    },
    ['PRIMARY KEY (tenantId=? AND gram=? AND ticketId<?)'],
  ],
  [
    'which of these have the words',
    ticket,
    {
      where: {
        id: { in: ['a', 'b', 'c'] },
        all: ['漏水', '电梯'].map((gram) => ({
          exists: { table: ticketGram, on: { ticketId: 'id' }, where: { gram } },
        })),
      },
      columns: ['id'],
    },
    ['autoindex_ticket_1 (tenantId=? AND id=?)', 'ix_ticket_gram_ticketId (tenantId=? AND ticketId=? AND gram=?)'],
  ],
  [
    'personal values of many',
    vault,
    {
      where: { subject: { in: ['a', 'b', 'c'] }, kind: { not: 'held' } },
      along: ['tenantId', 'subject'],
    },
    ['ix_vault_subject (tenantId=? AND subject=?)'],
  ],
  [
    'a ticket’s words',
    ticketGram,
    { where: { ticketId: 't' } },
    ['ix_ticket_gram_ticketId (tenantId=? AND ticketId=?)'],
  ],
];
const sortsAtTheEnd = [
  'open ones',
  'few',
  'a day of the board',
  'at the same places, over a long time',
  'of the same assets',
];

test.each(CASES)('%s', (name, table, plan, uses) => {
  const { sql, params } = select(DIALECTS.sqlite, A, table, plan);
  const details = db.all(`explain query plan ${sql}`, params).map((row) => String(row.detail));
  for (const part of uses) expect(details.join('\n')).toContain(part);
  if (!sortsAtTheEnd.includes(name)) expect(details.join('\n')).not.toContain('TEMP B-TREE');
});

test.each([
  ['place', site, 'ix_site_id (id=?)'],
  ['asset', asset, 'ix_asset_id (id=?)'],
] as const)('whose %s a public code names', (_, table: Table, uses) => {
  const { sql, params } = select(DIALECTS.sqlite, 'system', table, { where: { id: 'x' }, limit: 1 });
  expect(
    db
      .all(`explain query plan ${sql}`, params)
      .map((row) => String(row.detail))
      .join(),
  ).toContain(uses);
});

test('a list of ids is packed along its index, from wherever it goes on', () => {
  for (const ticketId of [{ lt: 't' }, { lte: 't', gte: 's' }]) {
    const query = { where: { gram: '漏水', ticketId }, order: ['ticketId', 'desc'], limit: 9 } as const;
    const { sql, params } = packed(DIALECTS.sqlite, A, ticketGram, query);
    const details = db
      .all(`explain query plan ${sql}`, params)
      .map((row) => row.detail)
      .join('\n');
    expect(details).toMatch(
      /ticket_gram USING PRIMARY KEY \(tenantId=\? AND gram=\? AND (ticketId>\? AND )?ticketId<\?\)/,
    );
    expect(details).not.toContain('TEMP B-TREE');
  }
});

test('tickets that are known by their ids are looked up by them, in whatever order they are wanted', () => {
  const ids = Array.from({ length: 600 }, (_, at) => `t${at}`);
  const order = [
    ['dueAt', 'asc'],
    ['id', 'asc'],
  ] as const;
  const plan = {
    where: { phase: { in: phases }, id: { in: ids } },
    order,
    limit: 51,
    columns: ['id', 'dueAt'],
    along: 'key',
  } as const;
  const { sql, params } = select(DIALECTS.sqlite, A, ticket, plan);
  const details = db.all(`explain query plan ${sql}`, params).map((row) => String(row.detail));
  expect(details.join('\n')).toContain('autoindex_ticket_1 (tenantId=? AND id=?)');
});

test('the board counts by its index alone, in its order', () => {
  const where = { createdDay: { gte: '2026-10-30', lte: '2026-11-28' } };
  const { sql, params } = tally(DIALECTS.sqlite, A, ticket, where, ['createdDay', 'phase', 'templateId']);
  const details = db.all(`explain query plan ${sql}`, params).map((row) => String(row.detail));
  expect(details).toEqual([expect.stringContaining('COVERING INDEX ix_ticket_createdDay_phase_templateId_id')]);
});

test('what is due, across organizations', () => {
  const system = [
    select(DIALECTS.sqlite, 'system', timer, {
      where: { state: 'pending', dueAt: { lte: 5 }, any: [{ leaseUntil: null }, { leaseUntil: { lte: 5 } }] },
      order: [['dueAt', 'asc']],
      limit: 50,
    }),
    select(DIALECTS.sqlite, 'system', outbox, { where: { state: 'pending', availableAt: { lte: 5 } }, limit: 50 }),
    // What the figures are read by.
    select(DIALECTS.sqlite, 'system', outbox, {
      where: { state: 'pending' },
      order: [['availableAt', 'asc']],
      columns: ['topic', 'createdAt'],
      limit: 50,
    }),
    count(DIALECTS.sqlite, 'system', outbox, { state: 'buried' }, 50),
    select(DIALECTS.sqlite, 'system', timer, {
      where: { dueAt: { lte: 5 } },
      order: [['dueAt', 'asc']],
      columns: ['dueAt', 'state'],
      limit: 50,
    }),
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
