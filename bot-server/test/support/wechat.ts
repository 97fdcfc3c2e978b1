// Two organizations with a mini-program each, small enough to be made for every test: members, roles, and a WeChat that answers
// as it is told.
import type { AccountId, DepartmentId, MemberId, RoleId, TenantId } from '@paidan/shared/kernel/id';
import { ok } from '@paidan/shared/kernel/result';
import type { AccountSecrets, AccountValues, SecretKey } from '@paidan/shared/model/account';
import type { Answer, Trouble } from '../../src/core/channels';
import { type Clock, fixedClock } from '../../src/core/clock';
import { makeExecute } from '../../src/core/execute';
import { newId } from '../../src/core/ids';
import { makeMarks } from '../../src/core/marks';
import { type Scope, tenantOf } from '../../src/core/scope';
import { makeSeal } from '../../src/core/seal';
import type { WechatApi } from '../../src/core/wechat';
import { accountAggregate } from '../../src/features/account/aggregate';
import { makeBind } from '../../src/features/account/bind';
import { makeWriteRecord } from '../../src/features/record/write';
import { makeSessions } from '../../src/features/session/sessions';
import type { OpenDeps } from '../../src/features/wechat/deps';
import { publish } from '../../src/outbox/publish';
import { identity } from '../../src/store/tables/identity';
import { member } from '../../src/store/tables/member';
import { role } from '../../src/store/tables/role';
import { tenant } from '../../src/store/tables/tenant';
import type { Reader, Store } from '../../src/store/unit';

export const SECRET_KEY = 'a key for tests, thirty-two characters long';
export const TEMPLATES = { progress: 'progress-template', answer: 'answer-template' } as const;
export const SUBSCRIPTIONS: AccountValues = {
  appId: 'wx0123456789abcdef',
  subscriptions: [
    { topic: 'progress', templateId: TEMPLATES.progress, keys: { title: 'thing1' } },
    { topic: 'answer', templateId: TEMPLATES.answer, keys: { title: 'thing1' } },
  ],
};

type Script = { -readonly [Name in keyof WechatApi]?: WechatApi[Name] };
export type Told = { readonly call: keyof WechatApi; readonly account: string; readonly asked: unknown };
/** A platform by script: what is not in it is down. */
export type Wechat = { readonly api: WechatApi; readonly told: Told[]; readonly script: Script };

export const trouble = (kind: Trouble['kind'], code: string): { readonly ok: false; readonly trouble: Trouble } => ({
  ok: false,
  trouble: { kind, code, message: `wechat says ${code}` },
});

function scripted(): Wechat {
  const told: Told[] = [];
  const script: Script = {};
  const by =
    <Name extends keyof WechatApi>(call: Name) =>
    async (from: Parameters<WechatApi[Name]>[0], asked: Parameters<WechatApi[Name]>[1]) => {
      told.push({ call, account: from.id, asked });
      const answer = script[call] as ((from: unknown, asked: unknown) => Promise<Answer<never>>) | undefined;
      return answer === undefined ? trouble('later', 'down') : answer(from, asked);
    };
  const api: WechatApi = {
    login: by('login'),
    phone: by('phone'),
    unlimitedCode: by('unlimitedCode'),
    checkText: by('checkText'),
    checkMedia: by('checkMedia'),
  };
  return { api, told, script };
}

export type Neighbourhood = {
  readonly deps: OpenDeps & { readonly publicUrl: string };
  readonly wechat: Wechat;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly org: string;
  readonly tenantId: TenantId;
  readonly reader: Reader;
  readonly accountId: AccountId;
  readonly scopeOf: (memberId: MemberId, channel?: Scope['channel']) => Scope;
  readonly join: (login: string, phone: string | null, more?: { retired?: true }) => Promise<MemberId>;
  readonly connect: (values?: AccountValues) => Promise<AccountId>;
  readonly bind: (memberId: MemberId, openid: string) => Promise<void>;
};

/** An organization that no other test knows. */
export async function moveIn(
  store: Store,
  values: AccountValues = SUBSCRIPTIONS,
  secrets: AccountSecrets = { appSecret: 'hush-hush' },
): Promise<Neighbourhood> {
  const clock = fixedClock(Date.now());
  const tenantId = tenantOf(newId(clock.now()));
  const org = `org-${tenantId}`;
  const seal = makeSeal(SECRET_KEY);
  const scope: Scope = { tenantId, actor: { kind: 'system' }, channel: 'cli', requestId: null };
  const at = { createdAt: clock.now(), updatedAt: clock.now() };
  await store.system.unit((u) =>
    u.insert(tenant, [
      { id: tenantId, code: org, name: org, locale: 'zh-CN', offsetMinutes: 480, createdAt: clock.now() },
    ]),
  );
  const roleRow = (code: string) => ({
    id: newId<'role'>(clock.now()) as RoleId,
    code,
    name: { zh: code, en: code },
    grants: ['ticket.create' as const],
    state: 'active' as const,
    version: 1,
    ...at,
  });
  await store.unit(scope, (u) => u.insert(role, [roleRow('resident'), roleRow('guest')]));

  const execute = makeExecute({
    ...{ store, clock: clock as Clock, marks: makeMarks(SECRET_KEY), publish },
    poke: () => undefined,
  });
  const connect = async (given = values) => {
    const id = newId<'account'>(clock.now()) as AccountId;
    const keys = Object.keys(secrets) as SecretKey[];
    const command = { verb: 'create', kind: 'wechat', name: '小程序', values: given, secrets: keys } as const;
    const made = await execute(accountAggregate(seal, secrets), { scope, key: null, id, fresh: true, command });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    // Later ones have later ids.
    clock.forward(1);
    return id;
  };
  const accountId = await connect();
  const write = makeWriteRecord({ store, execute, clock });
  const bind = makeBind({ execute, seal });
  const wechat = scripted();
  const deps = {
    store,
    clock,
    seal,
    secretKey: SECRET_KEY,
    api: wechat.api,
    publicUrl: 'https://paidan.test',
    issue: makeSessions({ store, clock, secretKey: SECRET_KEY, days: 30 }).issueFor,
    createMember: async (by: Scope, given: Parameters<OpenDeps['createMember']>[1]) => {
      const made = await write(by, 'member', { verb: 'create', values: { ...given, roles: [...given.roles] } });
      return made.ok ? ok(made.value as MemberId) : made;
    },
    bind: (by: Scope, to: { id: string }, memberId: MemberId, external: string) =>
      bind(by, { accountId: to.id, memberId, external }),
  } satisfies OpenDeps & { publicUrl: string };

  return {
    deps,
    wechat,
    clock,
    org,
    tenantId,
    reader: store.read({ tenantId }),
    accountId,
    connect,
    scopeOf: (id, channel = 'miniapp') => ({
      tenantId,
      actor: { kind: 'member', id, roles: ['resident'], grants: ['ticket.create'] },
      channel,
      requestId: null,
    }),
    join: async (login, phone, more) => {
      const id = newId<'member'>(clock.now()) as MemberId;
      const person = {
        id,
        login,
        name: login,
        phone,
        pictureId: null,
        departmentId: null as DepartmentId | null,
        roles: ['resident'],
        erasedAt: null,
      };
      const state = more?.retired === true ? ('retired' as const) : ('active' as const);
      await store.unit(scope, (u) => u.insert(member, [{ ...person, passwordHash: null, state, version: 1, ...at }]));
      return id;
    },
    bind: (memberId, external) =>
      store.unit(scope, (u) => u.insert(identity, [{ accountId, external, memberId, state: 'active', ...at }])),
  };
}
