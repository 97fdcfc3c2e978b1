// The command line connects a platform, lists what there is, tries it out and binds people: through the one write path.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, loadConfig } from '@paidan/config/load';
import { eachDatabase } from '../../test/support/databases';
import { ORG, organizationOf, reported, startProduct, TWIN } from '../../test/support/product';
import { newId } from '../core/ids';
import { openFrom } from '../opening';
import { accountToken } from '../store/tables/accountToken';
import { event } from '../store/tables/event';
import { identity } from '../store/tables/identity';
import { member } from '../store/tables/member';
import { outbox } from '../store/tables/outbox';
import { ticket } from '../store/tables/ticket';
import type { Store } from '../store/unit';
import { secretsOf, valuesOf } from './account';
import { COMMANDS, commandIn } from './commands';
import { UsageFault } from './options';

const NOWHERE = 'http://127.0.0.1:9';
const SECRET = 'KANARIEN-cli-secret';

test('a command is its first word or its first two', () => {
  expect(commandIn(['verify', '--org', 'x'])?.rest).toEqual(['--org', 'x']);
  expect(commandIn(['account', 'add', '--org', 'x'])?.load).toBe(COMMANDS['account add']);
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
  let ticketNo: number;
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
    // Plants the organizations and a ticket, and is gone.
    const product = await startProduct(store);
    ticketNo = (await reported(product)).no;
    await product.stop();
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

  const run = async (line: string): Promise<number> => {
    const found = commandIn(line.split(' '));
    if (found === null) throw new Error(line);
    return (await found.load()).run(found.rest, config);
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

  test('a person is erased, by login or by number; twice is refused, and nobody is asked where nobody is', async () => {
    const { reader } = await organizationOf(store, ORG);
    const row = await reader.one(member, { login: 'tech4' });
    await expect(run(`person erase ${ORG} tech4`)).rejects.toThrow('--yes');
    expect(await reader.one(member, { login: 'tech4' })).toEqual(row);
    expect(await run(`person erase ${ORG} TECH4 --reason moved --yes`)).toBe(0);
    const after = await reader.one(member, { id: row?.id as never });
    expect(after).toMatchObject({ name: '', phone: null, passwordHash: null });
    expect(JSON.stringify(await reader.find(event, { where: { streamId: row?.id as never } }))).not.toContain('tech4');
    expect(await run(`person erase ${ORG} ${row?.id} --yes`)).toBe(1);
    expect(said()).toMatch(/erased, from \d+ events and with \d+ numbers/);
    expect(await run(`person erase ${ORG} --phone 13799990000 --yes`)).toBe(1);
    for (const line of [`person erase ${ORG}`, `person erase ${ORG} tech1 --phone 13799990000`, 'person erase'])
      await expect(run(line)).rejects.toThrow('name an organization');
  });

  test('what was given up is listed, and brought back: what is named, and no more; twice does nothing', async () => {
    const { tenantId, reader } = await organizationOf(store, ORG);
    const put = async (streamId: string, topic: string, lastError: string) => {
      const id = newId(1_800_000_000_000);
      const at = { seq: 1, destination: streamId, availableAt: 0, leaseUntil: null, createdAt: 1_800_000_000_000 };
      const how = { state: 'buried' as const, attempts: 12, fence: 12, payload: null };
      await store.unit({ tenantId }, (u) => u.insert(outbox, [{ id, streamId, topic, lastError, ...at, ...how }]));
      return id;
    };
    const first = await reader.one(ticket, { no: ticketNo });
    const { id: memberId } = (await reader.one(member, { login: 'tech1' })) as { id: string };
    const about = await put(first?.id ?? '', 'notify', 'poisoned\n  twice');
    const other = await put(memberId, 'signOut', 'poisoned');
    const stateOf = async (id: string) => (await reader.one(outbox, { id }))?.state;

    expect(await run(`buried --org ${ORG}`)).toBe(0);
    expect(lines).toContain(
      `${ORG}  ${about}  outbox notify  #${ticketNo}  since 2027-01-15T08:00:00.000Z  12 attempts  poisoned twice`,
    );
    expect(said()).toContain(`${other}  outbox signOut  ${memberId}`);
    expect(lines.at(-1)).toBe('2 buried');
    expect(said()).not.toContain(first?.title);
    lines = [];
    expect(await run(`buried --org ${TWIN}`)).toBe(0);
    expect(await run(`revive --org ${TWIN}`)).toBe(0);
    expect(await run(`revive --id ${other} --topic notify`)).toBe(0);
    expect(lines).toEqual(['0 buried', '0 brought back', `${other} is not buried`, '0 brought back']);
    expect([await stateOf(about), await stateOf(other)]).toEqual(['buried', 'buried']);

    lines = [];
    for (let times = 0; times < 2; times++) expect(await run(`revive --org ${ORG} --id ${about} --id nothing`)).toBe(0);
    expect(lines).toEqual([
      'nothing is not buried',
      '1 brought back',
      `${about} is not buried`,
      'nothing is not buried',
      '0 brought back',
    ]);
    expect(await reader.one(outbox, { id: about })).toMatchObject({ state: 'pending', attempts: 0, fence: 13 });
    expect(await stateOf(other)).toBe('buried');
    lines = [];
    for (let times = 0; times < 2; times++) expect(await run('revive --all')).toBe(0);
    expect(lines).toEqual(['1 brought back', '0 brought back']);
    expect(await stateOf(other)).toBe('pending');
  });

  test.each<readonly [string, string | number]>([
    ['buried --org nobody', 'no organization'],
    ['buried --topic weather', 'only: search, notify'],
    ['revive', '--all'],
    [`revive --all --org ${ORG}`, '--all'],
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
