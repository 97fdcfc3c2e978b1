// Connections to chat platforms: accounts, who is who there, notices, the cards in people's hands, and what they wish to hear.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, type Draft } from './draft';

const TABLES: readonly Draft[] = [
  {
    name: 'account',
    columns: `tenantId text20, id text20, kind text16, name text80, values json, secrets prose, state text16, version int,
      createdAt bigint, updatedAt bigint`,
    key: 'tenantId, id',
    indexes: ['tenantId, kind, state'],
  },
  {
    name: 'account_health',
    columns: `tenantId text20, accountId text20, callbackAt bigint?, tokenAt bigint?, sentAt bigint?, pressedAt bigint?,
      failures int, pausedUntil bigint?, errorCode text40?, errorText text500?, errorAt bigint?`,
    key: 'tenantId, accountId',
  },
  {
    name: 'account_token',
    columns: `tenantId text20, accountId text20, purpose text20, token prose, expiresAt bigint, leaseUntil bigint?, fence int`,
    key: 'tenantId, accountId, purpose',
  },
  {
    name: 'identity',
    columns: `tenantId text20, accountId text20, external text64, memberId text20, state text8, createdAt bigint,
      updatedAt bigint`,
    key: 'tenantId, accountId, external',
    indexes: ['tenantId, memberId'],
  },
  {
    name: 'delivery',
    columns: `tenantId text20, id text20, streamId text20, seq int, kind text16, accountId text20, memberId text20?,
      recipient text64, urgent bool, state text12, attempts int, availableAt bigint, leaseUntil bigint?, fence int,
      errorCode text40?, lastError prose?, sentAt bigint?, createdAt bigint`,
    key: 'tenantId, id',
    unique: ['tenantId, streamId, seq, accountId, recipient'],
    indexes: ['state, availableAt, id', 'tenantId, state, id', 'tenantId, accountId, recipient, sentAt'],
  },
  {
    name: 'card',
    columns: `tenantId text20, id text20, ticketId text20, accountId text20, memberId text20, recipient text64, kind text16,
      shown text64, messageId text255?, code prose?, codeAt bigint?, sentAt bigint, state text8, version int`,
    key: 'tenantId, id',
    indexes: ['tenantId, ticketId, state', 'tenantId, memberId, sentAt'],
  },
  {
    name: 'meter',
    columns: 'name text120, slot bigint, count int',
    key: 'name, slot',
    indexes: ['slot'],
  },
  {
    name: 'consent',
    columns: `tenantId text20, accountId text20, memberId text20, topic text16, left int, byApp int, byPush int,
      updatedAt bigint`,
    key: 'tenantId, accountId, memberId, topic',
  },
  {
    name: 'screening',
    columns: `tenantId text20, id text20, ticketId text20, seq int, fileId text20?, traceId text64?, verdict text12, label int?,
      at bigint`,
    key: 'tenantId, id',
    indexes: ['tenantId, ticketId', 'tenantId, traceId'],
  },
  {
    name: 'preference',
    columns: 'tenantId text20, id text20, values json, version int, updatedAt bigint',
    key: 'tenantId, id',
  },
];

export class Channels1764000000002 implements MigrationInterface {
  readonly name = 'Channels1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const draft of TABLES) await createTable(runner, draft);
    await addColumn(runner, 'command_key', 'refusal json?');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
