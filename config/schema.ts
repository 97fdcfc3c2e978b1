// Every setting of the server: its type, what it is when nobody says, one sentence for whoever runs it, and whether it is secret.

type Common = {
  readonly sentence: string;
  /** Never printed; may also come from a file named by `<NAME>_FILE`. */
  readonly secret?: true;
};
export type TextSetting = Common & { readonly type: 'text'; readonly default: string; readonly pattern?: RegExp };
export type NumberSetting = Common & {
  readonly type: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
};
export type ChoiceSetting = Common & {
  readonly type: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
};
/** `on` or `off`. */
export type SwitchSetting = Common & { readonly type: 'switch'; readonly default: boolean };
export type Setting = TextSetting | NumberSetting | ChoiceSetting | SwitchSetting;

export const SETTINGS = {
  NODE_ENV: {
    type: 'choice',
    default: 'development',
    choices: ['development', 'test', 'production'],
    sentence: 'In production the server insists on safe settings and makes no sample data.',
  },
  HOST: {
    type: 'text',
    default: '',
    sentence:
      'Address to listen on; empty means every address, IPv6 and IPv4, so that phones nearby can reach it (127.0.0.1: this machine only).',
  },
  PORT: { type: 'number', default: 7300, min: 0, max: 65_535, sentence: 'Port to listen on; 0 takes any free one.' },
  PUBLIC_URL: {
    type: 'text',
    default: '',
    pattern: /^https?:\/\/[^/\s?#@]+$/,
    sentence:
      'What people type to get here, such as https://paidan.example.com, without a path; https makes cookies travel by https only.',
  },
  TRUST_PROXY: {
    type: 'number',
    default: 0,
    min: 0,
    max: 5,
    sentence:
      'How many reverse proxies of your own stand in front; their X-Forwarded-For, -Proto and -Host are believed.',
  },
  DATA_DIR: {
    type: 'text',
    default: './data',
    sentence: 'Folder for the embedded database, files and the generated key; relative to the root of the product.',
  },
  DATABASE_URL: {
    type: 'text',
    default: '',
    secret: true,
    pattern: /^mysql:\/\/[^\s]+$/,
    sentence: 'mysql://user:password@host:3306/name for MySQL 8 or MariaDB; empty means embedded SQLite in DATA_DIR.',
  },
  SQLITE_SYNCHRONOUS: {
    type: 'choice',
    default: 'FULL',
    choices: ['FULL', 'NORMAL'],
    sentence:
      'FULL: what was acknowledged is on disk; NORMAL: faster, and a power cut may lose the last moments (never in production).',
  },
  ALLOW_WEAK_DURABILITY: {
    type: 'switch',
    default: false,
    sentence: 'Start even where the database may lose acknowledged writes in a crash (for tests).',
  },
  SECRET_KEY: {
    type: 'text',
    default: '',
    secret: true,
    pattern: /^\S{32,200}$/,
    sentence:
      'At least 32 random characters that protect sessions, tokens and telephone numbers; under another one everybody is signed out and no number can be read. Empty: made once and kept in DATA_DIR, but not in production.',
  },
  PERSONAL_KEY: {
    type: 'text',
    default: '',
    secret: true,
    pattern: /^\S{32,200}$/,
    sentence:
      'At least 32 random characters that telephone numbers are sealed under; empty: SECRET_KEY, which is always read.',
  },
  PERSONAL_KEY_OTHER: {
    type: 'text',
    default: '',
    secret: true,
    pattern: /^\S{32,200}$/,
    sentence:
      'Another one that numbers are read under as well: the next key or the one before, while keys are rotated.',
  },
  SESSION_DAYS: { type: 'number', default: 30, min: 1, max: 365, sentence: 'Days until one has to sign in again.' },
  LOG_LEVEL: {
    type: 'choice',
    default: 'info',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    sentence: 'The least important log lines to write.',
  },
  DRAIN_SECONDS: {
    type: 'number',
    default: 1,
    min: 0,
    max: 5,
    sentence:
      'For how long a server that was told to stop (SIGTERM) still takes requests while /readyz says 503: what a balancer in front needs to notice.',
  },
  DATABASE_PATIENCE: {
    type: 'number',
    default: 2600,
    min: 500,
    max: 120_000,
    sentence:
      'Milliseconds for which one request waits for the database, all its statements together, before it is told to come again (503).',
  },
  RATE_MEMBER: {
    type: 'number',
    default: 1200,
    min: 0,
    max: 1_000_000,
    sentence: 'Requests a minute of one person or program, over all processes; 0: no limit.',
  },
  RATE_ORGANIZATION: {
    type: 'number',
    default: 20_000,
    min: 0,
    max: 10_000_000,
    sentence: 'Requests a minute of all people of one organization together; 0: no limit.',
  },
  RATE_ADDRESS: {
    type: 'number',
    default: 600,
    min: 0,
    max: 1_000_000,
    sentence:
      'Requests a minute from one address by people who are not signed in (an office may share one address); 0: no limit.',
  },
  METRICS_TOKEN: {
    type: 'text',
    default: '',
    secret: true,
    pattern: /^\S{16,200}$/,
    sentence:
      'At least 16 random characters that whoever reads /metrics sends as a bearer token; empty: nobody reads them in production, and elsewhere only this machine itself, not by way of a proxy.',
  },
  SANDBOX_URL: {
    type: 'text',
    default: '',
    pattern: /^https?:\/\/[^/\s?#@]+$/,
    sentence:
      'Where the stand-in for the chat platforms listens; it then takes the place of all of them, and moves the clock. Never in production.',
  },
  WECOM_API_URL: {
    type: 'text',
    default: 'https://qyapi.weixin.qq.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: "WeCom's servers, or a proxy of your own with an address that WeCom trusts.",
  },
  WECOM_OAUTH_URL: {
    type: 'text',
    default: 'https://open.weixin.qq.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: 'Where people sign in inside WeCom.',
  },
  WECOM_LOGIN_URL: {
    type: 'text',
    default: 'https://login.work.weixin.qq.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: 'Where people sign in by scanning a code with WeCom.',
  },
  WECHAT_API_URL: {
    type: 'text',
    default: 'https://api.weixin.qq.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: "WeChat's servers, or a proxy of your own with an address that WeChat trusts.",
  },
  PDF_FONT: {
    type: 'text',
    default: '',
    sentence:
      'Font file (.ttf, .otf, .ttc) with Chinese characters for PDF and for watermarks on photos; empty: Noto Sans CJK or another common one, where the system keeps its fonts.',
  },
  DINGTALK_API_URL: {
    type: 'text',
    default: 'https://api.dingtalk.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: "DingTalk's newer servers, or a proxy of your own with an address that DingTalk trusts.",
  },
  DINGTALK_OAPI_URL: {
    type: 'text',
    default: 'https://oapi.dingtalk.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: "DingTalk's older servers, which tell who signs in, or a proxy of your own.",
  },
  DINGTALK_LOGIN_URL: {
    type: 'text',
    default: 'https://login.dingtalk.com',
    pattern: /^https?:\/\/[^\s?#@]+[^/\s?#@]$/,
    sentence: 'Where people sign in by scanning a code with DingTalk.',
  },
  CRASH_AT: {
    type: 'text',
    default: '',
    pattern: /^[a-z]+\.[a-z]+:[1-9]\d{0,5}$/,
    sentence:
      'For tests of crashes: <point>:<n> lets the process die when it comes to this point for the nth time. Never in production.',
  },
  SAMPLE_DATA: {
    type: 'choice',
    default: 'auto',
    choices: ['auto', 'on', 'off'],
    sentence:
      'Fill an empty database with a sample organization whose passwords everybody knows; auto: with the embedded database outside production.',
  },
  SAMPLE_HISTORY: {
    type: 'switch',
    default: false,
    sentence:
      'Begin the sample organization with some work that is done and rated already; `npm start` switches it on.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
