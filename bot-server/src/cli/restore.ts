// Puts a backup into an empty database, or only looks whether it could.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '@paidan/config/load';
import { BadArchive, type Manifest } from '../backup/archive';
import { checkBackup, keyFits, restoreBackup } from '../backup/restore';
import { makeSeal } from '../core/seal';
import { databaseOf } from '../opening';
import { knownMigrations, occupied, openLoad } from '../store/load';
import type { Command } from './command';
import { flagsOf, fromHere, optionsOf } from './options';
import { verifyAll } from './verify';

export const restore: Command = {
  usage: '--from <backup> [--check] [--replace] [--other-key]',
  summary:
    'Puts a backup into an empty database and verifies it; --check only looks at the backup, --replace throws away what is there',
  run: async (args, config) => {
    const { flags, rest } = flagsOf(args, ['check', 'replace', 'other-key']);
    const folder = fromHere(optionsOf(rest, ['from']).from);
    try {
      const manifest = await checkBackup(folder, (line) => console.error(line));
      if (flags.has('check')) {
        console.log(`whole: of ${manifest.at}, version ${manifest.version}, from ${manifest.database}`);
        return 0;
      }
      const refused = await refusalOf(manifest, config, flags);
      if (refused !== null) {
        console.error(refused);
        return 1;
      }
      await mkdir(config.dataDir, { recursive: true });
      const load = await openLoad(databaseOf(config), manifest.migrations);
      const filesDir = path.join(config.dataDir, 'files');
      await restoreBackup(folder, manifest, { load, filesDir, say: (line) => console.error(line) });
    } catch (error) {
      if (!(error instanceof BadArchive)) throw error;
      console.error(`${error.message}. Nobody should use this backup; take another one.`);
      return 1;
    }
    // Opening brings an older schema up to date.
    return verifyAll(config, { closed: flags.has('other-key') });
  },
};

async function refusalOf(manifest: Manifest, config: Config, flags: ReadonlySet<string>): Promise<string | null> {
  const unknown = manifest.migrations.filter((name) => !knownMigrations().includes(name));
  if (unknown.length > 0) {
    return `This backup was made by a newer version (${manifest.version}, with ${unknown.join(', ')}): update Paidan first.`;
  }
  if (!flags.has('other-key') && !keyFits(makeSeal(config.session.secretKey), manifest)) {
    return [
      'This backup was made under another SECRET_KEY. Set that one (or put its secret.key into DATA_DIR): without it the secrets of',
      'connections to chat platforms cannot be opened, and every session and token ends. --other-key goes on all the same.',
    ].join('\n');
  }
  const found = await occupied(databaseOf(config));
  if (found === 'servers') return 'Somebody has this database open: stop every server first.';
  if (found === 'rows' && !flags.has('replace')) {
    return 'This database is not empty. Take another one, or say --replace to throw away what is in it.';
  }
  return null;
}
