// The ground: every table of the first release. Frozen: what a descriptor says later is a later migration's.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, type Draft } from './draft';

/** Foreign keys only between records that are rarely written: on a ticket's path each one would cost a look-up and a lock. */
const TABLES: readonly Draft[] = [
  {
    name: 'tenant',
    columns: 'id text20, code text40, name text80, locale text16, offsetMinutes int, createdAt bigint',
    key: 'id',
    unique: ['code'],
  },
  {
    name: 'department',
    columns: `tenantId text20, id text20, name text80, parentId text20?, state text16, version int, createdAt bigint,
      updatedAt bigint`,
    key: 'tenantId, id',
    indexes: ['tenantId, parentId'],
    references: ['tenantId, parentId -> department (tenantId, id)'],
  },
  {
    name: 'member',
    columns: `tenantId text20, id text20, login text60, name text80, phone text20?, departmentId text20?, roles json,
      passwordHash text255?, state text16, version int, createdAt bigint, updatedAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, login'],
    indexes: ['tenantId, state, name, id', 'tenantId, departmentId'],
    references: ['tenantId, departmentId -> department (tenantId, id)'],
  },
  {
    name: 'role',
    columns: `tenantId text20, id text20, code text40, name json, grants json, state text16, version int, createdAt bigint,
      updatedAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, code'],
  },
  {
    name: 'site',
    columns: `tenantId text20, id text20, parentId text20?, kind text16, name text80, code text40, path text500,
      lat double?, lng double?, radius int?, state text16, version int, createdAt bigint, updatedAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, code'],
    indexes: ['tenantId, parentId, name, id'],
    references: ['tenantId, parentId -> site (tenantId, id)'],
  },
  {
    name: 'asset',
    columns: `tenantId text20, id text20, siteId text20?, code text40, name text80, category text80?, model text80?,
      serial text80?, state text16, version int, createdAt bigint, updatedAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, code'],
    indexes: ['tenantId, siteId'],
    references: ['tenantId, siteId -> site (tenantId, id)'],
  },
  {
    name: 'template',
    columns: `tenantId text20, id text20, code text40, name json, state text16, revision int, publishedAt bigint,
      version int, createdAt bigint, updatedAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, code'],
  },
  {
    name: 'template_revision',
    columns: 'tenantId text20, templateId text20, revision int, body json, publishedAt bigint',
    key: 'tenantId, templateId, revision',
  },
  {
    name: 'ticket',
    columns: `tenantId text20, id text20, no int, templateId text20, templateVersion int, source text16, title text120,
      priority text16, phase text16, node text40, requesterId text20, assigneeId text20?, siteId text20?,
      assetId text20?, values json, createdAt bigint, dueAt bigint, acceptedAt bigint?, departedAt bigint?,
      arrivedAt bigint?, startedAt bigint?, completedAt bigint?, endedAt bigint?, overdueAt bigint?, updatedAt bigint,
      urgedAt bigint?, urges int, comments int, workMinutes int, stars int?, work json, workCount int, people json,
      pools json, version int, createdDay text10`,
    key: 'tenantId, id',
    unique: ['tenantId, no'],
    indexes: [
      'tenantId, phase, id',
      'tenantId, phase, dueAt, id',
      'tenantId, requesterId, id',
      'tenantId, assigneeId, phase, id',
      'tenantId, siteId, id',
      'tenantId, updatedAt, id',
    ],
  },
  {
    name: 'work_item',
    columns: `tenantId text20, ticketId text20, no int, node text40, token text20, kind text16, handlerId text20?,
      role text40?, state text8, dueAt bigint, openedAt bigint, closedAt bigint?`,
    key: 'tenantId, ticketId, no',
    indexes: ['tenantId, handlerId, state, dueAt, ticketId', 'tenantId, role, state, dueAt, ticketId'],
  },
  {
    name: 'event',
    columns: `tenantId text20, streamId text20, seq int, kind text16, type text40, at bigint, byId text20?, channel text16,
      requestId text40?, data json, prev text64, hash text64, feedNo bigint?`,
    key: 'tenantId, streamId, seq',
    unique: ['tenantId, feedNo'],
  },
  {
    name: 'feed_head',
    columns: 'tenantId text20, no bigint, hash text64',
    key: 'tenantId',
  },
  {
    name: 'command_key',
    columns: `tenantId text20, principal text40, key text80, hash text64, streamId text20, fromSeq int, toSeq int,
      at bigint`,
    key: 'tenantId, principal, key',
    indexes: ['at'],
  },
  {
    name: 'timer',
    columns: `tenantId text20, ticketId text20, purpose text16, stage int, generation int, dueAt bigint,
      leaseUntil bigint?, fence int`,
    key: 'tenantId, ticketId, purpose, stage',
    indexes: ['dueAt'],
  },
  {
    name: 'outbox',
    columns: `tenantId text20, id text20, streamId text20, seq int, topic text20, destination text80, state text12,
      attempts int, availableAt bigint, leaseUntil bigint?, fence int, lastError prose?, payload json?,
      createdAt bigint`,
    key: 'tenantId, id',
    indexes: ['state, availableAt', 'tenantId, topic, destination, state, id'],
  },
  {
    name: 'file',
    columns: `tenantId text20, id text20, state text8, kind text16, name text200, mime text80, bytes int, width int?,
      height int?, sha256 text64, createdBy text20, createdAt bigint, streamId text20?`,
    key: 'tenantId, id',
    indexes: ['state, createdAt', 'tenantId, createdBy, state'],
  },
  {
    name: 'number_block',
    columns: 'tenantId text20, first int, size int, takenBy text40, takenAt bigint',
    key: 'tenantId, first',
  },
  {
    name: 'ticket_gram',
    columns: 'tenantId text20, gram text8, ticketId text20',
    key: 'tenantId, gram, ticketId',
    indexes: ['tenantId, ticketId'],
  },
  {
    name: 'session',
    columns: `tokenHash text64, tenantId text20, memberId text20, kind text8, label text80?, createdAt bigint,
      expiresAt bigint?, revokedAt bigint?`,
    key: 'tokenHash',
    indexes: ['tenantId, memberId'],
  },
  {
    name: 'lockout',
    columns: 'key text64, fails int, firstAt bigint, until bigint?',
    key: 'key',
  },
  {
    name: 'job_slot',
    columns: 'job text40, slot bigint, holder text40, startedAt bigint, finishedAt bigint?',
    key: 'job, slot',
  },
  {
    name: 'lease',
    columns: 'name text40, holder text40, fence int, until bigint',
    key: 'name',
  },
];

/**
 * SQLite chooses between indexes by what it believes of them; without a belief it took a handler's whole list for each ticket.
 * These are written down rather than measured, so that plans stay the same, and because measuring would also sample values, after
 * which each prepared statement is prepared again whenever other values are bound. Rows of: all, then per column of the index.
 */
const BELIEFS = `
  ticket sqlite_autoindex_ticket_1 1000000 1000000 1
  ticket sqlite_autoindex_ticket_2 1000000 1000000 1
  ticket ix_ticket_phase_id 1000000 1000000 2000 1
  ticket ix_ticket_phase_dueAt_id 1000000 1000000 2000 1 1
  ticket ix_ticket_requesterId_id 1000000 1000000 500 1
  ticket ix_ticket_assigneeId_phase_id 1000000 1000000 1000 50 1
  ticket ix_ticket_siteId_id 1000000 1000000 500 1
  ticket ix_ticket_updatedAt_id 1000000 1000000 1 1
  work_item work_item 2000000 2000000 2 1
  work_item ix_work_item_handlerId_state_dueAt_ticketId 2000000 2000000 1000 100 2 1
  work_item ix_work_item_role_state_dueAt_ticketId 2000000 2000000 5000 100 2 1
  ticket_gram ticket_gram 20000000 20000000 2000 1
  ticket_gram ix_ticket_gram_ticketId 20000000 20000000 20
  event sqlite_autoindex_event_1 5000000 5000000 5 1
  event sqlite_autoindex_event_2 5000000 5000000 1
  timer timer 100000 100000 2 1 1
  timer ix_timer_dueAt 100000 1
  outbox sqlite_autoindex_outbox_1 1000000 1000000 1
  outbox ix_outbox_state_availableAt 1000000 500 1
  outbox ix_outbox_topic_destination_state_id 1000000 1000000 500000 2 1 1`;

async function believe(runner: QueryRunner): Promise<void> {
  // The tables are empty: this only makes sqlite_stat1.
  await runner.query('analyze');
  for (const line of BELIEFS.trim().split('\n')) {
    const [table, index, ...numbers] = line.trim().split(' ');
    await runner.query('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)', [table, index, numbers.join(' ')]);
  }
  await runner.query('analyze sqlite_schema');
}

/** TypeORM orders migrations by the number in their name. */
export class Ground1764000000001 implements MigrationInterface {
  readonly name = 'Ground1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const draft of TABLES) await createTable(runner, draft);
    if (runner.dataSource.options.type === 'better-sqlite3') await believe(runner);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
