// Connects the first sample organization with the stand-in for the chat platforms: its staff are in WeCom and in DingTalk, its
// residents in WeChat.
import { randomBytes } from 'node:crypto';
import type { AccountId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import type { AccountSecrets, AccountValues, SecretKey } from '@paidan/shared/model/account';
import type { Account } from '../core/channels';
import type { Clock } from '../core/clock';
import type { Execute } from '../core/execute';
import { newId } from '../core/ids';
import { type Scope, systemScope, tenantOf } from '../core/scope';
import { makeSeal, type Seal } from '../core/seal';
import { accountAggregate } from '../features/account/aggregate';
import { makeBind } from '../features/account/bind';
import { preferenceAggregate } from '../features/preference/aggregate';
import { accountsOf } from '../lookups/accounts';
import { consentsOf } from '../lookups/consents';
import { preferenceId } from '../lookups/preferences';
import { consent } from '../store/tables/consent';
import { department } from '../store/tables/department';
import { member } from '../store/tables/member';
import { tenant } from '../store/tables/tenant';
import type { Reader, Store } from '../store/unit';
import { openIn } from '../store/vault';
import { ORGANIZATIONS } from './organizations';
import { inTurn } from './turn';

export type StandInDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly secretKey: string;
  /** Of the stand-in, and of ourselves. */
  readonly sandboxUrl: string;
  readonly baseUrl: string;
};

/** What the organization calls itself on the platforms. */
const CORP_ID = 'ww5a0d3cuihu00001';
const AGENT_ID = '1000002';
const APP_ID = 'wx5a0d3cuihu00001';
const DING_CORP_ID = 'ding5a0d3cuihu00001';
const DING_CLIENT_ID = 'dingapp5a0d3cuihu01';
const TEMPLATES = [
  {
    topic: 'progress',
    templateId: 'tmpl-progress-000001',
    title: '工单进度通知',
    // When it was is said by the chat itself, who comes is not; a template has no more than five.
    keys: { no: 'character_string1', title: 'thing2', status: 'phrase3', note: 'thing4', handler: 'thing5' },
    labels: { no: '工单编号', title: '工单内容', status: '当前状态', note: '说明', handler: '处理人' },
  },
  {
    topic: 'answer',
    templateId: 'tmpl-answer-00000001',
    title: '工单待确认提醒',
    keys: { no: 'character_string1', title: 'thing2', note: 'thing3', time: 'time4' },
    labels: { no: '工单编号', title: '工单内容', note: '温馨提示', time: '完成时间' },
  },
] as const;
/** Messages that each resident has agreed to beforehand, so that a first look shows some. */
const CONSENTS = 5;

/** At each start, since the stand-in forgets: declares there what the organization has here; the first time, makes it. */
export async function connectStandIn(deps: StandInDeps): Promise<void> {
  const { store } = deps;
  const [organization] = ORGANIZATIONS;
  const found = organization && (await store.system.read.one(tenant, { code: organization.code }));
  if (found === undefined) return;
  const seal = makeSeal(deps.secretKey);
  const scope: Scope = { ...systemScope(tenantOf(found.id)), channel: 'cli' };
  const reader = store.read(scope);
  const isThere = (kind: AccountKind) => async () => (await accountsOf(reader, seal, kind)).length > 0;
  let fresh = false;
  await inTurn(store, 'connect stand-in', isThere('wechat'), async () => {
    fresh = true;
    await makeAccounts(deps, scope, reader, seal);
  });
  await inTurn(store, 'connect stand-in, DingTalk', isThere('dingtalk'), () => makeDingtalk(deps, scope, reader, seal));
  if (fresh) await agree(deps, reader, seal);
  await declare(deps, reader, seal, found);
}

const letters = (length: number): string =>
  randomBytes(length * 2)
    .toString('base64')
    .replace(/[^0-9A-Za-z]/g, '')
    .slice(0, length)
    .padEnd(length, 'x');

