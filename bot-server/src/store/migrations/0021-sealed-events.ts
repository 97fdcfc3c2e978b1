// Which events had their telephone numbers sealed after they were written.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class SealedEvents1764000000021 implements MigrationInterface {
  readonly name = 'SealedEvents1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'sealed_event',
      columns: 'tenantId text20, streamId text20, seq int, digest text64',
      key: 'tenantId, streamId, seq',
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
