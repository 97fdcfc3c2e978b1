// How often somebody asks, counted by several processes together.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from './draft';

export class Rates1764000000018 implements MigrationInterface {
  readonly name = 'Rates1764000000018';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'rate',
      columns: 'who text64, holder text40, minute bigint, count int, before int',
      key: 'who, holder',
    });
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
