// Whoever is erased is gone: from every table, answer, card, export and timeline, and from the embedded database's files; and the timeline
// still proves itself. The search is shown to find one copy that was forgotten.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { NAME_BEFORE } from '@paidan/shared/rules/erasure/erasure';
import { words } from '@paidan/shared/text/index';
import { hashOf } from '../src/core/chain';
import type { Execute } from '../src/core/execute';
import { newId } from '../src/core/ids';
import { systemScope } from '../src/core/scope';
import { eraseHandlers } from '../src/features/guest/erase';
import { sweepGuests } from '../src/features/guest/sweep';
import { eraseHandlers as memberErase } from '../src/features/record/erase';
import { openDump } from '../src/store/dump';
import { card } from '../src/store/tables/card';
import { delivery } from '../src/store/tables/delivery';
import { event } from '../src/store/tables/event';
import { guest } from '../src/store/tables/guest';
import { held } from '../src/store/tables/held';
import { identity } from '../src/store/tables/identity';
import { member } from '../src/store/tables/member';
import { session } from '../src/store/tables/session';
import { vault as vaultTable } from '../src/store/tables/vault';
import type { Store, StoreConfig } from '../src/store/unit';
import { makeVault } from '../src/store/vault';
import { verifyTenant } from '../src/verify/verify';
import { type Connected, startConnected } from './support/connections';
import { eachDatabase } from './support/databases';
import { ORG, outcome, type Reply, report, ticketIn } from './support/product';
import { TEST_KEY } from './support/server';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** More than a search finds. */
const MANY = 520;
const REASON = '本人申请';
/** What people are told in place of a name: nothing of it is stored. */
const [ERASED, ERASED_ZH] = [words('en').erased, words('zh-CN').erased];
/** Nothing else in the database looks like these. */
const CANARY = {
  name: '甲乙丙丁欧阳',
  before: '戊己庚辛司马',
  login: 'canary-login-7301',
  external: 'canary-userid-7302',
  phone: '13733330001',
  former: '13733330002',
  reported: '13733330003',
} as const;
const GUEST = { phone: '13733330011', held: '13733330012', words: '壬癸子丑专业通下水 加微信 abc12345' } as const;

/** Every value of every row, as a backup would hold it. */
async function allRows(config: StoreConfig): Promise<string> {
  const dump = await openDump(config);
  const parts: string[] = [];
  for (const table of dump.tables) for await (const row of dump.rows(table)) parts.push(JSON.stringify(row));
  await dump.close();
  return parts.join('\n');
}

/** Of the embedded database: tables, free space, and what is still in its journal. */
async function bytesOf(config: StoreConfig): Promise<readonly Buffer[]> {
  if (config.kind !== 'sqlite') return [];
  const folder = path.dirname(config.file);
  return Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name))));
}

