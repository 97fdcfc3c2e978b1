// Environment (and the files that it names) -> one frozen Config, or everything that is wrong with it at once.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SETTINGS, type Setting, type SettingName } from './schema';

export type Config = {
  readonly production: boolean;
  /** Where the product lies: built pages are found from here. */
  readonly rootDir: string;
  readonly dataDir: string;
  readonly http: {
    /** Undefined: every address. */
    readonly host: string | undefined;
    readonly port: number;
    readonly publicUrl: string | undefined;
    /** Trusted reverse proxies in front. */
    readonly proxies: number;
  };
  readonly database: {
    /** Undefined: embedded SQLite in `dataDir`. */
    readonly url: string | undefined;
    readonly synchronous: 'FULL' | 'NORMAL';
    readonly allowWeakDurability: boolean;
  };
  readonly platforms: {
    /** The stand-in; undefined where the real platforms are spoken to. */
    readonly sandboxUrl: string | undefined;
    readonly wecomApi: string;
    readonly wecomOauth: string;
    readonly wecomLogin: string;
    readonly wechatApi: string;
    readonly dingtalkApi: string;
    readonly dingtalkOapi: string;
    readonly dingtalkLogin: string;
  };
  /** A font file with Chinese characters; undefined: whichever is found. */
  readonly pdfFont: string | undefined;
  readonly session: { readonly days: number; readonly secretKey: string };
  /** Telephone numbers are sealed under the first and read under all of them. */
  readonly personalKeys: readonly [string, ...string[]];
  /** Requests a minute; 0: no limit. */
  readonly rates: { readonly member: number; readonly organization: number; readonly address: number };
  readonly drainSeconds: number;
  /** Milliseconds of one request at the database. */
  readonly databasePatience: number;
  /** Undefined: figures are read on this machine only. */
  readonly metricsToken: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly sampleData: boolean;
  readonly sampleHistory: boolean;
  /** Where a test of crashes lets the process die; undefined: nowhere. */
  readonly crashAt: string | undefined;
};

type Env = Readonly<Record<string, string | undefined>>;
type ValueOf<S extends Setting> = S extends { type: 'number' }
  ? number
  : S extends { type: 'switch' }
    ? boolean
    : S extends { choices: readonly (infer Choice)[] }
      ? Choice
      : string;
type Values = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> };

/** Every fault in words, so that one start tells all. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings do not work yet:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigFaults';
  }
}

/** May create DATA_DIR and the generated key in it; throws ConfigFaults. */
export function loadConfig(env: Env, rootDir: string): Config {
  const faults: string[] = [];
  const values = readSettings(env, faults);
  const embedded = values.DATABASE_URL === '';
  const production = values.NODE_ENV === 'production';
  if (production) faults.push(...keyFaults(values, faults));
  if (production && values.SAMPLE_DATA === 'on') {
    faults.push('SAMPLE_DATA is on in production: its passwords are known to everybody; turn it off');
  }
  if (production && values.SANDBOX_URL !== '') {
    faults.push('SANDBOX_URL is set in production: anybody could speak as anybody there; leave it empty');
  }
  if (production && values.ALLOW_WEAK_DURABILITY) {
    faults.push('ALLOW_WEAK_DURABILITY is on in production: acknowledged work could be lost; turn it off');
  }
  if (production && embedded && values.SQLITE_SYNCHRONOUS !== 'FULL') {
    faults.push(
      'SQLITE_SYNCHRONOUS is NORMAL in production: a power cut could lose acknowledged work; leave it at FULL',
    );
  }
  if (production && values.CRASH_AT !== '') {
    faults.push('CRASH_AT is set in production: the server would kill itself; leave it empty');
  }
  if (faults.length > 0) throw new ConfigFaults(faults);
  const dataDir = path.resolve(rootDir, values.DATA_DIR);
  const secretKey = values.SECRET_KEY || keptKey(dataDir);
  const sampleData =
    values.SAMPLE_DATA === 'auto' ? embedded && values.NODE_ENV === 'development' : values.SAMPLE_DATA === 'on';
  return Object.freeze({
    production,
    rootDir,
    dataDir,
    http: Object.freeze({
      host: values.HOST || undefined,
      port: values.PORT,
      publicUrl: values.PUBLIC_URL || undefined,
      proxies: values.TRUST_PROXY,
    }),
    database: Object.freeze({
      url: values.DATABASE_URL || undefined,
      synchronous: values.SQLITE_SYNCHRONOUS,
      allowWeakDurability: values.ALLOW_WEAK_DURABILITY,
    }),
    platforms: Object.freeze(platformsOf(values)),
    pdfFont: values.PDF_FONT === '' ? undefined : path.resolve(rootDir, values.PDF_FONT),
    session: Object.freeze({ days: values.SESSION_DAYS, secretKey }),
    personalKeys: Object.freeze(personalKeysOf(values, secretKey)),
    rates: Object.freeze({
      member: values.RATE_MEMBER,
      organization: values.RATE_ORGANIZATION,
      address: values.RATE_ADDRESS,
    }),
    drainSeconds: values.DRAIN_SECONDS,
    databasePatience: values.DATABASE_PATIENCE,
    metricsToken: values.METRICS_TOKEN || undefined,
    logLevel: values.LOG_LEVEL,
    crashAt: values.CRASH_AT || undefined,
    sampleData,
    sampleHistory: sampleData && values.SAMPLE_HISTORY,
  });
}

