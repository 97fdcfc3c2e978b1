// What boards count by, and the order of due times across phases.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from './draft';

/** As in the first migration: what SQLite is to believe of the new indexes, since nothing measures them. */
const BELIEFS = [
  ['ix_ticket_dueAt_id', '1000000 1000000 1 1'],
  ['ix_ticket_createdDay_phase_templateId_id', '1000000 1000000 3000 300 100 1'],
] as const;

export class Boards1764000000009 implements MigrationInterface {
  readonly name = 'Boards1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'ticket', 'tenantId, dueAt, id');
    await addIndex(runner, 'ticket', 'tenantId, createdDay, phase, templateId, id');
    if (runner.dataSource.options.type !== 'better-sqlite3') return;
    for (const [index, stat] of BELIEFS)
      await runner.query("insert into sqlite_stat1 (tbl, idx, stat) values ('ticket', ?, ?)", [index, stat]);
    await runner.query('analyze sqlite_schema');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