eachDatabase((kind, open, database) => {
  let product: Connected;
  let id: MemberId;
  let ticketId: TicketId;
  let token: string;
  beforeAll(async () => {
    product = await startConnected(await open());
    const { mine, as } = product;
    const admin = as('admin');
    const values = { login: CANARY.login, name: CANARY.before, phone: CANARY.former, roles: ['resident'] };
    id = good(await admin('member.create', { ...values, password: 'of-the-canary' })).record.id;
    const pictureId = await product.picture('admin');
    good(await admin('member.change', { id, change: { name: CANARY.name, phone: CANARY.phone, pictureId } }));
    token = await product.tokenFor(CANARY.login);

    const templateId = mine.template('repair');
    ticketId = ticketIn(
      await as(CANARY.login)('ticket.create', { templateId, values: report(mine, { phone: CANARY.reported }) }),
    ).id;
    // What somebody else wrote down for them.
    ticketIn(await as('front')('ticket.create', { templateId, values: report(mine, { phone: CANARY.phone }) }));
    const accountId = await product.connect();
    await product.bound(accountId, id, CANARY.external);
    // A message under way, and a card in their hand.
    const now = product.clock.now();
    const to = { accountId, memberId: id, recipient: CANARY.external, kind: 'accepted' as const };
    const message = { ...to, id: newId<'delivery'>(now), streamId: ticketId, seq: 1, urgent: false, attempts: 1 };
    const idle = {
      state: 'pending' as const,
      availableAt: now,
      leaseUntil: null,
      fence: 0,
      sentAt: null,
      createdAt: now,
    };
    const trouble = { errorCode: '81013', lastError: `no such user: ${CANARY.external}` };
    const inHand = { ...to, id: newId<'card'>(now), ticketId, shown: 'x', messageId: null, code: 'x', codeAt: now };
    await product.store.unit(mine, async (u) => {
      await u.insert(delivery, [{ ...message, ...idle, ...trouble }]);
      await u.insert(card, [{ ...inHand, sentAt: now, state: 'live', version: 1 }]);
    });
    ticketIn(await as('dispatch')('ticket.comment', { ticketId, text: '请在家等候' }));
    await product.settled();
  });
  afterAll(() => product?.stop());

  const good = (reply: Reply) => {
    expect(outcome(reply)).toBe(200);
    return reply.body;
  };
  const erase = (input: object = {}, login = 'admin') =>
    product.as(login)('member.erase', { id, reason: REASON, reported: true, ...input } as never);
  const keyed = () => ({ ...product.store, vault: makeVault(TEST_KEY) });
  const findings = async () => {
    await product.settled();
    return (await verifyTenant(keyed(), product.mine.tenantId)).findings;
  };
  const found = async (canaries: Readonly<Record<string, string>>) => {
    const rows = await allRows(database.config());
    const values = [...(await opened())];
    return Object.entries(canaries)
      .filter(([, text]) => rows.includes(text) || values.includes(text))
      .map(([what]) => what);
  };
  /** A session that was seen a moment ago is believed for a second. */
  const signedOut = async (name: 'session.get' | 'guest.held', shown: string) => {
    while (outcome(await product.call(name, {}, { token: shown })) === 200) await sleep(100);
    expect(outcome(await product.call(name, {}, { token: shown }))).toBe('401 signed_out');
  };
  /** What the keys open. */
  const opened = async () => {
    const { tenantId, reader } = product.mine;
    const vault = makeVault(TEST_KEY);
    const rows = await reader.find(vaultTable, { where: { erasedAt: null } });
    return rows.map((row) => vault.open(tenantId, row));
  };

  test('before, everything is there; nobody erases themselves, the last administrator, or somebody with work in hand', async () => {
    expect((await found(CANARY)).sort()).toEqual(Object.keys(CANARY).sort());
    expect(await findings()).toEqual([]);
    const { mine, as } = product;
    expect(outcome(await erase({ id: mine.member('admin') }))).toBe('409 erase_self');
    ticketIn(await as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech2') }));
    expect(outcome(await erase({ id: mine.member('tech2') }))).toBe('409 in_use');
    expect((await mine.reader.one(member, { id: mine.member('tech2') }))?.state).toBe('active');
    expect(outcome(await erase({}, 'dispatch'))).toBe('403 forbidden');
    expect(outcome(await erase({ version: 1 }))).toBe('409 stale');
    expect(outcome(await erase({ id: '00000000000000000000' }))).toBe('404 not_found');
  });

  test('the reason, which stays, names nobody', async () => {
    for (const text of [CANARY.name, CANARY.before, CANARY.phone, CANARY.former, CANARY.login.toUpperCase()])
      expect(outcome(await erase({ reason: `应 ${text} 的要求` }))).toBe('400 invalid');
    // Whoever thinks better of it then has done nothing.
    const { reader } = product.mine;
    expect((await reader.one(member, { id }))?.state).toBe('active');
    expect(await reader.find(identity, { where: { memberId: id } })).toHaveLength(1);
  });

  test('what would be done is told first, and to nobody who may not do it; what was done is told afterwards', async () => {
    const { as, mine } = product;
    const [admin, asked] = [as('admin'), { id }];
    expect(outcome(await as('dispatch')('member.erasing', asked))).toBe('403 forbidden');
    const far = { retired: false, erased: false, accounts: 1, work: null, connections: 1, guessable: 0 };
    const told = good(await admin('member.erasing', asked));
    // Two of their own, one in a ticket of somebody else's; and one that they left for somebody in a ticket that they reported.
    expect(told).toMatchObject({ ...far, numbers: 3, reported: 1 });
    expect(told.events).toBeGreaterThan(2);
    const [one] = await mine.reader.find(member, { where: { login: 'tech2' } });
    const busy = good(await admin('member.erasing', { id: one?.id as never }));
    expect(busy.work).toMatch(/^#\d+/);
  });

  test('erased: from rows, numbers, timelines and answers; and all of it still proves itself', async () => {
    const { as, mine } = product;
    await product.settled();
    const before = await mine.reader.find(event, {
      where: {},
      order: [
        ['streamId', 'asc'],
        ['seq', 'asc'],
      ],
    });
    const would = good(await as('admin')('member.erasing', { id }));
    const { record, done } = good(await erase());
    const { numbers, events, connections, guessable } = would;
    expect(done).toEqual({ numbers: numbers + would.reported, events, connections, guessable });
    expect(record).toMatchObject({ name: ERASED, phone: null, state: 'retired', roles: [], hasPassword: false });
    expect(record.erasedAt).toEqual(expect.any(Number));
    await product.settled();
    expect(await found(CANARY)).toEqual([]);
    expect(await findings()).toEqual([]);
    // Hashes and numbers are what they were: whatever was anchored outside still holds.
    const after = await mine.reader.find(event, { where: {} });
    const hashes = new Map(after.map((row) => [`${row.streamId} ${row.seq}`, row]));
    for (const { streamId, seq, hash, feedNo } of before)
      expect(hashes.get(`${streamId} ${seq}`)).toMatchObject({ hash, feedNo });

    const admin = as('admin');
    const answers = await Promise.all([
      admin('member.list', { retired: true }),
      admin('member.get', { id }),
      admin('record.history', { kind: 'member', id }),
      admin('member.export', { format: 'csv', retired: true }),
      as('dispatch')('ticket.get', { ticketId }),
      as('dispatch')('ticket.timeline', { ticketId }),
      as('dispatch')('ticket.list', {}),
      as('dispatch')('ticket.export', { format: 'csv', templateId: mine.template('repair') }),
      ...(await Promise.all([admin('account.list', {})])),
    ]);
    const said = answers.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body))).join('\n');
    expect(said).toContain(ERASED);
    for (const text of Object.values(CANARY)) expect(said).not.toContain(text);
    expect(said).not.toContain(ERASED_ZH);
    expect(ticketIn(await as('dispatch')('ticket.get', { ticketId })).requester.name).toBe(ERASED);
    for (const text of [CANARY.phone, CANARY.former, CANARY.name, CANARY.login])
      expect(good(await admin('member.list', { text, retired: true })).items).toEqual([]);
    const history = good(await admin('record.history', { kind: 'member', id })).items;
    expect(history.at(-1)).toMatchObject({ type: 'member.erased', data: { reason: REASON } });
    expect(history.at(-1)?.by.id).toBe(mine.member('admin'));
    expect(JSON.stringify(history)).not.toContain('salt');
  });

  test('whoever reads of them does so in their own language, and what is stored says nothing but that they are erased', async () => {
    const { as, mine } = product;
    for (const locale of ['zh', 'en'] as const) {
      const [own, other] = locale === 'zh' ? [ERASED_ZH, ERASED] : [ERASED, ERASED_ZH];
      const asked = { locale };
      const [admin, dispatch] = [as('admin'), as('dispatch')];
      const answers = await Promise.all([
        admin('member.list', { retired: true }, asked),
        admin('member.get', { id }, asked),
        admin('record.history', { kind: 'member', id }, asked),
        admin('member.export', { format: 'csv', retired: true }, asked),
        dispatch('ticket.get', { ticketId }, asked),
        dispatch('ticket.timeline', { ticketId }, asked),
        dispatch('ticket.list', {}, asked),
        dispatch('ticket.export', { format: 'csv', templateId: mine.template('repair') }, asked),
      ]);
      for (const { body } of answers) {
        const said = typeof body === 'string' ? body : JSON.stringify(body);
        expect(said).toContain(own);
        expect(said).not.toContain(other);
      }
    }
    const rows = await allRows(database.config());
    for (const text of [ERASED, ERASED_ZH]) expect(rows).not.toContain(text);
  });

  test('what an earlier version wrote in the place of a name is taken for none, and nothing else is', async () => {
    const { store, mine } = product;
    const called = (name: string) => store.unit(mine, (u) => u.change(member, { id }, { name }));
    await called(NAME_BEFORE);
    expect(await findings()).toEqual([]);
    const reply = await product.as('admin')('member.get', { id });
    expect(good(reply).record.name).toBe(ERASED);
    await called('冒名顶替');
    expect(await findings()).not.toEqual([]);
    await called('');
    expect(await findings()).toEqual([]);
  });

  test('what was written without anything random in it can be guessed at: how much of it is told, before and afterwards', async () => {
    const { as, mine, store } = product;
    const who = await make('unsalted-7310', '13733330111');
    // As an earlier version wrote it: the same event, and the chain after it, without the salt.
    const [first] = await mine.reader.find(event, { where: { streamId: who, seq: 1 } });
    if (first === undefined || first.feedNo !== null) throw new Error('too late');
    const { salt: _, ...data } = first.data as Record<string, never>;
    const { hash: _h, feedNo: _n, ...said } = { ...first, data };
    await store.unit(mine, (u) =>
      u.change(event, { streamId: who, seq: 1 }, { data, hash: hashOf(mine.tenantId, said) }),
    );
    const admin = as('admin');
    expect(good(await admin('member.erasing', { id: who })).guessable).toBe(1);
    const { done } = good(await admin('member.erase', { id: who, reason: REASON, reported: false }));
    expect(done).toMatchObject({ events: 1, guessable: 1 });
    const { guessable } = await verifyTenant(keyed(), mine.tenantId);
    expect(guessable).toEqual({ surely: 1, perhaps: 0 });
    expect(await findings()).toEqual([]);
  });

  test('broken off at any of its steps, it goes on from there when it is asked for again', async () => {
    const { as, mine, store } = product;
    const number = '13733330101';
    const who = await make('broken-7309', number);
    const [account] = good(await as('admin')('account.list', {})).items;
    for (const external of ['broken-userid-1', 'broken-userid-2']) await product.bound(account.id, who, external);
    await product.tokenFor('broken-7309');
    const far = async () => good(await as('admin')('member.erasing', { id: who }));
    const through = (broken: Partial<Store>, unbinds: number, execute = product.product.execute) => {
      let left = unbinds;
      return memberErase({
        store: { ...keyed(), ...broken },
        execute,
        unbind: async (_scope, binding) => {
          if (left-- <= 0) throw new Error('broken off');
          good(await as('admin')('identity.unbind', binding as never));
          return { ok: true as const, value: null };
        },
      })['member.erase'](
        { id: who, reason: REASON, reported: false } as never,
        { scope: systemScope(mine.tenantId), key: null, locale: 'zh-CN' } as never,
      );
    };
    expect(await far()).toMatchObject({ retired: false, accounts: 2, erased: false });
    await expect(through({}, 1)).rejects.toThrow('broken off');
    expect(await far()).toMatchObject({ retired: true, accounts: 1, erased: false });
    const dies: Execute = (aggregate, order) =>
      (order.command as { verb?: string }).verb === 'erase'
        ? Promise.reject(new Error('broken off'))
        : product.product.execute(aggregate, order);
    await expect(through({}, 5, dies)).rejects.toThrow('broken off');
    expect(await far()).toMatchObject({ retired: true, accounts: 0, erased: false, numbers: 1 });
    // Written down, and dead before their sessions were ended: what is left is done by whoever asks again.
    const unit = () => Promise.reject(new Error('broken off'));
    await expect(through({ system: { ...store.system, unit } }, 0)).rejects.toThrow('broken off');
    expect(await far()).toMatchObject({ retired: true, accounts: 0, erased: true, numbers: 1, connections: 1 });
    const sessions = () => store.system.read.find(session, { where: { memberId: who } });
    expect(await sessions()).toHaveLength(1);
    expect(outcome(await as('admin')('member.erase', { id: who, reason: REASON, reported: false }))).toBe('409 erased');
    expect(await sessions()).toEqual([]);
    expect(await found({ number, external: 'broken-userid-' })).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('they are signed out, cannot sign in, and cannot be brought back; erasing twice is refused', async () => {
    const { as, mine } = product;
    await signedOut('session.get', token);
    expect(await product.store.system.read.find(session, { where: { memberId: id } })).toEqual([]);
    for (const login of [CANARY.login, `erased-${id}`]) {
      const input = { org: ORG, login, password: 'of-the-canary', bearer: true };
      expect(outcome(await product.call('session.create', input))).toBe('401 bad_credentials');
    }
    expect(outcome(await erase())).toBe('409 erased');
    const admin = as('admin');
    expect(outcome(await admin('member.restore', { id }))).toBe('409 erased');
    expect(outcome(await admin('member.change', { id, change: { name: CANARY.name } }))).toBe('409 erased');
    expect((await mine.reader.one(member, { id }))?.passwordHash).toBeNull();
  });

  test('said again with its key, it is the same erasing', async () => {
    const admin = product.as('admin');
    const made = { login: 'again-7303', name: '寅卯辰巳', roles: ['resident'] };
    const { record } = good(await admin('member.create', made));
    const input = { id: record.id, reason: REASON, reported: false };
    const key = 'erase-once-and-again';
    for (const _ of [1, 2]) good(await admin('member.erase', input, { key }));
    const events = await product.mine.reader.find(event, { where: { streamId: record.id, type: 'member.erased' } });
    expect(events).toHaveLength(1);
  });

  test('a number of somebody else’s who has the same one stays with them', async () => {
    const admin = product.as('admin');
    const both = '13733330021';
    const make = async (login: string) =>
      good(await admin('member.create', { login, name: `同号 ${login}`, phone: both, roles: ['resident'] })).record.id;
    const [one, other] = [await make('shared-1'), await make('shared-2')];
    good(await admin('member.erase', { id: one, reason: REASON, reported: true }));
    expect(good(await admin('member.phone', { id: other, reason: '核对' })).phone).toBe(both);
  });

  test('whatever is put back, taken out or changed of what was erased is found', async () => {
    const { reader, tenantId } = product.mine;
    const [grave] = await reader.find(vaultTable, { where: { subject: id, kind: 'erased' }, limit: 1 });
    const [first] = await reader.find(event, { where: { streamId: id, seq: 1 } });
    if (grave === undefined || first === undefined) throw new Error('nothing was erased');
    const { id: _, ...whole } = grave;
    const unseen: string[] = [];
    const inUnit = (work: Parameters<typeof product.store.unit>[1]) => product.store.unit({ tenantId }, work);
    const tried = async (what: string, change: object) => {
      await inUnit((u) => u.change(vaultTable, { id: grave.id }, change));
      if ((await findings()).length === 0) unseen.push(what);
      await inUnit((u) => u.change(vaultTable, { id: grave.id }, whole));
    };
    const other = { body: 'x', mark: 'x', tail: 'x', keyId: 'x', kind: 'member', subject: ticketId, erasedAt: 1 };
    for (const [column, value] of Object.entries(other)) await tried(column, { [column]: value });
    await tried('erasedAt gone', { erasedAt: null });
    await inUnit((u) => u.remove(vaultTable, { id: grave.id }));
    if ((await findings()).length === 0) unseen.push('no trace');
    await inUnit((u) => u.insert(vaultTable, [grave]));
    const { hash: _h, feedNo: _n, ...said } = first;
    const named = { ...(first.data as object), values: { ...(first.data as { values: object }).values, name: '冒名' } };
    for (const patch of [{ data: named }, { data: named, hash: hashOf(tenantId, { ...said, data: named }) }]) {
      await inUnit((u) => u.change(event, { streamId: id, seq: 1 }, patch));
      if ((await findings()).length === 0) unseen.push(Object.keys(patch).join());
      await inUnit((u) => u.change(event, { streamId: id, seq: 1 }, { data: first.data, hash: first.hash }));
    }
    // A value that is said to be erased, and which nobody erased.
    const [live] = await reader.find(vaultTable, { where: { kind: 'member', erasedAt: null }, limit: 1 });
    if (live === undefined) throw new Error('nothing is kept');
    const { id: liveId, ...lives } = live;
    for (const patch of [{ erasedAt: 1 }, { ...whole, subject: live.subject }, whole]) {
      await inUnit((u) => u.change(vaultTable, { id: liveId }, patch));
      if ((await findings()).length === 0) unseen.push(`live ${Object.keys(patch).join()}`);
      await inUnit((u) => u.change(vaultTable, { id: liveId }, lives));
    }
    expect(unseen).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  const label = { org: ORG, kind: 's', code: 'CH-G' } as const;
  const begin = async () => {
    const device = randomBytes(16).toString('hex');
    return { device, token: good(await product.call('guest.begin', { label, device })).token as string };
  };
  const written = async (title: string, phone: string) => {
    const page = good(await product.call('guest.page', { label }));
    product.clock.forward(MINUTE);
    const values = { title, priority: 'normal', phone };
    return { label, templateId: product.mine.template('public'), values, stamp: page.stamp } as never;
  };
  const send = async (title: string, phone: string, from?: string) => {
    const token = from ?? (await begin()).token;
    return { ...good(await product.call('guest.report', await written(title, phone), { token })), token };
  };
  const SPAM = '专业通下水 加微信 abc12345';
  /** Waits for somebody to look at it, from a device of its own. */
  const waits = async (phone: string, words: string = SPAM) => {
    const sent = await send(words, phone);
    expect(sent.outcome).toBe('held');
    const [row] = await product.mine.reader.find(held, { where: { ticketId: sent.held.id } });
    if (row === undefined) throw new Error('nothing waits');
    return { ...sent, row, id: row.id as never, guestId: row.guestId };
  };

  test('somebody without an account: by the record of a report, and by a number', async () => {
    const { as } = product;
    const accepted = await send('花园西边的灯不亮', GUEST.phone);
    expect(accepted.outcome).toBe('accepted');
    const waiting = await send(GUEST.words, GUEST.held);
    expect(waiting.outcome).toBe('held');
    expect((await found(GUEST)).sort()).toEqual(Object.keys(GUEST).sort());

    const admin = as('admin');
    const [waits] = good(await admin('held.list', {})).items;
    const input = { guestId: waits.guest.id, reason: REASON };
    expect(outcome(await as('dispatch')('reporter.erase', input))).toBe('403 forbidden');
    expect(good(await admin('reporter.erase', input))).toEqual({ reporters: 1, numbers: 1, reports: 1 });
    expect(outcome(await admin('reporter.erase', input))).toBe('409 erased');
    await signedOut('guest.held', waiting.token);
    const spam = good(await admin('held.list', { state: 'spam' })).items;
    expect(spam[0]).toMatchObject({ guest: { name: ERASED }, phone: null });

    const byNumber = { phone: GUEST.phone, reason: REASON };
    expect(outcome(await admin('reporter.erase', { ...byNumber, reason: `回电 ${GUEST.phone}` }))).toBe('400 invalid');
    expect(good(await admin('reporter.erase', byNumber))).toEqual({ reporters: 1, numbers: 1, reports: 0 });
    expect(outcome(await admin('reporter.erase', byNumber))).toBe('404 not_found');
    expect(await found(GUEST)).toEqual([]);
    const shown = ticketIn(await as('dispatch')('ticket.get', { ticketId: accepted.report.id }));
    expect(shown).toMatchObject({ requester: { name: ERASED }, values: { phone: '' } });
    expect(await findings()).toEqual([]);
  });

  const make = async (login: string, phone: string) => {
    const values = { login, name: `成员 ${login}`, phone, roles: ['resident'] };
    return good(await product.as('admin')('member.create', values)).record.id as MemberId;
  };
  const eraseMember = async (who: MemberId) =>
    good(await product.as('admin')('member.erase', { id: who, reason: REASON, reported: false }));

  test('a number that stands in very many places is gone from all of them', async () => {
    const { mine, as } = product;
    const vault = makeVault(TEST_KEY);
    const [theirs, byNumber] = ['13733330031', '13733330032'];
    const who = await make('often-7304', theirs);
    for (const number of [theirs, byNumber]) {
      const values = report(mine, { phone: number });
      const { id: subject } = ticketIn(
        await as('front')('ticket.create', { templateId: mine.template('repair'), values }),
      );
      const about = { kind: 'ticket', subject };
      const more = Array.from({ length: MANY }, () => vault.close(mine.tenantId, about, number, product.clock.now()));
      await product.store.unit(mine, (u) => u.insert(vaultTable, more));
      if (number === theirs) await eraseMember(who);
      else {
        const done = good(await as('admin')('reporter.erase', { phone: number, reason: REASON }));
        expect(done.numbers).toBe(MANY + 1);
      }
      expect(await mine.reader.count(vaultTable, { kind: 'ticket', subject }, 1)).toBe(0);
    }
    expect(await found({ theirs, byNumber })).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('what is spam loses its words after a month, and what was erased of it goes on saying so', async () => {
    const number = '13733330041';
    const who = await make('in-spam-7305', number);
    const spam = await waits(number);
    await product.as('dispatch')('held.spam', { ids: [spam.id] });
    await eraseMember(who);
    expect((await product.mine.reader.one(guest, { id: spam.guestId }))?.phone).toBeNull();
    product.clock.forward(31 * DAY);
    await sweepGuests(product.store, product.clock.now());
    expect((await product.mine.reader.one(held, { id: spam.id }))?.values).toEqual({});
    expect(await findings()).toEqual([]);
  });

  if (kind === 'mysql')
    test('nobody waits for another guest who is busy: not whoever erases, and not the sweep', async () => {
      const { mine, store } = product;
      const busy = await waits('13733330051', `${SPAM} 一`);
      const spam = await waits('13733330052', `${SPAM} 二`);
      await product.as('dispatch')('held.spam', { ids: [spam.id] });
      const who = await make('no-wait-7306', '13733330053');
      const told = await waits('13733330053', `${SPAM} 三`);
      const other = await waits('13733330054', `${SPAM} 四`);
      product.clock.forward(31 * DAY);
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      let begun = () => {};
      const isLocked = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const holding = store.unit(mine, async (u) => {
        await u.lock(guest, { id: busy.guestId });
        begun();
        await ended;
      });
      await isLocked;
      try {
        await eraseMember(who);
        good(await product.as('admin')('reporter.erase', { guestId: other.guestId, reason: REASON }));
        await sweepGuests(store, product.clock.now());
      } finally {
        end();
        await holding;
      }
      expect((await mine.reader.one(guest, { id: told.guestId }))?.phone).toBeNull();
      expect((await mine.reader.one(guest, { id: spam.guestId }))?.phone).toBeNull();
      expect(await findings()).toEqual([]);
    });

  /** Erases somebody without an account as the API does, with something that happens in between. */
  const eraseReporter = (order: object, between: { readonly execute?: Execute; readonly store?: Partial<Store> }) =>
    eraseHandlers({
      clock: product.clock,
      execute: between.execute ?? product.product.execute,
      store: { ...keyed(), ...between.store },
    })['reporter.erase'](
      { reason: REASON, ...order } as never,
      { scope: systemScope(product.mine.tenantId), key: null } as never,
    );

  test('broken off right after it was written down, their sessions and links open nothing any more', async () => {
    const number = '13733330061';
    const waiting = await waits(number, `${SPAM} 五`);
    const { store } = product;
    const unit = () => Promise.reject(new Error('broken off'));
    const broken = eraseReporter({ phone: number }, { store: { system: { ...store.system, unit } } });
    await expect(broken).rejects.toThrow('broken off');
    expect(outcome(await product.as('admin')('reporter.erase', { phone: number, reason: REASON }))).toBe(
      '404 not_found',
    );
    await signedOut('guest.held', waiting.token);
    expect(outcome(await product.call('guest.follow', { link: waiting.link }))).toMatch(/link_over$/);
    expect(await findings()).toEqual([]);
  });

  test('a report that is under way meanwhile is kept whole and erased with the rest, or comes too late', async () => {
    const [number, late] = ['13733330071', '13733330072'];
    const { token, guestId } = await waits(number, `${SPAM} 六`);
    const input = await written('路边的灯也不亮了', late);
    let reply: Promise<Reply> | undefined;
    const execute: Execute = (aggregate, order) => {
      if (aggregate.kind !== 'erasure') return product.product.execute(aggregate, order);
      const prepare: typeof aggregate.prepare = async (u, ...rest) => {
        // What is read from here on is as of now, whatever is committed meanwhile.
        await u.one(guest, { id: guestId });
        reply ??= product.call('guest.report', input, { token });
        await Promise.race([reply, sleep(700)]);
        return aggregate.prepare(u, ...rest);
      };
      return product.product.execute({ ...aggregate, prepare }, order);
    };
    expect((await eraseReporter({ guestId }, { execute })).ok).toBe(true);
    expect(outcome((await reply) as Reply)).toBe('401 signed_out');
    expect(await found({ number, late })).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('a report that comes to wait again meanwhile is set aside before its words go', async () => {
    const waiting = await waits('13733330081', `${SPAM} 七`);
    let restored = 0;
    const execute: Execute = async (aggregate, order) => {
      const done = await product.product.execute(aggregate, order);
      if (aggregate.kind === 'held' && done.ok && restored++ === 0)
        good(await product.as('dispatch')('held.restore', { ids: [waiting.id] }));
      return done;
    };
    const done = await eraseReporter({ guestId: waiting.guestId }, { execute });
    expect(done).toMatchObject({ ok: true, value: { reporters: 1, reports: 1 } });
    expect(restored).toBe(2);
    expect(await product.mine.reader.one(held, { id: waiting.id })).toMatchObject({ state: 'spam', title: '' });
    expect(await findings()).toEqual([]);
  });

  test('two whom a platform called the same, one after the other: each is erased, and nothing twice', async () => {
    const { mine, as } = product;
    const [account] = good(await as('admin')('account.list', {})).items;
    const external = 'shared-userid-7307';
    const both = [await make('same-name-1', '13733330091'), await make('same-name-2', '13733330092')];
    for (const who of both) {
      await product.bound(account.id, who, external);
      good(await as('admin')('identity.unbind', { accountId: account.id, external }));
    }
    const named: string[] = [];
    // Whose id comes first is whose erasing was looked at first.
    for (const who of [...both].reverse()) {
      await eraseMember(who);
      const [told] = await mine.reader.find(event, { where: { streamId: who, type: 'member.erased' } });
      const { redacted } = (told?.data ?? {}) as unknown as { redacted: { streamId: string; seq: number }[] };
      for (const { streamId, seq } of redacted) named.push(`${streamId} ${seq}`);
    }
    expect(named.filter((one) => one.startsWith(account.id))).toHaveLength(4);
    expect(new Set(named).size).toBe(named.length);
    expect(await found({ external })).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('whoever is erased while it is verified is not taken for a fault', async () => {
    const who = await make('meanwhile-7308', '13733330093');
    await product.settled();
    let erased = false;
    const store: Store = {
      ...keyed(),
      read: (scope) => {
        const reader = product.store.read(scope);
        const find: typeof reader.find = async (table, query) => {
          // Timelines are about to be gone through: what was taken out of them is known already.
          if ((table as unknown) === event && Object.keys(query.where).length === 0 && !erased) {
            erased = true;
            await eraseMember(who);
            await product.settled();
          }
          return reader.find(table, query);
        };
        return { ...reader, find };
      },
    };
    expect((await verifyTenant(store, product.mine.tenantId)).findings).toEqual([]);
    expect(erased).toBe(true);
  });

  test('an erasing speaks for nothing but its own timeline and the names of platforms', async () => {
    const { reader, tenantId } = product.mine;
    const [told] = await reader.find(event, { where: { streamId: id, type: 'member.erased' } });
    const [first] = await reader.find(event, { where: { streamId: ticketId, seq: 1 } });
    if (told === undefined || first === undefined) throw new Error('nothing was erased');
    const { hash: _h, feedNo: _n, ...said } = first;
    const data = { ...(first.data as object), forged: true };
    const { redacted, ...rest } = told.data as unknown as { redacted: object[] };
    const more = { streamId: ticketId, seq: 1, digest: hashOf(tenantId, { ...said, data }) };
    const inUnit = (work: Parameters<typeof product.store.unit>[1]) => product.store.unit({ tenantId }, work);
    const at = { streamId: id, seq: told.seq };
    await inUnit((u) => u.change(event, at, { data: { ...rest, redacted: [...redacted, more] } as never }));
    await inUnit((u) => u.change(event, { streamId: ticketId, seq: 1 }, { data }));
    const wrong = await findings();
    await inUnit((u) => u.change(event, { streamId: ticketId, seq: 1 }, { data: first.data }));
    await inUnit((u) => u.change(event, at, { data: told.data }));
    expect(wrong).toContainEqual({ streamId: ticketId, seq: 1, what: 'was changed after it was written' });
    expect(await findings()).toEqual([]);
  });

  test('one forgotten copy is found: the control', async () => {
    ticketIn(await product.as('dispatch')('ticket.comment', { ticketId, text: `已通知 ${CANARY.name}` }));
    expect(await found(CANARY)).toEqual(['name']);
  });

  if (kind === 'sqlite')
    test('nothing of it is left in the files of the embedded database', async () => {
      const all = { ...CANARY, ...GUEST };
      const files = await bytesOf(database.config());
      // What was planted as words just now shows that the search finds it.
      const left = Object.entries(all).filter(([, text]) => files.some((bytes) => bytes.includes(text)));
      expect(left.map(([what]) => what)).toEqual(['name']);
    });
});
