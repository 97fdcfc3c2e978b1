// A throw-away MariaDB with its own folder, port and socket; it never touches an installed service. As a program:
//   node mariadb.mjs [--durable] [program argument …]
// runs the program with TEST_MYSQL_URL set, or, without one, stays until Ctrl-C.
import { spawn } from 'node:child_process';
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, say, stopTogether } from './machine.mjs';
import { freePort } from './port.cjs';

const START_MS = 60_000;
const STOP_MS = 20_000;
/** Many pages are on their way to the disk when much was written. */
const STOP_KEPT_MS = 300_000;

/** The first of these programs that the machine has, or null. System programs are not in everybody's PATH. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here
      }
    }
  }
  return null;
}

export const findMariaDb = () => {
  const [server, setup] = [findProgram('mariadbd', 'mysqld'), findProgram('mariadb-install-db', 'mysql_install_db')];
  return server && setup ? { server, setup } : null;
};

/**
 * Starts one. Durable: an acknowledged commit survives a crash, as in production; otherwise it is as fast as it can be.
 * `url` has no database in it. `kill9` ends it as a power cut would; `freeze` lets it stand still until `thaw`; `restart` starts it again on the same data and port.
 * `stop` throws everything away, as does the end of this process, unless `keep` names a folder: then the data stays there for the next one.
 * `room`: megabytes that all tables and their undo logs may take together (InnoDB's own file for tables, with an end to it); then it is
 * as full as on a disk that is, and needs none for it.
 */
export async function startMariaDb({ durable = false, keep, room } = {}) {
  const programs = findMariaDb();
  if (!programs) throw new Error('MariaDB is not installed: mariadbd and mariadb-install-db are needed.');
  const folder = keep === undefined ? mkdtempSync(path.join(tmpdir(), 'paidan-db-')) : path.resolve(keep);
  mkdirSync(folder, { recursive: true });
  const data = path.join(folder, 'data');
  /** Written when all of it was made. */
  const whole = path.join(folder, 'whole');
  const user = serverUser(folder);
  let child = null;
  process.on('exit', remove);
  if (!existsSync(whole)) {
    rmSync(data, { recursive: true, force: true });
    await begin(programs.setup, setupArguments({ data, user })).ended;
    if (child.exitCode !== 0) throw new Error(`MariaDB could not make its files:\n${tail(path.join(folder, 'log'))}`);
    closeSync(openSync(whole, 'w'));
  }
  const port = await freePort();
  await startServer();

  /** In a process group of its own: Ctrl-C is for us to pass on, and a script's own children end with it. */
  function begin(program, args) {
    const log = openSync(path.join(folder, 'log'), 'a');
    child = spawn(program, args, { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.ended = new Promise((resolve) => child.once('close', resolve));
    return child;
  }
  async function startServer() {
    const server = begin(programs.server, serverArguments({ folder, data, port, user, durable, room }));
    await answering(server, port, path.join(folder, 'log'));
  }
  async function end(signal) {
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), keep === undefined ? STOP_MS : STOP_KEPT_MS);
    await child.ended;
    clearTimeout(late);
  }
  function remove() {
    try {
      if (isRunning(child)) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // it ended just now
    }
    if (keep !== undefined) return;
    // Again and again for a moment: what is being killed may still write.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    port,
    /** Of the process as it runs now. */
    pid: () => child.pid,
    stop: async () => {
      await end('SIGTERM');
      process.off('exit', remove);
      remove();
    },
    kill9: () => end('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    restart: async () => {
      if (isRunning(child)) await end('SIGTERM');
      await startServer();
    },
  };
}

/** It refuses to run as root without being told so; the package brings a user for it, which then must own the folder. */
function serverUser(folder) {
  const me = userInfo();
  if (me.uid !== 0) return me.username;
  const mysql = /^mysql:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!mysql) return 'root';
  chownSync(folder, Number(mysql[1]), Number(mysql[2]));
  return 'mysql';
}

const isRunning = (child) => child?.pid !== undefined && child.exitCode === null && child.signalCode === null;

function setupArguments({ data, user }) {
  return [
    '--no-defaults',
    `--user=${user}`,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=8M',
  ];
}

function serverArguments({ folder, data, port, user, durable, room }) {
  return [
    '--no-defaults',
    `--user=${user}`,
    `--datadir=${data}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${path.join(folder, 's')}`,
    `--pid-file=${path.join(folder, 'pid')}`,
    '--skip-log-bin',
    '--skip-name-resolve',
    '--performance-schema=0',
    '--max-connections=500',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    ...(durable
      ? ['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=1G', '--innodb-log-file-size=256M']
      : ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-flush-method=nosync']),
    ...(room === undefined
      ? []
      : ['--innodb-file-per-table=0', `--innodb-data-file-path=ibdata1:12M:autoextend:max:${room}M`]),
  ];
}

/** A server that is ready greets whoever connects. */
async function answering(child, port, log) {
  const start = Date.now();
  while (Date.now() - start < START_MS) {
    if (!isRunning(child)) break;
    if (await greets(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`MariaDB did not start:\n${tail(log)}`);
}

function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => done(false));
    socket.once('data', () => done(true));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

function tail(file) {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-20).join('\n');
  } catch {
    return '(it wrote no log)';
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  stopTogether();
  const [program, ...args] = process.argv.slice(2).filter((word, at) => at > 0 || word !== '--durable');
  const database = await startMariaDb({ durable: process.argv[2] === '--durable' });
  say(`MariaDB answers at ${database.url}`);
  const env = { TEST_MYSQL_URL: database.url, BENCH_MYSQL_URL: database.url };
  if (program) {
    const code = await run(program, args, { cwd: process.cwd(), env });
    await database.stop();
    process.exit(code);
  }
}
