// Who was shown which telephone number.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class Disclosures1764000000012 implements MigrationInterface {
  readonly name = 'Disclosures1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'disclosure',
      columns: `tenantId text20, id text20, at bigint, byId text20?, of text16, ticketId text20?, memberId text20?,
        field text40?, reason text500?, version int`,
      key: 'tenantId, id',
      indexes: ['tenantId, at, id', 'tenantId, byId, at, id', 'tenantId, ticketId, at, id'],
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
