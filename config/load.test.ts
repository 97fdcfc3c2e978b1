import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exampleEnv } from './exampleEnv';
import { ConfigFaults, loadConfig } from './load';

const roots: string[] = [];
const root = () => {
  const made = mkdtempSync(path.join(tmpdir(), 'paidan-config-'));
  roots.push(made);
  return made;
};
afterAll(() => {
  for (const made of roots) rmSync(made, { recursive: true });
});

/** No secret: it only looks like one. */
const RANDOM = 'q7Zp0WbX3mKd9RtY5vLh2NcF8sJg4TuE';

function faultsOf(env: Record<string, string>, rootDir = root()): readonly string[] {
  try {
    loadConfig(env, rootDir);
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
  return [];
}

test('nothing set: embedded database, sample data, a key kept for the next start', () => {
  const rootDir = root();
  const config = loadConfig({}, rootDir);
  expect(config).toMatchObject({
    production: false,
    dataDir: path.join(rootDir, 'data'),
    http: { port: 7300, proxies: 0 },
    database: { url: undefined, synchronous: 'FULL', allowWeakDurability: false },
    platforms: {
      sandboxUrl: undefined,
      wecomApi: 'https://qyapi.weixin.qq.com',
      wecomOauth: 'https://open.weixin.qq.com',
      wecomLogin: 'https://login.work.weixin.qq.com',
      wechatApi: 'https://api.weixin.qq.com',
      dingtalkApi: 'https://api.dingtalk.com',
      dingtalkOapi: 'https://oapi.dingtalk.com',
      dingtalkLogin: 'https://login.dingtalk.com',
    },
    sampleData: true,
  });
  expect(config.session.secretKey.length).toBeGreaterThanOrEqual(32);
  expect(loadConfig({}, rootDir).session.secretKey).toBe(config.session.secretKey);
  expect(statSync(path.join(rootDir, 'data', 'secret.key')).mode & 0o777).toBe(0o600);
});

test('the whole of it is frozen', () => {
  const config = loadConfig({}, root());
  expect([config, config.http, config.database, config.session].every(Object.isFrozen)).toBe(true);
});

test('every fault is told at once, in words', () => {
  const faults = faultsOf({ PORT: '70000', NODE_ENV: 'prod', SESSION_DAYS: '0', PUBLIC_URL: 'paidan.example.com/x' });
  expect(faults).toHaveLength(4);
  expect(faults.join('\n')).toContain('PORT: "70000" does not fit: a whole number from 0 to 65535');
});

test('a secret that does not fit is not shown', () => {
  const [fault] = faultsOf({ SECRET_KEY: 'tooshort' });
  expect(fault).toContain('SECRET_KEY');
  expect(fault).not.toContain('tooshort');
});

test('a secret may come from a file', () => {
  const file = path.join(root(), 'key');
  writeFileSync(file, `${'k'.repeat(40)}\n`);
  expect(loadConfig({ SECRET_KEY_FILE: file }, root()).session.secretKey).toBe('k'.repeat(40));
  expect(faultsOf({ SECRET_KEY_FILE: '/nonexistent/key' })).toEqual([
    'SECRET_KEY_FILE: cannot read /nonexistent/key (ENOENT)',
  ]);
  expect(faultsOf({ SECRET_KEY_FILE: file, SECRET_KEY: 'k'.repeat(40) })).toHaveLength(1);
});

test('production insists on a key of its own, real passwords and durable writes', () => {
  const faults = faultsOf({
    NODE_ENV: 'production',
    DATABASE_URL: 'mysql://u:p@db/paidan',
    SAMPLE_DATA: 'on',
    ALLOW_WEAK_DURABILITY: 'on',
  });
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['SECRET_KEY', 'SAMPLE_DATA', 'ALLOW_WEAK_DURABILITY']);
  const embedded = { SQLITE_SYNCHRONOUS: 'NORMAL', CRASH_AT: 'execute.inside:1' };
  expect(faultsOf({ ...embedded, NODE_ENV: 'production' }).map((fault) => fault.split(' ')[0])).toEqual([
    'SECRET_KEY',
    'SQLITE_SYNCHRONOUS',
    'CRASH_AT',
  ]);
  expect(faultsOf(embedded)).toEqual([]);
});

