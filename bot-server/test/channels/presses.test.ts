// Presses that come again, come late, come from whoever should not press, or are typed instead.
import type { TicketId } from '@paidan/shared/kernel/id';
import type { NewRow } from '../../src/store/columns';
import { card as cardTable } from '../../src/store/tables/card';
import { event as eventTable } from '../../src/store/tables/event';
import {
  type Channels,
  drained,
  keysOn,
  type Message,
  startChannels,
  statusOn,
  titleOn,
  type Wire,
} from '../support/channels';
import { eachDatabase } from '../support/databases';
import { organizationOf, TWIN } from '../support/product';
import { rowsOf } from '../support/rows';
import { deliver, pressXml, shownIn, textXml } from '../support/wire';

// It waits for its answer as long as a busy machine takes: what becomes of one that is late is tested of two processes (race) and alone
// (features/intake).
jest.mock('../../src/adapters/channels/wecom/adapter', () => {
  const { makeWecom } = jest.requireActual('../../src/adapters/channels/wecom/adapter');
  const patient = (made: ReturnType<typeof makeWecom>) => {
    const { waits } = made.abilities.inbound;
    return { ...made, abilities: { ...made.abilities, inbound: { waits: { ...waits, delivery: 240_000 } } } };
  };
  return { makeWecom: (...deps: readonly unknown[]) => patient(makeWecom(...deps)) };
});

const MINUTE = 60_000;
const ACCEPT = 'ticket.accept';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

