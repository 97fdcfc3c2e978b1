// Who has met the same trouble as somebody before.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class Same1764000000014 implements MigrationInterface {
  readonly name = 'Same1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'same',
      columns: 'tenantId text20, ticketId text20, guestId text20, stands bool, turns int, at bigint',
      key: 'tenantId, ticketId, guestId',
      indexes: ['tenantId, guestId, at'],
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
