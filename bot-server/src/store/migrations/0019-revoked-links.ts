// The link of a report can be switched off by whoever reported it.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from './draft';

export class RevokedLinks1764000000019 implements MigrationInterface {
  readonly name = 'RevokedLinks1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'track', 'revokedAt bigint?');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
