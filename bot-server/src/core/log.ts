// JSON log lines. Credentials and phone numbers never reach them.
import pino, { type DestinationStream, type Logger } from 'pino';

export type Log = Logger;
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export function makeLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { app: 'paidan' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretPaths(), censor: '[hidden]' },
    serializers: { err: describeError },
  };
  return pino(options, destination ?? standardOutput());
}

/** Characters, and milliseconds, until lines that waited for each other go out. */
const ENOUGH = 4096;
const LATEST = 50;
const WARNING = 40;
/** Bytes that wait for an output which takes nothing: beyond, lines are lost rather than the memory. And milliseconds until it is tried again. */
const MOST_WAITING = 1024 * 1024;
const TRY_AGAIN = 1000;

/**
 * A write for each costs as much as the line itself: what is only told goes out together, what somebody should look at does at once. In
 * order, and by the process's own thread, as what is written to a terminal is. Who ends without a word (`kill -9`, no memory left)
 * leaves behind what was told in the last moment.
 */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: MOST_WAITING, retryEAGAIN: () => false });
  let lines = '';
  let later: NodeJS.Timeout | undefined;
  const pass = () => {
    clearTimeout(later);
    later = undefined;
    const told = lines;
    lines = '';
    output.write(told);
  };
  // A full disk, a reader that does not read: what it could not take is offered again. Nobody's request fails for it.
  output.on('error', () => {
    later ??= setTimeout(pass, TRY_AGAIN).unref();
  });
  process.on('exit', pass);
  const stream = {
    [pino.symbols.needsMetadataGsym]: true,
    lastLevel: 0,
    write(line: string): void {
      lines += line;
      if (stream.lastLevel >= WARNING || lines.length >= ENOUGH) pass();
      else later ??= setTimeout(pass, LATEST).unref();
    },
  };
  return stream;
}

/** For lines whose members are all made here, with nothing of anybody's in them: looking for secrets costs half of such a line. */
export const forOwnWords = (log: Log): Log => log.child({}, { redact: [] });

const SECRETS = ['password', 'passwordHash', 'token', 'authorization', 'cookie', 'secret', 'secretKey', 'phone'];

/** At the top of a log line and up to two levels inside. */
const secretPaths = (): string[] => SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*["set-${name}"]`]);

type DriverError = { code?: unknown; sqlState?: unknown };

/** Database errors carry the statement and its values: only what they are and where they came from is kept. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, message: hidePersonal(String(error)) };
  const { code, sqlState } = error as DriverError;
  return {
    type: error.name,
    message: hidePersonal(error.message),
    stack: hidePersonal(error.stack ?? ''),
    ...(code !== undefined && { code }),
    ...(sqlState !== undefined && { sqlState }),
    ...(error.cause instanceof Error && { cause: hidePersonal(error.cause.message) }),
  };
}

/** Tokens of ours, passwords in addresses and mobile numbers that slipped into a message. */
export const hidePersonal = (text: string): string =>
  text
    .replace(/\bpd[st]_[\w-]{10,}/g, '[hidden]')
    .replace(/(\w+:\/\/[^:/\s@]*:)[^@\s]+@/g, '$1[hidden]@')
    .replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2');
