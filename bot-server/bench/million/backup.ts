// How long a backup of a million tickets takes, putting it into an empty database of the same kind, and verifying it there; in how much
// memory.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from '../figure';
import { freshDatabase, isOnMysql, type Place, placeWith, urlOf } from './stage';
import { runCli } from './verify';

export const backupMillion: Figure = async (ground) => {
  const place = await placeWith(ground, true);
  const [into, dir] = [path.join(place.dir, 'backups'), `${place.dir}-restored`];
  const away = () => {
    for (const folder of [into, dir]) rmSync(folder, { recursive: true, force: true });
  };
  away();
  mkdirSync(dir);
  const env = { ...place.env, DATA_DIR: dir, ...(isOnMysql && { DATABASE_URL: urlOf(ground, 'restored') }) };
  if (isOnMysql) await freshDatabase(ground, 'restored');
  try {
    const made = await runCli(place, ['backup', '--to', into], ground.say);
    const [folder] = readdirSync(into);
    if (made.code !== 0 || folder === undefined) throw new Error(`no backup: ${made.said}`);
    const saved = path.join(into, folder);
    const empty: Place = { dir, env, tickets: place.tickets };
    const restored = await runCli(empty, ['restore', '--from', saved], ground.say);
    if (restored.code !== 0 || !restored.said.includes(' 0 findings'))
      throw new Error(`not restored: ${restored.said}`);
    return {
      kind: 'absolute',
      database: isOnMysql ? 'mysql' : 'sqlite',
      tickets: place.tickets,
      rows: Number(/: (\d+) rows/.exec(made.said)?.[1]),
      backup_mb: Math.round(bytesIn(path.join(saved, 'tables')) / 1e6),
      backup: made.took,
      restore_and_verify: restored.took,
    };
  } finally {
    away();
    if (isOnMysql) await freshDatabase(ground, 'restored');
  }
};

const bytesIn = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
