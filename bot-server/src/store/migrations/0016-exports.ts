// Exports: who took which list along.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class Exports1764000000016 implements MigrationInterface {
  readonly name = 'Exports1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'export_log',
      columns:
        'tenantId text20, id text20, memberId text20?, of text16, format text8, filter json, rows int?, whole bool?, version int, createdAt bigint, updatedAt bigint',
      key: 'tenantId, id',
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
