// The command line connects a platform, lists what there is, tries it out and binds people: through the one write path.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, loadConfig } from '@paidan/config/load';
import { eachDatabase } from '../../test/support/databases';
import { ORG, organizationOf, startProduct, TWIN } from '../../test/support/product';
import { openFrom } from '../boot';
import { accountToken } from '../store/tables/accountToken';
import { event } from '../store/tables/event';
import { identity } from '../store/tables/identity';
import { member } from '../store/tables/member';
import type { Store } from '../store/unit';
import { secretsOf, valuesOf } from './account';
import { COMMANDS, commandIn } from './commands';
import { UsageFault } from './options';

const NOWHERE = 'http://127.0.0.1:9';
const SECRET = 'KANARIEN-cli-secret';

test('a command is its first word or its first two', () => {
  expect(commandIn(['verify', '--org', 'x'])?.rest).toEqual(['--org', 'x']);
  expect(commandIn(['account', 'add', '--org', 'x'])?.command).toBe(COMMANDS['account add']);
  for (const args of [[], ['account'], ['account', 'sell'], ['toString'], ['help'], ['constructor', 'name']])
    expect(commandIn(args)).toBeNull();
});

test('values and secrets come as pairs', () => {
  expect(valuesOf(['corpId=ww=1', 'roles=a,b,', 'subscriptions=[]'])).toEqual({
    corpId: 'ww=1',
    roles: ['a', 'b'],
    subscriptions: [],
  });
  for (const wrong of [['corpId'], ['=x'], ['subscriptions={']]) expect(() => valuesOf(wrong)).toThrow(UsageFault);
  expect(() => secretsOf(['appSecret=@/nowhere/at/all'])).toThrow(UsageFault);
});

eachDatabase((name, _open, database) => {
  let store: Store;
  let dir: string;
  let config: Config;
  let lines: string[];
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'paidan-cli-'));
    const given = database.config();
    config = loadConfig(
      {
        NODE_ENV: 'test',
        DATA_DIR: dir,
        SECRET_KEY: 'a-key-for-tests-of-thirty-two-letters',
        ALLOW_WEAK_DURABILITY: 'on',
        PUBLIC_URL: 'https://paidan.example.com',
        ...(given.kind === 'mysql' && { DATABASE_URL: given.url }),
        ...Object.fromEntries(
          ['WECOM_API_URL', 'WECHAT_API_URL', 'DINGTALK_API_URL', 'DINGTALK_OAPI_URL'].map((setting) => [
            setting,
            NOWHERE,
          ]),
        ),
      },
      dir,
    );
    store = await openFrom(config);
    // Plants the organizations, and is gone.
    await (await startProduct(store)).stop();
  });
  afterAll(async () => {
    await store?.close();
    await rm(dir, { recursive: true, force: true });
  });
  beforeEach(() => {
    lines = [];
    const keep = (line: unknown) => void lines.push(String(line));
    jest.spyOn(console, 'log').mockImplementation(keep);
    jest.spyOn(console, 'error').mockImplementation(keep);
  });
  afterEach(() => jest.restoreAllMocks());

  const run = (line: string): Promise<number> => {
    const found = commandIn(line.split(' '));
    if (found === null) throw new Error(line);
    return found.command.run(found.rest, config);
  };
  const said = () => lines.join('\n');

  test('a connection is added, its secret from a file; listed, checked, and somebody bound to it', async () => {
    const file = path.join(dir, 'secret');
    await writeFile(file, `${SECRET}\n`);
    const add = `account add --org ${ORG} --kind wecom --name HQ --set corpId=ww0123456789 --set agentId=1000002`;
    expect(await run(`${add} --secret appSecret=@${file} --secret callbackToken=token123`)).toBe(0);
    const id = /^(\S{20}) {2}HQ/m.exec(said())?.[1] ?? '';
    expect(said()).toContain(`https://paidan.example.com/hooks/wecom/${id}`);

    expect(await run(`account list --org ${ORG}`)).toBe(0);
    expect(said()).toContain('(appSecret, callbackToken)');
    expect(await run(`account check --org ${ORG}`)).toBe(1);
    expect(said()).toMatch(/✗ token +network /);
    expect(await run(`member bind --org ${ORG} --as TECH1 --account HQ --external ZhangWei`)).toBe(0);
    expect(await run(`account check --org ${ORG} --id ${id}`)).toBe(1);
    expect(said()).not.toContain(SECRET);

    const { tenantId, reader } = await organizationOf(store, ORG);
    const told = await reader.find(event, { where: { streamId: id }, order: [['seq', 'asc']] });
    expect(told.map(({ type, channel, byId }) => [type, channel, byId])).toEqual([
      ['account.created', 'cli', null],
      ['account.secretsSet', 'cli', null],
      ['account.bound', 'cli', null],
    ]);
    expect(JSON.stringify(told)).not.toContain(SECRET);
    const bound = await reader.one(identity, { accountId: id as never, external: 'zhangwei' });
    expect((await reader.one(member, { id: bound?.memberId as never }))?.login).toBe('tech1');
    expect(await reader.find(accountToken, { where: {} })).toEqual([]);
    expect(tenantId).toBeDefined();
  });

  test.each<readonly [string, string | number]>([
    [`account add --org ${ORG} --kind wecom --name x --set corpId=ww0123456789 --set agentId=1`, 1],
    [`account add --org ${ORG} --kind pigeon --name x`, 'kind'],
    [`account add --org ${ORG} --kind wecom --name x --set king=1`, 'values'],
    ['account add --kind wecom --name x', '--org'],
    ['account list --org nobody', 'no organization'],
    [`account check --org ${TWIN} --id HQ`, 'no connection'],
    [`member bind --org ${TWIN} --as tech1 --account HQ --external x`, 'no connection'],
    [`member bind --org ${ORG} --as nobody --account HQ --external x`, 1],
    [`member bind --org ${ORG} --as tech2 --account HQ --external zhangwei`, 1],
  ])(`${name}: %s`, async (line, expected) => {
    if (typeof expected === 'number') expect(await run(line)).toBe(expected);
    else await expect(run(line)).rejects.toThrow(expected);
    if (typeof expected === 'number') expect(said()).not.toBe('');
  });
});
