// Saves the database and the files into a folder, while servers run.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../package.json';
import { makeBackup } from '../backup/make';
import { makeSeal } from '../core/seal';
import { databaseOf } from '../opening';
import { NoDatabase, openDump } from '../store/dump';
import type { Command } from './command';
import { fromHere, optionsOf } from './options';

export const backup: Command = {
  usage: '--to <folder>',
  summary: 'Saves the database and the files into a new folder inside of that one, while servers run',
  run: async (args, config) => {
    const into = fromHere(optionsOf(args, ['to']).to);
    await mkdir(into, { recursive: true, mode: 0o700 });
    const dump = await openDump(databaseOf(config)).catch((error: unknown) => {
      if (!(error instanceof NoDatabase)) throw error;
      console.error(error.message);
      return null;
    });
    if (dump === null) return 1;
    try {
      const { folder, manifest, lost } = await makeBackup({
        dump,
        seal: makeSeal(config.session.secretKey),
        version,
        filesDir: path.join(config.dataDir, 'files'),
        into,
        now: new Date(),
        say: (line) => console.error(line),
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      console.log(`${folder}: ${rows} rows, ${manifest.files.rows} files. SECRET_KEY is not in it: keep that apart.`);
      for (const id of lost) console.error(`file ${id} belongs to a ticket, but its content was not there to be saved`);
      return lost.length === 0 ? 0 : 1;
    } finally {
      await dump.close();
    }
  },
};