/** Fewer characters than these, each counted once, come from no generator of random ones. */
const FEWEST_CHARACTERS = 10;
/** What stands in examples and guides in a key's place. Long words: no random key holds one. */
const PLACEHOLDER = /change.?(me|this|it)|default|example|password|placeholder|replace.?(me|this)|secret.?key/i;

/** A server of one process could make its own key; but whoever copies `DATA_DIR` would have both what is sealed and what it is under. */
function keyFaults(values: Values, told: readonly string[]): readonly string[] {
  const missing =
    'SECRET_KEY is missing: it is kept apart from what is sealed under it, and is the same for every server process on one ' +
    'database (try `openssl rand -base64 48`). Where an earlier start made one, that one is needed: move ' +
    '`secret.key` out of DATA_DIR and name it in SECRET_KEY_FILE';
  // The other one is only read under: the one before, however weak it was, is what leads away from it.
  const keys = ['SECRET_KEY', 'PERSONAL_KEY'] as const;
  const guessable = keys.filter((name) => values[name] !== '' && isGuessable(values[name]));
  return [
    // One that does not fit, or cannot be read, is there.
    ...(values.SECRET_KEY === '' && !told.some((fault) => fault.startsWith('SECRET_KEY')) ? [missing] : []),
    ...guessable.map((name) => `${name} can be guessed: make a random one (try \`openssl rand -base64 48\`)`),
  ];
}

const isGuessable = (key: string): boolean => new Set(key).size < FEWEST_CHARACTERS || PLACEHOLDER.test(key);

function personalKeysOf(values: Values, secretKey: string): readonly [string, ...string[]] {
  const others = [values.PERSONAL_KEY_OTHER, secretKey].filter((key) => key !== '');
  return [values.PERSONAL_KEY || secretKey, ...others];
}

/** Behind the stand-in's one address each platform has a path of its own. */
function platformsOf(values: Values): Config['platforms'] {
  const { SANDBOX_URL: sandbox } = values;
  const site = values.PUBLIC_URL || `http://localhost:${values.PORT}`;
  if (sandbox !== '') {
    return {
      sandboxUrl: sandbox,
      wecomApi: `${sandbox}/wecom`,
      // People's browsers go there: by way of our own address, which is the one that they reach.
      wecomOauth: `${site}/sandbox/oauth`,
      wecomLogin: `${site}/sandbox/login`,
      wechatApi: `${sandbox}/wechat`,
      dingtalkApi: `${sandbox}/dingtalk/api`,
      dingtalkOapi: `${sandbox}/dingtalk/oapi`,
      dingtalkLogin: `${site}/sandbox/dingtalk`,
    };
  }
  return {
    sandboxUrl: undefined,
    wecomApi: values.WECOM_API_URL,
    wecomOauth: values.WECOM_OAUTH_URL,
    wecomLogin: values.WECOM_LOGIN_URL,
    wechatApi: values.WECHAT_API_URL,
    dingtalkApi: values.DINGTALK_API_URL,
    dingtalkOapi: values.DINGTALK_OAPI_URL,
    dingtalkLogin: values.DINGTALK_LOGIN_URL,
  };
}

function readSettings(env: Env, faults: string[]): Values {
  const entries = Object.entries<Setting>(SETTINGS).map(([name, setting]) => {
    const raw = rawOf(env, name, faults);
    if (raw === undefined || raw === '') return [name, setting.default];
    const value = parse(setting, raw);
    if (value === undefined) {
      const shown = setting.secret === true ? 'its value' : JSON.stringify(raw);
      faults.push(`${name}: ${shown} does not fit: ${wanted(setting)}. ${setting.sentence}`);
    }
    return [name, value ?? setting.default];
  });
  return Object.fromEntries(entries) as Values;
}

/** The variable itself, or the content of the file that `<NAME>_FILE` names (as container secrets come). */
function rawOf(env: Env, name: string, faults: string[]): string | undefined {
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return env[name]?.trim();
  if (env[name] !== undefined && env[name] !== '') {
    faults.push(`${name} and ${name}_FILE are both set: keep one`);
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    faults.push(`${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
    return undefined;
  }
}

function parse(setting: Setting, raw: string): string | number | boolean | undefined {
  switch (setting.type) {
    case 'text':
      return setting.pattern === undefined || setting.pattern.test(raw) ? raw : undefined;
    case 'choice':
      return setting.choices.includes(raw) ? raw : undefined;
    case 'number': {
      const number = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
      return number >= setting.min && number <= setting.max ? number : undefined;
    }
    case 'switch':
      if (['on', 'true', '1', 'yes'].includes(raw)) return true;
      return ['off', 'false', '0', 'no'].includes(raw) ? false : undefined;
  }
}

function wanted(setting: Setting): string {
  switch (setting.type) {
    case 'number':
      return `a whole number from ${setting.min} to ${setting.max}`;
    case 'choice':
      return `one of ${setting.choices.join(', ')}`;
    case 'switch':
      return 'on or off';
    case 'text':
      return 'another form is wanted';
  }
}

/** Made at the first start; the flag `wx` lets exactly one of two racing starts write it. */
function keptKey(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'secret.key');
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(file, 'utf8').trim();
  if (key.length < 32) throw new ConfigFaults([`${file} is cut short: restore it, or remove it to sign everybody out`]);
  return key;
}
