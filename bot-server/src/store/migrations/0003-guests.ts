// Reports without an account: guests, the links to their reports, what is held back, and what an organization allows.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, type Draft } from './draft';

const TABLES: readonly Draft[] = [
  {
    name: 'guest',
    columns: `tenantId text20, id text20, name text80, device text64, phone text20?, blockedAt bigint?, reports int,
      createdAt bigint, seenAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, device'],
    indexes: ['reports, seenAt'],
  },
  {
    name: 'track',
    columns: 'tenantId text20, ticketId text20, guestId text20, link text64, words text64, at bigint',
    key: 'tenantId, ticketId',
    unique: ['link'],
    indexes: ['tenantId, words, at', 'tenantId, guestId, ticketId'],
  },
  {
    name: 'held',
    columns: `tenantId text20, id text20, ticketId text20, guestId text20, templateId text20, siteId text20?, assetId text20?,
      why json, state text16, at bigint, decidedAt bigint?, decidedBy text20?, version int, title text120, values json`,
    key: 'tenantId, id',
    unique: ['tenantId, ticketId'],
    indexes: ['tenantId, state, id', 'tenantId, guestId, id', 'state, decidedAt'],
  },
  {
    name: 'recent',
    columns: 'tenantId text20, name text64, times json, at bigint',
    key: 'tenantId, name',
    indexes: ['at'],
  },
  {
    name: 'guest_rules',
    columns: 'tenantId text20, id text20, values json, version int, updatedAt bigint',
    key: 'tenantId, id',
  },
];

export class Guests1764000000003 implements MigrationInterface {
  readonly name = 'Guests1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const draft of TABLES) await createTable(runner, draft);
    await addColumn(runner, 'session', 'onlyId text20?');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