const creator =
  ({ execute, clock }: StandInDeps, scope: Scope, seal: Seal) =>
  async (kind: AccountKind, name: string, values: AccountValues, secrets: AccountSecrets) => {
    const id = newId(clock.now());
    const keys = Object.keys(secrets) as SecretKey[];
    const command = { verb: 'create', kind, name, values, secrets: keys } as const;
    const done = await execute(accountAggregate(seal, secrets), { scope, key: null, id, fresh: true, command });
    if (!done.ok) throw new Error(`sample connection: ${JSON.stringify(done.refusal)}`);
    return id;
  };

/** The mini-program last: when it is there, all of it is. */
async function makeAccounts(deps: StandInDeps, scope: Scope, reader: Reader, seal: Seal): Promise<void> {
  const { execute } = deps;
  const bind = makeBind({ execute, seal });
  const create = creator(deps, scope, seal);
  // Whoever looks around does so at any hour.
  const awake = { scope, key: null, id: preferenceId(reader.tenantId), command: { values: { quiet: null } } };
  await execute(preferenceAggregate, awake);
  const { staff, residents } = await peopleOf(reader);
  const wecom = await create(
    'wecom',
    '企业微信（模拟）',
    { corpId: CORP_ID, agentId: AGENT_ID, roles: ['technician'] },
    { appSecret: letters(43), callbackToken: letters(20), callbackKey: letters(43), contactSecret: letters(43) },
  );
  for (const one of staff) await bind(scope, { accountId: wecom, memberId: one.id, external: one.login });
  await create('wecomGroup', '工程部群（模拟）', {}, { webhookKey: letters(36) });
  const subscriptions = TEMPLATES.map(({ topic, templateId, keys }) => ({ topic, templateId, keys }));
  const wechat = await create(
    'wechat',
    '业主小程序（模拟）',
    { appId: APP_ID, subscriptions, roles: ['resident'] },
    { appSecret: letters(32), pushToken: letters(20), pushKey: letters(43) },
  );
  for (const one of residents)
    await bind(scope, { accountId: wechat, memberId: one.id, external: openidOf(one.login) });
}

async function makeDingtalk(deps: StandInDeps, scope: Scope, reader: Reader, seal: Seal): Promise<void> {
  const bind = makeBind({ execute: deps.execute, seal });
  const values = { corpId: DING_CORP_ID, clientId: DING_CLIENT_ID };
  const id = await creator(deps, scope, seal)('dingtalk', '钉钉（模拟）', values, { appSecret: letters(43) });
  const { staff } = await peopleOf(reader);
  for (const one of staff) await bind(scope, { accountId: id, memberId: one.id, external: dingIdOf(one.login) });
}

const dingIdOf = (login: string): string => `dt-${login}`;
/** Somebody whom nobody has bound yet. */
const DING_NEWCOMER = { userid: 'dt-newcomer', name: '新同事' };

/** Whoever has another role comes last. */
const ORDER = ['dispatcher', 'technician', 'frontdesk', 'resident'];

const openidOf = (login: string): string => `oStandIn-${login}`;

async function peopleOf(reader: Reader) {
  const all = await reader.find(member, { where: { state: 'active' } });
  // Those who dispatch and work stand first: their phones are looked at.
  const place = ({ roles }: (typeof all)[number]) => (ORDER.findIndex((role) => roles.includes(role)) + 10) % 10;
  const sorted = [...all].sort((a, b) => place(a) - place(b) || (a.login < b.login ? -1 : 1));
  const isResident = (one: (typeof all)[number]) => one.roles.includes('resident');
  return { staff: sorted.filter((one) => !isResident(one)), residents: sorted.filter(isResident) };
}

type Named = { readonly code: string; readonly name: string };

