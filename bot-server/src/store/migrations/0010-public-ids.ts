// A public code of a mini-program names a place or an asset by its id alone: the organization is found by it.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex } from './draft';

export class PublicIds1764000000010 implements MigrationInterface {
  readonly name = 'PublicIds1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'site', 'id');
    await addIndex(runner, 'asset', 'id');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