test.each([
  ['none, on the embedded database', {}, 'SECRET_KEY is missing'],
  ['none, on another one', { DATABASE_URL: 'mysql://u:p@db/paidan' }, 'SECRET_KEY is missing'],
  ['one that is too short', { SECRET_KEY: RANDOM.slice(0, 31) }, 'SECRET_KEY: its value does not fit'],
  ['one character, often', { SECRET_KEY: 'k'.repeat(40) }, 'SECRET_KEY can be guessed'],
  ['what stands in a guide', { SECRET_KEY: 'please-change-me-0123456789-abcdef' }, 'SECRET_KEY can be guessed'],
  ['a guessable one for numbers', { SECRET_KEY: RANDOM, PERSONAL_KEY: '12'.repeat(20) }, 'PERSONAL_KEY can be guessed'],
] as const)('production does not start with %s; elsewhere only the form counts', (_what, env, fault) => {
  const rootDir = root();
  expect(faultsOf({ ...env, NODE_ENV: 'production' }, rootDir)).toEqual([expect.stringContaining(fault)]);
  expect(existsSync(path.join(rootDir, 'data', 'secret.key'))).toBe(false);
  expect(faultsOf(env)).toHaveLength(fault.includes('fit') ? 1 : 0);
});

test('the key before may have been weak: it is read under until its numbers are moved', () => {
  const env = { NODE_ENV: 'production', SECRET_KEY: RANDOM, PERSONAL_KEY_OTHER: 'please-change-me-0123456789-abcdef' };
  expect(faultsOf(env)).toEqual([]);
  expect(faultsOf({ NODE_ENV: 'production', SECRET_KEY: `paidan-${RANDOM}` })).toEqual([]);
});

test('production starts with a random key, or with the one that an earlier start made', () => {
  for (let turn = 0; turn < 200; turn++) {
    const SECRET_KEY = randomBytes(turn < 100 ? 24 : 48).toString(turn % 2 === 0 ? 'base64' : 'hex');
    expect([SECRET_KEY, faultsOf({ NODE_ENV: 'production', SECRET_KEY })]).toEqual([SECRET_KEY, []]);
  }
  const rootDir = root();
  const { session } = loadConfig({}, rootDir);
  const SECRET_KEY_FILE = path.join(rootDir, 'data', 'secret.key');
  expect(loadConfig({ NODE_ENV: 'production', SECRET_KEY_FILE }, rootDir).session.secretKey).toBe(session.secretKey);
});

test('sample data is for the embedded database outside production', () => {
  expect(loadConfig({ NODE_ENV: 'production', SECRET_KEY: RANDOM }, root()).sampleData).toBe(false);
  expect(loadConfig({ DATABASE_URL: 'mysql://u:p@db/paidan' }, root()).sampleData).toBe(false);
  expect(loadConfig({ DATABASE_URL: 'mysql://u:p@db/paidan', SAMPLE_DATA: 'on' }, root()).sampleData).toBe(true);
});

test('finished work is for sample data, and where it is asked for', () => {
  expect(loadConfig({}, root()).sampleHistory).toBe(false);
  expect(loadConfig({ SAMPLE_HISTORY: 'on' }, root()).sampleHistory).toBe(true);
  expect(loadConfig({ SAMPLE_HISTORY: 'on', SAMPLE_DATA: 'off' }, root()).sampleHistory).toBe(false);
});

test('example.env is what the settings say', () => {
  expect(readFileSync(path.join(__dirname, 'example.env'), 'utf8')).toBe(exampleEnv());
});

test('the stand-in takes the place of every platform, but never in production', () => {
  const env = { SANDBOX_URL: 'http://127.0.0.1:7301' };
  expect(loadConfig(env, root()).platforms).toEqual({
    sandboxUrl: 'http://127.0.0.1:7301',
    wecomApi: 'http://127.0.0.1:7301/wecom',
    wecomOauth: 'http://localhost:7300/sandbox/oauth',
    wecomLogin: 'http://localhost:7300/sandbox/login',
    wechatApi: 'http://127.0.0.1:7301/wechat',
    dingtalkApi: 'http://127.0.0.1:7301/dingtalk/api',
    dingtalkOapi: 'http://127.0.0.1:7301/dingtalk/oapi',
    dingtalkLogin: 'http://localhost:7300/sandbox/dingtalk',
  });
  const shown = { ...env, PUBLIC_URL: 'http://192.168.1.20:7300' };
  expect(loadConfig(shown, root()).platforms.wecomLogin).toBe('http://192.168.1.20:7300/sandbox/login');
  expect(() => loadConfig({ ...env, NODE_ENV: 'production' }, root())).toThrow('SANDBOX_URL is set in production');
});