async function declare(
  { store, sandboxUrl, baseUrl }: StandInDeps,
  reader: Reader,
  seal: Seal,
  { code, name }: Named,
): Promise<void> {
  const accounts = await accountsOf(reader, seal);
  const { staff, residents: sealed } = await peopleOf(reader);
  // What WeChat would tell of them is the number itself.
  const residents = await openIn(store.vault, reader, sealed, ['phone']);
  const departments = await reader.find(department, { where: { state: 'active' } });
  const numberOf = (id: string | null) => departments.findIndex((one) => one.id === id) + 2;
  const people = staff.map((one) => ({
    userid: one.login,
    name: one.name,
    department: [one.departmentId === null ? 1 : numberOf(one.departmentId)],
  }));
  const of = (kind: AccountKind) => accounts.filter((one) => one.kind === kind);
  const consents = await consentsOf(
    reader,
    residents.map(({ id }) => id),
  );
  const left = new Map(consents.map((one) => [`${one.memberId} ${one.topic}`, one.left]));
  const hook = ({ kind, id }: Account) => `${baseUrl}/hooks/${kind}/${id}`;
  const corps = of('wecom')
    .slice(0, 1)
    .map((account) => ({
      corpId: account.values.corpId,
      name,
      contactSecret: account.secrets.contactSecret,
      departments: [
        { id: 1, name, parentid: 0 },
        ...departments.map((one) => ({ id: numberOf(one.id), name: one.name, parentid: 1 })),
      ],
      people,
      apps: [
        {
          agentId: Number(account.values.agentId),
          name: '派单',
          secret: account.secrets.appSecret,
          callback: { url: hook(account), token: account.secrets.callbackToken, aesKey: account.secrets.callbackKey },
          trustedDomains: [new URL(baseUrl).host],
        },
      ],
      groups: of('wecomGroup').map((group) => ({
        key: group.secrets.webhookKey,
        name: '工程部工作群',
        members: people.map(({ userid }) => userid),
      })),
    }));
  const minis = of('wechat')
    .slice(0, 1)
    .map((account) => ({
      appid: account.values.appId,
      name: `${name}服务`,
      org: code,
      secret: account.secrets.appSecret,
      push: { url: hook(account), token: account.secrets.pushToken, aesKey: account.secrets.pushKey },
      people: residents.map((one) => ({
        openid: openidOf(one.login),
        name: one.name,
        phone: one.phone,
        // A stand-in forgets when it ends; what was agreed to stays with us, as it would with WeChat.
        consents: Object.fromEntries(
          TEMPLATES.map(({ topic, templateId }) => [templateId, left.get(`${one.id} ${topic}`) ?? 0]),
        ),
      })),
      templates: TEMPLATES.map(({ templateId, title, keys, labels }) => ({
        id: templateId,
        title,
        keys: Object.entries(keys).map(([fact, key]) => ({ key, label: (labels as Record<string, string>)[fact] })),
      })),
    }));
  const dings = of('dingtalk')
    .slice(0, 1)
    .map((account) => ({
      corpId: account.values.corpId,
      name,
      org: code,
      people: [...staff.map((one) => ({ userid: dingIdOf(one.login), name: one.name })), DING_NEWCOMER],
      apps: [
        {
          clientId: account.values.clientId,
          name: '派单',
          secret: account.secrets.appSecret,
          redirects: [`${baseUrl}/auth/dingtalk/${account.id}/back`],
        },
      ],
    }));
  await tell(sandboxUrl, 'world', { corps, minis, dings });
}

/** The residents have agreed beforehand; the stand-in hears of it with everything else. */
async function agree({ store, clock }: StandInDeps, reader: Reader, seal: Seal): Promise<void> {
  const [account] = await accountsOf(reader, seal, 'wechat');
  if (account === undefined) return;
  const { residents } = await peopleOf(reader);
  const given = { left: CONSENTS, byApp: 0, byPush: CONSENTS, updatedAt: clock.now() };
  await store.unit(reader, async (u) => {
    for (const { id: memberId } of residents) {
      const whose = { accountId: account.id as AccountId, memberId };
      for (const { topic } of TEMPLATES) await u.upsert(consent, { ...whose, topic, ...given }, []);
    }
  });
}

async function tell(sandboxUrl: string, what: string, body: object): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/sandbox/api/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`the stand-in refused ${what}: ${answer.status} ${await answer.text()}`);
}
