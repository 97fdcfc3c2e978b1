// Notes of events that were sealed late are signed: whoever has the database alone writes none that holds.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from './draft';

export class SignedNotes1764000000022 implements MigrationInterface {
  readonly name = 'SignedNotes1764000000022';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'sealed_event', 'mac text64?');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
