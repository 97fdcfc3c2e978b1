// A timer that takes the process down each time comes to an end, as outbox rows and notices do.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from './draft';

export class SilentTimers1764000000023 implements MigrationInterface {
  readonly name = 'SilentTimers1764000000023';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'timer', 'state text12', "'pending'");
    await addColumn(runner, 'timer', 'attempts int', '0');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forwards only');
  }
}
