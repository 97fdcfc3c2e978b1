// Labels: which were printed.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class Labels1764000000007 implements MigrationInterface {
  readonly name = 'Labels1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'label_print',
      columns: 'tenantId text20, ref text22, printedAt bigint, printedBy text20',
      key: 'tenantId, ref',
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
