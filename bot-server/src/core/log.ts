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
  return destination === undefined ? pino(options) : pino(options, destination);
}

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
