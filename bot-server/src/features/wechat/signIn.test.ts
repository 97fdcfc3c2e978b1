// Who gets in from the mini-program, as whom, and who does not.
import type { ParsedOf } from '@paidan/shared/contract/index';
import type { MemberId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../../test/support/databases';
import { moveIn, type Neighbourhood, SECRET_KEY, trouble } from '../../../test/support/wechat';
import { makePasses } from '../../core/pass';
import { PER_ADDRESS, PER_ADDRESS_IN_ALL } from '../../lookups/attempts';
import { account } from '../../store/tables/account';
import { event } from '../../store/tables/event';
import { identity } from '../../store/tables/identity';
import { member } from '../../store/tables/member';
import { session } from '../../store/tables/session';
import type { Store } from '../../store/unit';
import { hashCredential } from '../session/credential';
import { spellings } from './phone';
import { wechatOpenHandlers } from './signIn';

const call = { locale: 'zh-CN', requestId: 'request-1' } as const;
const PHONE = '13800138009';

eachDatabase((_, open) => {
  let store: Store;
  let here: Neighbourhood;
  /** Each test has an address of its own: attempts are counted by it. */
  let home: string;
  let homes = 0;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    here = await moveIn(store);
    home = `203.0.113.${++homes}`;
  });

  const handlers = () => wechatOpenHandlers(here.deps);
  const signIn = (input: Partial<ParsedOf<'wechat.signIn'>> = {}, address = home) =>
    handlers()['wechat.signIn']({ org: here.org, code: 'login-code', ...input }, { ...call, address });
  const byPhone = (ticket: string, address = home) =>
    handlers()['wechat.phone']({ ticket, code: 'phone-code' }, { ...call, address });
  /** WeChat says: this is `openid`, with this number. */
  const says = (openid: string, phone = PHONE) => {
    here.wechat.script.login = async () => ({ ok: true, value: { openid } });
    here.wechat.script.phone = async () => ({ ok: true, value: phone });
  };
  const ticketFor = async (openid: string, phone = PHONE) => {
    says(openid, phone);
    const answer = await signIn();
    if (!answer.ok || !('ticket' in answer.value)) throw new Error(JSON.stringify(answer));
    return answer.value.ticket;
  };
  const insideAs = async (answer: Awaited<ReturnType<typeof signIn>>) => {
    if (!answer.ok || !('token' in answer.value)) throw new Error(JSON.stringify(answer));
    const { token, member: person } = answer.value;
    const row = await store.system.read.one(session, { tokenHash: hashCredential(SECRET_KEY, token) });
    expect(row).toMatchObject({ tenantId: here.tenantId, memberId: person.id });
    return person;
  };
  const people = () => here.reader.find(member, { where: {} });
  const bound = () => here.reader.find(identity, { where: {}, columns: ['external', 'memberId'] });

  describe('by openid', () => {
    test('whoever is bound is in', async () => {
      const id = await here.join('wang', null);
      await here.bind(id, 'openid-1');
      says('openid-1');
      expect(await insideAs(await signIn())).toEqual({ id, name: 'wang' });
    });

    test('whoever is not gets a ticket, good for ten minutes, with neither secret nor session in it', async () => {
      const ticket = await ticketFor('openid-1');
      expect(ticket.length).toBeLessThanOrEqual(400);
      expect(await store.system.read.count(session, { tenantId: here.tenantId }, 1)).toBe(0);
      here.clock.forward(10 * 60_000 + 1);
      expect(await byPhone(ticket)).toEqual({ ok: false, refusal: { code: 'too_late' } });
    });

    test('a member who has left does not get in', async () => {
      const id = await here.join('wang', null, { retired: true });
      await here.bind(id, 'openid-1');
      says('openid-1');
      expect(await signIn()).toEqual({ ok: false, refusal: { code: 'retired' } });
    });

    test('an unknown organization and one without a mini-program answer alike', async () => {
      says('openid-1');
      const unknown = await signIn({ org: 'nowhere' });
      await store.unit(here, (u) => u.change(account, { id: here.accountId }, { state: 'retired' }));
      const without = await signIn();
      expect(unknown).toEqual({ ok: false, refusal: { code: 'not_found' } });
      expect(without).toEqual(unknown);
      expect(here.wechat.told).toEqual([]);
    });

    test('an openid of another organization is nobody here', async () => {
      const there = await moveIn(store);
      const id = await there.join('li', null);
      await there.bind(id, 'openid-1');
      says('openid-1');
      const answer = await signIn();
      expect(answer.ok && 'ticket' in answer.value).toBe(true);
    });

    test('of several mini-programs the one whose code it is', async () => {
      const second = await here.connect();
      here.wechat.script.login = async (from) =>
        from.id === second ? { ok: true, value: { openid: 'openid-2' } } : trouble('content', '40029');
      const answer = await signIn();
      if (!answer.ok || !('ticket' in answer.value)) throw new Error('no ticket');
      const pass = makePasses(SECRET_KEY, 'wechat').open(answer.value.ticket, here.clock.now());
      expect(pass).toEqual({ accountId: second, external: 'openid-2' });
    });

    test.each([
      ['content', '40029', { code: 'too_late' }],
      ['person', '40226', { code: 'forbidden' }],
      ['later', '45011', { code: 'channel_trouble', data: { code: '45011', message: 'wechat says 45011' } }],
    ] as const)('%s trouble %s', async (kind, code, refusal) => {
      here.wechat.script.login = async () => trouble(kind, code);
      expect(await signIn()).toEqual({ ok: false, refusal });
    });
  });

  describe('by phone number', () => {
    test('the one member who has it, however it was written down', async () => {
      const id = await here.join('wang', '+86 138-0013-8009');
      await here.join('li', '13800138000');
      expect((await insideAs(await byPhone(await ticketFor('openid-1')))).id).toBe(id);
      expect(await bound()).toEqual([{ external: 'openid-1', memberId: id }]);
      expect(await people()).toHaveLength(2);
      // From now on without a number.
      says('openid-1');
      expect((await insideAs(await signIn())).id).toBe(id);
    });

    test('nobody: a new member, with the residents’ role, and its binding in the audit', async () => {
      const person = await insideAs(await byPhone(await ticketFor('openid-1')));
      expect(person.name).toBe('微信用户8009');
      const [row, ...others] = await people();
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        id: person.id,
        phone: PHONE,
        roles: ['resident'],
        departmentId: null,
        passwordHash: null,
      });
      expect(row?.login).toMatch(/^wx-[0-9a-f]{16}$/);
      expect(await bound()).toEqual([{ external: 'openid-1', memberId: person.id }]);
      const written = await here.reader.find(event, { where: {}, columns: ['type', 'channel', 'requestId'] });
      const by = { channel: 'wechat', requestId: 'request-1' };
      expect(written).toEqual(
        expect.arrayContaining([
          { type: 'member.created', ...by },
          { type: 'account.bound', ...by },
        ]),
      );
    });

    test('the connection’s roles, as far as they are there', async () => {
      await store.unit(here, (u) =>
        u.change(account, { id: here.accountId }, { values: { appId: 'wx', roles: ['guest', 'gone'] } }),
      );
      await byPhone(await ticketFor('openid-1'));
      expect((await people()).map(({ roles }) => roles)).toEqual([['guest']]);
    });

    test('several members with that number: an administrator must say who', async () => {
      await here.join('wang', PHONE);
      await here.join('li', PHONE);
      expect(await byPhone(await ticketFor('openid-1'))).toEqual({ ok: false, refusal: { code: 'phone_shared' } });
      expect(await bound()).toEqual([]);
    });

    test('one has left and one is there: the one who is there', async () => {
      await here.join('wang', PHONE, { retired: true });
      const id = await here.join('li', PHONE);
      expect((await insideAs(await byPhone(await ticketFor('openid-1')))).id).toBe(id);
    });

    test('whoever was sent away does not come back as somebody new', async () => {
      await here.join('wang', PHONE, { retired: true });
      expect(await byPhone(await ticketFor('openid-1'))).toEqual({ ok: false, refusal: { code: 'retired' } });
      expect(await people()).toHaveLength(1);
    });

    test('a second phone of the same member', async () => {
      const id = await here.join('wang', PHONE);
      await byPhone(await ticketFor('openid-1'));
      expect((await insideAs(await byPhone(await ticketFor('openid-2')))).id).toBe(id);
      expect(await bound()).toHaveLength(2);
    });

    test('an openid that is somebody else’s by now stays theirs', async () => {
      const ticket = await ticketFor('openid-1');
      const other = await here.join('li', null);
      await here.bind(other, 'openid-1');
      expect(await byPhone(ticket)).toMatchObject({ ok: false, refusal: { code: 'bound_elsewhere' } });
    });

    test('ten requests at once make one member', async () => {
      const ticket = await ticketFor('openid-1');
      const answers = await Promise.all(Array.from({ length: 10 }, () => byPhone(ticket)));
      const ids = new Set<MemberId>();
      for (const answer of answers) ids.add((await insideAs(answer)).id);
      expect(ids.size).toBe(1);
      expect(await people()).toHaveLength(1);
      expect(await bound()).toHaveLength(1);
    });

    test('a ticket whose connection was retired', async () => {
      const ticket = await ticketFor('openid-1');
      await store.unit(here, (u) => u.change(account, { id: here.accountId }, { state: 'retired' }));
      expect(await byPhone(ticket)).toEqual({ ok: false, refusal: { code: 'not_found' } });
    });

    test('a phone code that is used up binds nobody', async () => {
      const ticket = await ticketFor('openid-1');
      here.wechat.script.phone = async () => trouble('content', '40029');
      expect(await byPhone(ticket)).toEqual({ ok: false, refusal: { code: 'too_late' } });
      expect(await bound()).toEqual([]);
    });
  });

  test('too many from one address wait, and ask nothing of the platform; others go on', async () => {
    says('openid-1');
    for (let turn = 0; turn < PER_ADDRESS; turn++) expect((await signIn()).ok).toBe(true);
    const asked = here.wechat.told.length;
    expect(await signIn()).toEqual({ ok: false, refusal: { code: 'too_many' } });
    expect(here.wechat.told.length).toBe(asked);
    expect((await signIn({}, '198.51.100.7')).ok).toBe(true);
    here.clock.forward(60_000);
    expect((await signIn()).ok).toBe(true);
  });

  test('made-up organizations, and other addresses of one household, are counted together', async () => {
    const from = (n: number) => signIn({ org: `nowhere-${n}` }, `2001:db8:7::${n.toString(16)}`);
    const answers = await Promise.all(Array.from({ length: PER_ADDRESS_IN_ALL + 5 }, (_, n) => from(n)));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code));
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(5);
    expect(codes.filter((code) => code === 'not_found')).toHaveLength(PER_ADDRESS_IN_ALL);
  });

  test('fifty at once from one address are counted', async () => {
    says('openid-1');
    const answers = await Promise.all(Array.from({ length: 50 }, () => signIn()));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(PER_ADDRESS);
  });
});

test('a number is found as people write it', () => {
  for (const form of [
    '13800138009',
    '138 0013 8009',
    '138-0013-8009',
    '+8613800138009',
    '+86 138-0013-8009',
    '86 13800138009',
  ]) {
    expect([...spellings('13800138009')]).toContain(form);
  }
  expect([...spellings('+85291234567')]).toEqual(['+85291234567', '85291234567']);
  expect([...spellings('13800138009')]).not.toContain('13800138000');
});
