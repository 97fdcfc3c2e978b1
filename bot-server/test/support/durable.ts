// A MariaDB that keeps what it acknowledged, of one's own: killed as a power cut would, and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export type Durable = {
  /** Of an empty database. */
  readonly url: string;
  readonly kill9: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const MARIADB = pathToFileURL(path.resolve(__dirname, '../../../config/run/mariadb.mjs')).href;
/** A process of its own starts it, since the tests cannot load ES modules. */
const KEEPER = `
  import { startMariaDb } from '${MARIADB}';
  const database = await startMariaDb({ durable: true });
  process.on('message', async (name) => {
    await database[name]();
    process.send(name);
    if (name === 'stop') process.disconnect();
  });
  process.on('disconnect', () => process.exit());
  process.send(database.url);
`;

export async function startDurable(): Promise<Durable> {
  const keeper = spawn(process.execPath, ['--input-type=module', '-e', KEEPER], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await heard(keeper);
  const ask = async (name: string) => {
    keeper.send(name);
    await heard(keeper);
  };
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri: url });
  await connection.query('create database paidan');
  await connection.end();
  return { url: `${url}/paidan`, kill9: () => ask('kill9'), restart: () => ask('restart'), stop: () => ask('stop') };
}

async function heard(keeper: ChildProcess): Promise<string> {
  const gone = once(keeper, 'exit').then(() => {
    throw new Error('MariaDB could not be started or stopped');
  });
  const [said] = (await Promise.race([once(keeper, 'message'), gone])) as [string];
  return said;
}
