// Personal data that were taken out: since when, and of whom.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable } from './draft';

export class Erasure1764000000013 implements MigrationInterface {
  readonly name = 'Erasure1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['member', 'guest', 'vault']) await addColumn(runner, table, 'erasedAt bigint?');
    await createTable(runner, {
      name: 'erasure',
      columns:
        'tenantId text20, id text20, at bigint, byId text20?, guestIds json, numbers json, reports json, reason text500, version int',
      key: 'tenantId, id',
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