eachDatabase((_name, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open(), await open()]);
  });
  afterAll(() => bench?.stop());

  const cardOf = async (userid: string, no: number): Promise<Message> => {
    const card = (await bench.standIn.phone(userid)).filter((one) => titleOn(one).startsWith(`#${no} `)).at(-1);
    if (card === undefined) throw new Error(`${userid} has no card of #${no}`);
    return card;
  };
  const wireOf = async (userid: string, no: number, key = ACCEPT): Promise<Wire> => {
    const told = await bench.press(userid, await cardOf(userid, no), key, { dry: true, force: true });
    return (told as unknown as { readonly wire: Wire }).wire;
  };
  const acceptsOf = (ticketId: TicketId) =>
    bench.mine.reader.find(eventTable, { where: { streamId: ticketId, type: 'ticket.accepted' } });
  const names = { tech1: '张伟', tech2: '刘洋', tech3: '孙强' };

  test('fifty times, in any order, at both processes, and again an hour later: one event, and always the same answer', async () => {
    const { id, no } = await bench.offered();
    await bench.settled();
    const wires = { tech1: await wireOf('tech1', no), tech2: await wireOf('tech2', no) };
    const turns = Array.from(
      { length: 100 },
      (_, index) => (index % 2 === 0 ? 'tech1' : 'tech2') as keyof typeof wires,
    );
    const answers = await Promise.all(
      turns.map(async (who, index) => ({
        who,
        answer: await deliver(bench, wires[who], bench.hooks[(index >> 1) % 2]),
      })),
    );
    expect(new Set(answers.map(({ answer }) => answer.status))).toEqual(new Set([200]));
    const [accepted, ...more] = await acceptsOf(id);
    expect(more).toEqual([]);
    const winner = accepted?.byId === bench.mine.member('tech1') ? 'tech1' : 'tech2';
    const loser = winner === 'tech1' ? 'tech2' : 'tech1';
    const right = { [winner]: ['ticket.depart', '到达签到', '查看'], [loser]: `已被${names[winner]}接单` };
    for (const { who, answer } of answers) expect([who, shownIn(answer)]).toEqual([who, right[who]]);

    await drained(bench);
    await bench.forward(50 * MINUTE);
    const before = await rowsOf(bench.mine.reader);
    for (const who of [loser, winner, loser] as const) {
      for (const hook of bench.hooks) expect(shownIn(await deliver(bench, wires[who], hook))).toEqual(right[who]);
    }
    await bench.forward(15 * MINUTE);
    for (const who of [winner, loser] as const) {
      expect(await deliver(bench, wires[who])).toMatchObject({ status: 403, body: 'refused' });
    }
    const { card, ...rest } = await rowsOf(bench.mine.reader);
    expect(rest).toEqual({ ...before, card: undefined });
    expect(await acceptsOf(id)).toHaveLength(1);
    expect(card).toHaveLength(before.card?.length ?? 0);
  });

  test('what was refused stays refused, even when it would be granted by now', async () => {
    const { id, no } = await bench.offered();
    await bench.settled();
    const late = await wireOf('tech3', no);
    await bench.press('tech1', await cardOf('tech1', no), ACCEPT);
    expect(shownIn(await deliver(bench, late))).toBe('已被张伟接单');
    await bench.done('tech1', 'ticket.transfer', {
      ticketId: id,
      memberId: bench.mine.member('tech3'),
      reason: '走不开',
    });
    await bench.settled();
    for (const hook of bench.hooks) expect((await deliver(bench, late, hook)).status).toBe(200);
    expect(await acceptsOf(id)).toHaveLength(1);
    // A press of today is another matter.
    const again = await bench.press('tech3', await cardOf('tech3', no), ACCEPT);
    expect([again.outcome, (await acceptsOf(id)).length]).toEqual(['answered', 2]);
  });

  test('a card of a closed ticket says so, and nothing happens', async () => {
    const { id, no } = await bench.offered();
    await bench.settled();
    const wire = await wireOf('tech1', no);
    await bench.done('dispatch', 'ticket.cancel', { ticketId: id, reason: '报错了' });
    await drained(bench);
    expect(statusOn(await cardOf('tech2', no))).toBe('工单已取消');
    expect(shownIn(await deliver(bench, wire))).toBe('工单已取消');
    expect(await acceptsOf(id)).toEqual([]);
    expect(keysOn(await cardOf('tech1', no))).toEqual([]);
  });

  test('whoever left, never belonged, or holds another organization’s card: a polite word, and nothing changed', async () => {
    const { app, mine, standIn, store } = bench;
    const { id, no } = await bench.offered();
    await bench.settled();
    const wire = await wireOf('tech4', no);
    const [held] = await mine.reader.find(cardTable, { where: { ticketId: id, recipient: 'tech4' } });
    const twin = await organizationOf(store, TWIN);
    const theirs = { ...held, memberId: twin.member('tech1') } as NewRow<typeof cardTable>;
    const foreignId = `${held?.id.slice(0, 19)}${held?.id.endsWith('0') ? '1' : '0'}`;
    await store.unit(twin, (u) => u.insert(cardTable, [{ ...theirs, id: foreignId as never }]));
    await bench.done('admin', 'member.retire', { id: mine.member('tech4') });
    await standIn.tell('world', {
      corps: [{ corpId: app.corpId, name: '翠湖物业', people: [{ userid: 'ghost', name: '陌生人', department: [1] }] }],
    });
    await drained(bench);
    const before = [await rowsOf(mine.reader), await rowsOf(twin.reader)];
    const raw = (from: string, card: string, key = ACCEPT) =>
      standIn.tell<{ status: number; plain: string }>('raw', { ...app, plain: pressXml(bench, { from, card, key }) });

    expect(shownIn(await deliver(bench, wire))).toBe('您的账号还没有绑定成员，请联系管理员。');
    for (const [from, card, key, said] of [
      ['ghost', held?.id, ACCEPT, '还没有绑定成员'],
      ['nobody-at-all', held?.id, ACCEPT, '还没有绑定成员'],
      ['tech1', foreignId, ACCEPT, '这张卡片已失效'],
      ['tech1', '0000000000000000000z', ACCEPT, '这张卡片已失效'],
      ['tech1', 'x', ACCEPT, '这张卡片已失效'],
      ['tech1', held?.id, 'ticket.cancel', '这张卡片已失效'],
      ['tech1', held?.id, '__proto__', '这张卡片已失效'],
    ] as const) {
      const { status, plain } = await raw(from, card ?? '', key);
      expect([from, card, key, status, plain]).toEqual([from, card, key, 200, expect.stringContaining(said)]);
    }
    const { command_key: keys = [], ...rest } = await rowsOf(mine.reader);
    const { command_key: known = [], ...earlier } = before[0] ?? {};
    expect([rest, await rowsOf(twin.reader)]).toEqual([earlier, before[1]]);
    // What came is kept as turned away, and as nothing else.
    const kept = keys.filter((row) => !known.includes(row)).map((row) => JSON.parse(String(row)));
    expect(kept.map(({ principal, refusal }) => [principal, refusal.code]).sort()).toEqual(
      [
        ...Array(3).fill([`account:${bench.wecom.id}`, 'not_bound']),
        ...Array(5).fill([`account:${bench.wecom.id}`, 'not_found']),
      ].sort(),
    );
    expect(keys).toHaveLength(known.length + 8);
    await bench.done('admin', 'member.restore', { id: mine.member('tech4') });
    for (const hook of bench.hooks) {
      expect(shownIn(await deliver(bench, wire, hook))).toBe('您的账号还没有绑定成员，请联系管理员。');
    }
    expect(await acceptsOf(id)).toEqual([]);
    await bench.press('tech4', await cardOf('tech4', no), ACCEPT);
    expect(await acceptsOf(id)).toHaveLength(1);
  });

  const NOBODY = '您的账号还没有绑定成员，请联系管理员。';
  const bind = (external: string, login: string) => {
    const memberId = bench.mine.member(login);
    return bench.done('admin', 'identity.bind', { accountId: bench.wecom.id as never, memberId, external });
  };
  /** Whoever is bound gets notices there, and these people have no phone. */
  const unbind = (external: string) =>
    bench.done('admin', 'identity.unbind', { accountId: bench.wecom.id as never, external });
  const wireFor = async (plain: string): Promise<Wire> =>
    (await bench.standIn.tell<{ readonly wire: Wire }>('raw', { ...bench.app, plain, dry: true })).wire;
  const heldBy = async (ticketId: TicketId, recipient: string): Promise<string> =>
    (await bench.mine.reader.find(cardTable, { where: { ticketId, recipient } }))[0]?.id ?? '';

  test('a press from before its presser was bound never counts; a new one does', async () => {
    const { id } = await bench.offered();
    await bench.settled();
    const card = await heldBy(id, 'tech3');
    const early = await wireFor(pressXml(bench, { from: 'newcomer', card, key: ACCEPT }));
    expect(shownIn(await deliver(bench, early))).toBe(NOBODY);
    await bind('newcomer', 'tech3');
    await bench.forward(40 * MINUTE);
    for (const hook of [...bench.hooks, ...bench.hooks])
      expect(shownIn(await deliver(bench, early, hook))).toBe(NOBODY);
    expect(await acceptsOf(id)).toEqual([]);

    const fresh = await wireFor(pressXml(bench, { from: 'newcomer', card, key: ACCEPT }));
    expect(shownIn(await deliver(bench, fresh))).toEqual(['ticket.depart', '到达签到', '查看']);
    expect((await acceptsOf(id)).map(({ byId }) => byId)).toEqual([bench.mine.member('tech3')]);
    expect(shownIn(await deliver(bench, early))).toBe(NOBODY);
    await unbind('newcomer');
  });

  test('fifty copies of one press while its presser is being bound: one answer, and what it says is what happened', async () => {
    const seen = new Set<string>();
    // At once, in the middle, and as soon as the first copy has had its answer.
    for (const [round, wait] of [0, 5, 20, null].entries()) {
      const { id } = await bench.offered({ title: `绑定 ${round}` });
      await drained(bench);
      const from = `joining${round}`;
      const wire = await wireFor(pressXml(bench, { from, card: await heldBy(id, 'tech2'), key: ACCEPT }));
      const copies = Array.from({ length: 50 }, async (_, index) => {
        await pause(index * 2);
        return shownIn(await deliver(bench, wire, bench.hooks[index % 2]));
      });
      const binding = (wait === null ? Promise.race(copies) : pause(wait)).then(() => bind(from, 'tech2'));
      const answers = new Set((await Promise.all(copies)).map((shown) => JSON.stringify(shown)));
      await binding;
      expect([round, [...answers]]).toEqual([round, [expect.any(String)]]);
      const [answer = ''] = answers;
      const counted = answer !== JSON.stringify(NOBODY);
      expect([round, (await acceptsOf(id)).length]).toEqual([round, counted ? 1 : 0]);
      for (const hook of bench.hooks) expect(JSON.stringify(shownIn(await deliver(bench, wire, hook)))).toBe(answer);
      expect((await acceptsOf(id)).length).toBe(counted ? 1 : 0);
      seen.add(answer);
      await unbind(from);
    }
    expect(seen).toContain(JSON.stringify(NOBODY));
  });

  test('a line typed too early never counts either, and one that comes again means the ticket that it meant', async () => {
    const { id, no } = await bench.offered({ title: '先说后绑' });
    const secret = await bench.reported({ title: '暂不公开' });
    await bench.settled();
    const line = (from: string, text: string, message: string) => wireFor(textXml(bench, { from, text, id: message }));
    const early = await line('typist', `接单 ${no}`, '71');
    const asked = await line('typist', '我的工单', '72');
    for (const wire of [early, asked]) expect(shownIn(await deliver(bench, wire))).toBe(NOBODY);
    await bind('typist', 'tech1');
    for (const wire of [early, asked, early])
      for (const hook of bench.hooks) expect(shownIn(await deliver(bench, wire, hook))).toBe(NOBODY);
    expect(await acceptsOf(id)).toEqual([]);
    expect(shownIn(await deliver(bench, await line('typist', '我的工单', '73')))).not.toBe(NOBODY);

    await unbind('typist');
    // Not to be seen when it was asked for: so it stays for this very line.
    const blind = await line('tech1', `接单 ${secret.no}`, '74');
    const unseen = `没有找到工单 #${secret.no}，或您无权查看。`;
    expect(shownIn(await deliver(bench, blind))).toBe(unseen);
    await bench.done('dispatch', 'ticket.offer', { ticketId: secret.id });
    for (const hook of bench.hooks) await deliver(bench, blind, hook);
    expect(await acceptsOf(secret.id)).toEqual([]);

    // The remark goes to the card that came last; so does its copy, after another card has come.
    await drained(bench);
    const remark = await line('tech2', '评论 我在附近', '75');
    expect(shownIn(await deliver(bench, remark))).toBe(`已评论：#${secret.no} 暂不公开`);
    await bench.offered({ title: '后来的' });
    await drained(bench);
    for (const hook of bench.hooks)
      expect(shownIn(await deliver(bench, remark, hook))).toBe(`已评论：#${secret.no} 暂不公开`);
    const remarks = await bench.mine.reader.find(eventTable, {
      where: { streamId: secret.id, type: 'ticket.commented' },
    });
    expect(remarks).toHaveLength(1);
  });

  test('whoever has lost sight of a ticket learns nothing of it from an old card', async () => {
    const { id, no } = await bench.offered({ title: '不该再看' });
    await drained(bench);
    const wire = await wireOf('tech4', no);
    const change = (roles: readonly string[]) =>
      bench.done('admin', 'member.change', { id: bench.mine.member('tech4'), change: { roles: [...roles] } });
    await change(['resident']);
    const answer = await deliver(bench, wire);
    expect([answer.status, JSON.stringify(answer.said).includes('不该再看')]).toEqual([200, false]);
    expect(await acceptsOf(id)).toEqual([]);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    const [left] = (await bench.standIn.phone('tech4')).filter((one) => titleOn(one).startsWith(`#${no} `));
    expect(JSON.stringify(left?.card)).not.toContain('张伟');
    await change(['technician']);
  });

  test('what came while the connection was out of use does not count once it is in use again', async () => {
    const { id, no } = await bench.offered();
    await bench.settled();
    const wire = await wireOf('tech1', no);
    await bench.done('admin', 'account.retire', { id: bench.wecom.id as never });
    for (const hook of bench.hooks)
      expect(await deliver(bench, wire, hook)).toMatchObject({ status: 403, body: 'refused' });
    await bench.done('admin', 'account.restore', { id: bench.wecom.id as never });
    for (const hook of bench.hooks) expect((await deliver(bench, wire, hook)).status).toBe(200);
    expect(await acceptsOf(id)).toEqual([]);
    await bench.press('tech1', await cardOf('tech1', no), ACCEPT);
    expect(await acceptsOf(id)).toHaveLength(1);
  });

  const remarksOn = async (ids: readonly TicketId[]) => {
    const where = { streamId: { in: ids }, type: 'ticket.commented' } as const;
    const rows = await bench.mine.reader.find(eventTable, { where, columns: ['data', 'at'], order: [['at', 'asc']] });
    return rows.map(({ data }) => (data as { text?: string }).text);
  };

  test('what is typed: lists, orders with a number, remarks on the last card, talk that is no remark, and what is none of one’s business', async () => {
    const { say } = bench;
    const { id, no } = await bench.offered({ title: '电梯困人' });
    // Cards of two tickets may pass one another on their way: the second is the last to come only when the first is there.
    await drained(bench);
    const other = await bench.offered({ title: '路灯不亮' });
    await drained(bench);
    expect(await say('tech1', '抢单')).toContain(`#${no} 电梯困人`);
    expect(await say('tech1', `接单 ${no}`)).toBe(`已接单：#${no} 电梯困人。到现场前请回复「出发 ${no}」。`);
    expect(await say('tech2', `接单 ${no}`)).toBe(`#${no} 没有办成：已被 张伟 接单`);
    expect(await say('tech1', '我的工单')).toContain(`#${no} 电梯困人`);
    expect(await say('tech1', String(no))).toContain('电梯困人');
    expect(await say('tech1', `出发 ${no}`)).toBe(`已出发：#${no} 电梯困人`);
    expect(await say('tech1', `评论 ${no} 配件已到`)).toBe(`已评论：#${no} 电梯困人`);
    // The last card that came was the other ticket's.
    expect(await say('dispatch', '评论 尽快处理')).toBe(`已评论：#${other.no} 路灯不亮`);
    // Small talk is heard by nobody who waits for a ticket; the answer says how it would be.
    const before = await remarksOn([id, other.id]);
    const asked = await say('dispatch', '哈哈😀');
    expect(asked).toContain(`要在 #${other.no} 路灯不亮 上评论`);
    expect(await remarksOn([id, other.id])).toEqual(before);
    const [, how = ''] = asked.split('\n');
    expect(await say('dispatch', how)).toBe(`已评论：#${other.no} 路灯不亮`);
    expect(await remarksOn([id, other.id])).toEqual([...before, '哈哈😀']);
    for (const unknown of ['接单 99999', '99999', '评论 99999 在吗'])
      expect(await say('tech1', unknown)).toBe('没有找到工单 #99999，或您无权查看。');
    const secret = await bench.reported({ title: '别人的事' });
    expect(await say('tech1', `接单 ${secret.no}`)).toBe(`没有找到工单 #${secret.no}，或您无权查看。`);
    // Somebody new: whoever is there for a while is taken into the list of members by the hourly look at the directory.
    const [userid, name] = ['newcomer', '新来的'];
    const corp = { corpId: bench.app.corpId, name: '翠湖物业', people: [{ userid, name, department: [1] }] };
    await bench.standIn.tell('world', { corps: [corp] });
    expect(await say(userid, '我的工单')).toBe('您的账号还没有绑定成员，请联系管理员。');
    expect(await say('tech1', '帮助')).toContain('可以这样说');
    const said = await bench.mine.reader.find(eventTable, {
      where: { streamId: id, type: 'ticket.commented' },
      columns: ['data', 'channel'],
    });
    expect(said).toEqual([{ data: expect.objectContaining({ text: '配件已到' }), channel: 'wecom' }]);
  });
});
