// What is still under way at an asset: of all that was reported there, little is.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from './draft';

export class AssetsUnderWay1764000000024 implements MigrationInterface {
  readonly name = 'AssetsUnderWay1764000000024';

  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'ticket', 'assetId, tenantId, phase, id');
    if (runner.dataSource.options.type !== 'better-sqlite3') return;
    // As in the first migration: what SQLite is to believe of it, since nothing measures it.
    await runner.query(
      "insert into sqlite_stat1 (tbl, idx, stat) values ('ticket', 'ix_ticket_assetId_phase_id', '1000000 500 500 50 1')",
    );
    await runner.query('analyze sqlite_schema');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
