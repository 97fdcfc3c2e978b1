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
  readonly drainSeconds: number;
  /** Undefined: figures are read on this machine only. */
  readonly metricsToken: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly sampleData: boolean;
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
  if (production && !embedded && values.SECRET_KEY === '') {
    faults.push(
      'SECRET_KEY is missing: every server process on one database needs the same (try `openssl rand -base64 48`)',
    );
  }
  if (production && values.SAMPLE_DATA === 'on') {
    faults.push('SAMPLE_DATA is on in production: its passwords are known to everybody; turn it off');
  }
  if (production && values.SANDBOX_URL !== '') {
    faults.push('SANDBOX_URL is set in production: anybody could speak as anybody there; leave it empty');
  }
  if (production && values.ALLOW_WEAK_DURABILITY) {
    faults.push('ALLOW_WEAK_DURABILITY is on in production: acknowledged work could be lost; turn it off');
  }
  if (faults.length > 0) throw new ConfigFaults(faults);
  const dataDir = path.resolve(rootDir, values.DATA_DIR);
  const secretKey = values.SECRET_KEY || keptKey(dataDir);
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
    drainSeconds: values.DRAIN_SECONDS,
    metricsToken: values.METRICS_TOKEN || undefined,
    logLevel: values.LOG_LEVEL,
    sampleData:
      values.SAMPLE_DATA === 'auto' ? embedded && values.NODE_ENV === 'development' : values.SAMPLE_DATA === 'on',
  });
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
