// What work on site needs: an asset's tickets, the newest first, and the face of whoever comes.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, addIndex } from './draft';

export class OnSite1764000000004 implements MigrationInterface {
  readonly name = 'OnSite1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await addIndex(runner, 'ticket', 'assetId, tenantId, id');
    await addColumn(runner, 'member', 'pictureId text20?');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
