// Is this MySQL or MariaDB server one that keeps what it acknowledged, and every character of it?
import type { Link } from './link';

type Settings = {
  readonly version: string;
  readonly charset: string;
  readonly mode: string;
  readonly flush: number;
  readonly doublewrite: string | number;
  readonly logs: number;
  readonly sync: number;
  readonly packet: number;
};

const SETTINGS = `select version() as version, @@character_set_connection as charset, @@sql_mode as mode,
  @@innodb_flush_log_at_trx_commit as flush, @@innodb_doublewrite as doublewrite, @@log_bin as logs, @@sync_binlog as sync,
  @@max_allowed_packet as packet`;

/** Throws, with all reasons at once, where the server must not be used; returns what is merely worth knowing. */
export async function checkMysql(
  link: Link,
  { weakDurability = 'refuse' }: { readonly weakDurability?: 'refuse' | 'warn' },
): Promise<readonly string[]> {
  const [row] = await link.all({ sql: SETTINGS, params: [] });
  const { unfit, weak } = judge(row as Settings);
  const refused = weakDurability === 'refuse' ? [...unfit, ...weak] : unfit;
  if (refused.length > 0) throw new Error(`this database server is not fit for use:\n- ${refused.join('\n- ')}`);
  return weak;
}

export function judge(settings: Settings): { readonly unfit: readonly string[]; readonly weak: readonly string[] } {
  const { version, charset, mode, flush, doublewrite, logs, sync, packet } = settings;
  const unfit = [
    ...(isRecent(version) ? [] : [`version ${version}: MySQL 8.0 or MariaDB 10.6 is the oldest that will do`]),
    ...(charset === 'utf8mb4' ? [] : [`the connection speaks ${charset}, not utf8mb4`]),
    ...(mode.includes('STRICT') ? [] : ['sql_mode is not strict: values would be cut silently']),
    ...(packet >= LEAST_PACKET ? [] : [`max_allowed_packet is ${packet}; set at least ${LEAST_PACKET}`]),
  ];
  const weak = [
    ...(flush === 1
      ? []
      : [`innodb_flush_log_at_trx_commit is ${flush}: acknowledged writes may be lost in a crash; set it to 1`]),
    ...(['0', 'OFF'].includes(String(doublewrite).toUpperCase())
      ? ['innodb_doublewrite is off: a power cut may tear pages; turn it on']
      : []),
    ...(logs === 1 && sync !== 1
      ? [`sync_binlog is ${sync}: with the binary log on, acknowledged writes may be lost in a power cut; set it to 1`]
      : []),
  ];
  return { unfit, weak };
}

const LEAST_PACKET = 16 * 1024 * 1024;

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (!version.includes('MariaDB')) return major >= 8;
  return major > 10 || (major === 10 && minor >= 6);
}
