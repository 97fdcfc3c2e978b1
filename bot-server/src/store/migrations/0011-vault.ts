// Personal values at rest: sealed, in a table of their own.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class Vault1764000000011 implements MigrationInterface {
  readonly name = 'Vault1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'vault',
      columns: `tenantId text20, id text20, kind text16, subject text20, keyId text16, mark text64, tail text64?,
        body text200`,
      key: 'tenantId, id',
      indexes: ['tenantId, kind, mark', 'tenantId, kind, tail', 'tenantId, subject', 'keyId, tenantId, id'],
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
