// A card's life in somebody's hands: changed by its code, once; by the code of a press, once; recalled and sent anew; and at last
// left alone.
import type { TicketId } from '@paidan/shared/kernel/id';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { DEFAULTS } from '@paidan/shared/rules/notify/preference';
import { finishSent } from '../../src/features/notice/finish';
import { card as cardTable } from '../../src/store/tables/card';
import { delivery } from '../../src/store/tables/delivery';
import {
  type Channels,
  drained,
  headingOn,
  keysOn,
  type Message,
  startChannels,
  statusOn,
  titleOn,
  wordsOn,
} from '../support/channels';
import { eachDatabase } from '../support/databases';
import { photo } from '../support/pictures';

const [MINUTE, HOUR] = [60_000, 3_600_000];

eachDatabase((_name, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open(), await open()]);
  });
  afterEach(async () => {
    await bench.standIn.heal();
    await bench.forward(15 * MINUTE);
  });
  afterAll(() => bench?.stop());

  /** All of a ticket on a phone that can still be seen. */
  const cardsOf = async (userid: string, no: number): Promise<readonly Message[]> =>
    (await bench.standIn.phone(userid)).filter((one) => titleOn(one).startsWith(`#${no} `));
  const cardOf = async (userid: string, no: number): Promise<Message> => {
    const [card, ...more] = await cardsOf(userid, no);
    if (card === undefined || more.length > 0) throw new Error(`${userid} has ${more.length + 1} cards of #${no}`);
    return card;
  };
  const rowOf = async (ticketId: TicketId, recipient: string) => {
    const rows = await bench.mine.reader.find(cardTable, { where: { ticketId, recipient }, order: [['id', 'desc']] });
    return rows[0];
  };
  const picture = async (login: string): Promise<string> => {
    const [server] = bench.servers;
    if (server === undefined) throw new Error('no server');
    const sent = await server.upload(await photo(), 'after.jpg', { token: await server.tokenFor(login) });
    return sent.body.file.id;
  };
  const arrive = (ticketId: TicketId) =>
    bench.done('tech1', 'ticket.arrive', {
      ticketId,
      position: { ...bench.mine.inside, accuracy: 10 },
    });

  test('changed by a press, whose code then changes it once more', async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    const first = await cardOf('tech1', no);
    const sentCode = (await rowOf(id, 'tech1'))?.code;
    expect([headingOn(first), sentCode === null]).toEqual(['新工单可抢', false]);

    // Pressed: the answer changes it, and brings a code.
    await bench.press('tech1', first, 'ticket.accept');
    await drained(bench);
    const accepted = await cardOf('tech1', no);
    expect([accepted.msgid, accepted.cardState, keysOn(accepted)]).toEqual([first.msgid, 'updated', ['ticket.depart']]);
    const pressCode = (await rowOf(id, 'tech1'))?.code;
    expect([pressCode === null, pressCode === sentCode]).toEqual([false, false]);

    // Changed elsewhere: by that code.
    await bench.done('tech1', 'ticket.depart', { ticketId: id });
    await drained(bench);
    const departed = await cardOf('tech1', no);
    expect([departed.msgid, keysOn(departed)]).toEqual([first.msgid, []]);
    expect(wordsOn(departed)).toContain('已出发');
  });

  test('what its reader does on the page shows on it; with nothing left to do it is over, and left alone', async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    await bench.press('tech1', await cardOf('tech1', no), 'ticket.accept');
    await bench.press('tech1', await cardOf('tech1', no), 'ticket.depart');
    await drained(bench);
    const card = await cardOf('tech1', no);
    expect([headingOn(card), keysOn(card), wordsOn(card).includes('到达签到')]).toEqual(['已出发', [], true]);
    const others = await cardOf('tech2', no);
    await arrive(id);
    await drained(bench);
    expect(headingOn(await cardOf('tech1', no))).toBe('处理中');
    // All others ended with 接单.
    expect([(await rowOf(id, 'tech2'))?.state, await cardOf('tech2', no)]).toEqual(['over', others]);
  });

  test('no code is left: recalled, and a new one in its place, though its question has been answered long ago', async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    const first = await cardOf('tech1', no);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    expect([(await cardOf('tech1', no)).msgid, (await rowOf(id, 'tech1'))?.code]).toEqual([first.msgid, null]);

    await bench.done('dispatch', 'ticket.transfer', {
      ticketId: id,
      memberId: bench.mine.member('tech2'),
      reason: '换人',
    });
    await drained(bench);
    // Nothing to press any more: it is gone, and the notice of the transfer tells why.
    const [told, ...more] = await cardsOf('tech1', no);
    expect([told?.msgid === first.msgid, headingOn(told as Message), more]).toEqual([false, '工单已转派他人', []]);

    // The card of the offer has ended long ago; that of the assignment is changed by its code.
    const [, second] = await cardsOf('tech2', no);
    expect(keysOn(second as Message)).toEqual(['ticket.accept']);
    await bench.done('tech2', 'ticket.accept', { ticketId: id });
    await drained(bench);
    const after = await cardsOf('tech2', no);
    expect(after.map((one) => [one.msgid, keysOn(one)])).toEqual([
      [expect.any(String), []],
      [second?.msgid, ['ticket.depart']],
    ]);
  });

  test('a successor can be pressed like the one before', async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    const first = await cardOf('tech1', no);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    // Something on it changes that nobody is told of.
    await bench.store.unit(bench.mine, (u) =>
      u.change(cardTable, { ticketId: id, recipient: 'tech1' }, { shown: 'something else' }),
    );
    await bench.done('tech1', 'ticket.log', { ticketId: id, text: '先去拿配件' });
    await drained(bench);
    const successor = await cardOf('tech1', no);
    expect([successor.msgid === first.msgid, headingOn(successor), keysOn(successor)]).toEqual([
      false,
      '已接单',
      ['ticket.depart'],
    ]);
    const pressed = await bench.press('tech1', successor, 'ticket.depart');
    expect(pressed.outcome).toBe('answered');
    expect((await bench.done('tech1', 'ticket.get', { ticketId: id })).ticket.departedAt).toEqual(expect.any(Number));
  });

  test('whoever has done the work keeps a card that tells so, also when the one with the buttons had to be recalled', async () => {
    const { id, no } = await bench.offered({ title: '做完了' });
    await drained(bench);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    const used = await cardOf('tech1', no);
    expect((await rowOf(id, 'tech1'))?.code).toBeNull();
    await bench.done('tech1', 'ticket.depart', { ticketId: id });
    await arrive(id);
    // However often it had been changed before: at the end there is no code.
    await drained(bench);
    await bench.store.unit(bench.mine, (u) =>
      u.change(cardTable, { ticketId: id, recipient: 'tech1', state: 'live' }, { code: null, codeAt: null }),
    );
    await bench.done('tech1', 'ticket.complete', { ticketId: id, values: { afterPhotos: [await picture('tech1')] } });
    await drained(bench);
    const told = await cardOf('tech1', no);
    expect([told.msgid === used.msgid, keysOn(told), wordsOn(told)]).toEqual([
      false,
      [],
      expect.stringContaining('待验收'),
    ]);
    // Nobody else is sent anything for it, and nothing is sent twice.
    for (const userid of ['tech2', 'tech3', 'tech4'])
      expect(statusOn(await cardOf(userid, no))).toContain('已被张伟接单');
    await bench.done('resident1', 'ticket.confirm', {
      ticketId: id,
      values: { signature: await picture('resident1') },
    });
    await drained(bench);
    // It asks for nothing, and has a code of its own: in the end it says how the ticket went on.
    await bench.done('resident1', 'ticket.rate', { ticketId: id, values: { rating: { stars: 5 } } });
    await drained(bench);
    const ended = await cardOf('tech1', no);
    expect([ended.msgid, statusOn(ended)]).toEqual([told.msgid, '工单已关闭']);
  });

  test('pressed in vain, it says so, and goes on by the code of that press until the ticket ends', async () => {
    const { id, no } = await bench.offered({ title: '慢了一步' });
    await drained(bench);
    const late = await cardOf('tech2', no);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    // It was still on the screen with its button.
    await bench.press('tech2', late, 'ticket.accept', { force: true });
    expect(await rowOf(id, 'tech2')).toMatchObject({ state: 'live', code: expect.any(String) });
    expect(statusOn(await cardOf('tech2', no))).toBe('已被张伟接单');
    await bench.done('dispatch', 'ticket.cancel', { ticketId: id, reason: '重复' });
    await drained(bench);
    expect(statusOn(await cardOf('tech2', no))).toBe('工单已取消');
  });

  test('a place in the pool is no reason to spend a code: a dispatcher’s card stays, and in the end says who has it', async () => {
    const { id, no } = await bench.reported({ title: '先放池里' });
    await drained(bench);
    const before = await cardOf('dispatch', no);
    await bench.done('dispatch', 'ticket.offer', { ticketId: id });
    await drained(bench);
    expect([await cardOf('dispatch', no), (await rowOf(id, 'dispatch'))?.code]).toEqual([before, expect.any(String)]);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    const taken = await cardOf('dispatch', no);
    expect([taken.msgid, statusOn(taken)]).toEqual([before.msgid, '已被张伟接单']);
    // No change after this one (94888): it says of which moment it speaks.
    expect(wordsOn(taken)).toMatch(/已接单（截至 \d\d-\d\d \d\d:\d\d）/);
    // Nothing of it was taken back.
    expect((await bench.standIn.phone('dispatch')).filter((one) => one.msgid === before.msgid)).toHaveLength(1);
  });

  test('a group is told in one line who has taken what it was told of, and that it is no more; of nothing else, unless it hears of no new tickets', async () => {
    const linesOn = async (no: number) => {
      const said = (await bench.standIn.group()).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
      return said.filter((one) => one.startsWith(`#${no} `));
    };
    const { id, no } = await bench.offered({ title: '群里说过' });
    await drained(bench);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    expect(await linesOn(no)).toEqual([`#${no} 群里说过 · 张伟已接单`]);
    await bench.done('dispatch', 'ticket.cancel', { ticketId: id, reason: '重复' });
    await drained(bench);
    expect(await linesOn(no)).toEqual([`#${no} 群里说过 · 张伟已接单`, `#${no} 群里说过 · 已取消`]);

    const ofGroup = async (groups: readonly NoticeKind[]) => {
      const { version, values } = await bench.done('admin', 'preference.get', { of: 'organization' });
      await bench.done('admin', 'preference.change', { of: 'organization', version, values: { ...values, groups } });
      return values;
    };
    // It would have been told of it, and was not.
    const { groups: before = DEFAULTS.groups } = await ofGroup([]);
    const quiet = await bench.offered({ title: '群里没说过' });
    await drained(bench);
    await ofGroup(before);
    await bench.done('tech1', 'ticket.accept', { ticketId: quiet.id });
    await drained(bench);
    await bench.done('dispatch', 'ticket.cancel', { ticketId: quiet.id, reason: '重复' });
    await drained(bench);
    expect(await linesOn(quiet.no)).toEqual([]);

    // A group that hears of these alone.
    await ofGroup(['accepted', 'cancelled']);
    const alone = await bench.offered({ title: '群里只听接单' });
    await drained(bench);
    expect(await linesOn(alone.no)).toEqual([]);
    await bench.done('tech1', 'ticket.accept', { ticketId: alone.id });
    await drained(bench);
    await bench.done('dispatch', 'ticket.cancel', { ticketId: alone.id, reason: '重复' });
    await drained(bench);
    expect(await linesOn(alone.no)).toEqual([
      `#${alone.no} 群里只听接单 · 张伟已接单`,
      `#${alone.no} 群里只听接单 · 已取消`,
    ]);
    await ofGroup(before);
  });

  test('a group that could not hear of it at once is not told of somebody who has passed it on since', async () => {
    const passed = await bench.offered({ title: '转手了' });
    await drained(bench);
    const set = async (quiet: PreferenceValues['quiet']) => {
      const { version, values } = await bench.done('admin', 'preference.get', { of: 'organization' });
      await bench.done('admin', 'preference.change', { of: 'organization', version, values: { ...values, quiet } });
    };
    const minute = Math.floor(bench.clock.now() / MINUTE) + 8 * 60;
    await set({ from: (minute - 120) % 1440, to: (minute + 120) % 1440 });
    await bench.done('tech1', 'ticket.accept', { ticketId: passed.id });
    const memberId = bench.mine.member('tech2');
    await bench.done('tech1', 'ticket.transfer', { ticketId: passed.id, memberId, reason: '走不开' });
    await bench.settled();
    const rows = () =>
      bench.mine.reader.find(delivery, { where: { streamId: passed.id, kind: 'accepted', memberId: null } });
    expect((await rows()).map(({ state }) => state)).toEqual(['pending']);
    await bench.forward(5 * HOUR);
    await drained(bench);
    expect((await rows()).map(({ state }) => state)).toEqual(['skipped']);
    await set(null);
  });

  test('a card goes on quoting what it was sent for, and is neither changed nor spent because of what others do', async () => {
    const { id, no } = await bench.offered({ title: '有人留言' });
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    await bench.done('resident1', 'ticket.comment', { ticketId: id, text: '请先打电话再上门' });
    await drained(bench);
    const remarkOf = async () => (await cardsOf('tech1', no)).find((one) => headingOn(one) === '有新的评论');
    const remark = await remarkOf();
    expect(wordsOn(remark as Message)).toContain('请先打电话再上门');
    await bench.done('dispatch', 'ticket.urge', { ticketId: id });
    await drained(bench);
    expect(await remarkOf()).toEqual(remark);
    await bench.press('tech1', remark as Message, 'ticket.depart');
    await drained(bench);
    expect(wordsOn((await remarkOf()) as Message)).toContain('请先打电话再上门');
  });

  test('older than a day, and its code used up: it is left as it is', async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    const { msgid } = await cardOf('tech1', no);
    const old = async () => (await cardsOf('tech1', no)).find((one) => one.msgid === msgid);
    await bench.forward(25 * HOUR);
    await bench.store.unit(bench.mine, (u) =>
      u.change(cardTable, { ticketId: id, recipient: 'tech1' }, { shown: 'something else' }),
    );
    await drained(bench);
    const before = await old();
    await bench.done('tech1', 'ticket.log', { ticketId: id, text: '还在等配件' });
    await drained(bench);
    expect([before?.msgid, await old()]).toEqual([msgid, before]);
    const row = await bench.mine.reader.find(cardTable, { where: { ticketId: id, messageId: msgid } });
    expect(row).toEqual([expect.objectContaining({ state: 'over' })]);
  });

  test('a code that the platform no longer takes: the other way is taken', async () => {
    const { id, no } = await bench.offered();
    await drained(bench);
    const first = await cardOf('tech1', no);
    await bench.standIn.fault({ on: 'wecom', api: 'message/update_template_card', kind: 'errcode:60140', times: 9 });
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    await drained(bench);
    await bench.standIn.heal();
    const successor = await cardOf('tech1', no);
    expect([successor.msgid === first.msgid, keysOn(successor)]).toEqual([false, ['ticket.depart']]);
    // Those who have nothing to press any more only lose theirs.
    for (const userid of ['tech2', 'tech3', 'tech4']) expect(await cardsOf(userid, no)).toEqual([]);
  });

  test('a ticket that changes while its cards are on their way: in the end they show what it has become', async () => {
    const { id, no } = await allOnTheWay();
    await bench.done('tech3', 'ticket.accept', { ticketId: id });
    await new Promise((resolve) => setTimeout(resolve, 6000));
    await drained(bench);
    for (const userid of ['tech1', 'tech2', 'tech4']) expect(statusOn(await cardOf(userid, no))).toBe('已被孙强接单');
    expect(keysOn(await cardOf('tech3', no))).toEqual(['ticket.depart']);
  });

  /** A ticket whose four cards are all on their way at once; on a busy machine the first may arrive before the last sets out. */
  async function allOnTheWay() {
    for (let turn = 0; turn < 6; turn++) {
      await bench.standIn.fault({ on: 'wecom', api: 'message/send', kind: 'delay', times: 8, ms: 5000 });
      const begun = performance.now();
      const { id, no } = await bench.offered({ title: '边走边变' });
      const onTheWay = () => bench.mine.reader.count(cardTable, { ticketId: id, kind: 'offered', shown: '' }, 9);
      while (performance.now() - begun < 4500) {
        if ((await onTheWay()) === 4) return { id, no };
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, 6000));
      await drained(bench);
    }
    throw new Error('the four cards never were on their way at once');
  }

  test('pressed while we are changing it: whichever face came last, in the end it is the newest', async () => {
    const { no, changes } = await pressedWhileChanging();
    // Our own change, which does not know of the press, comes after the answer to it.
    await until(async () => (await changes()) >= 4);
    await drained(bench);
    expect(headingOn(await cardOf('tech1', no))).toBe('已出发');
  });

  /** A ticket whose four cards we are changing while one of them is pressed; on a busy machine our change may arrive before the press. */
  async function pressedWhileChanging() {
    const { standIn } = bench;
    const api = 'message/update_template_card';
    for (let turn = 0; turn < 6; turn++) {
      const { id, no } = await bench.offered({ title: '同时改' });
      await drained(bench);
      const card = await cardOf('tech1', no);
      const before = (await standIn.log()).at(-1)?.id ?? 0;
      const changes = async () => (await standIn.log(before)).filter((call) => call.api.endsWith(api)).length;
      await standIn.fault({ on: 'wecom', api, kind: 'delay', times: 6, ms: 1500 });
      await bench.done('tech1', 'ticket.accept', { ticketId: id });
      await until(async () => (await standIn.faultsLeft(api)) <= 2 || (await changes()) > 0);
      const { outcome } = await bench.press('tech1', card, 'ticket.depart', { force: true });
      const heading = headingOn(await cardOf('tech1', no));
      if (outcome === 'answered' && (await changes()) === 0) {
        expect(heading).toBe('已出发');
        return { no, changes };
      }
      await standIn.heal();
      await drained(bench);
    }
    throw new Error('our change never was on its way while the card was pressed');
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (const last = Date.now() + 60_000; !(await holds()); ) {
      if (Date.now() > last) throw new Error('waited in vain');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('pressed before we know that it has arrived: the press counts, and the card can still be recalled', async () => {
    const { standIn } = bench;
    const { id, no } = await bench.offered({ title: '手快' });
    await drained(bench);
    const row = await rowOf(id, 'tech1');
    const { messageId } = row ?? {};
    // As it was before the platform's answer to the sending came.
    await bench.store.unit(bench.mine, async (u) => {
      await u.change(cardTable, { id: row?.id as never }, { shown: '', messageId: null, code: null, version: 1 });
    });
    await bench.press('tech1', await cardOf('tech1', no), 'ticket.accept');
    const pressed = await rowOf(id, 'tech1');
    expect(pressed).toMatchObject({ state: 'live', messageId: null, code: expect.any(String) });
    const sent = await bench.mine.reader.find(delivery, { where: { streamId: id, recipient: 'tech1' } });
    const due = { ...(sent[0] as NonNullable<(typeof sent)[0]>), tenantId: bench.mine.tenantId };
    const held = { cardId: row?.id as string, shown: 'as it was sent', presses: true };
    await finishSent(
      bench.store,
      due,
      { messageId: messageId ?? null, code: 'of the sending' },
      held,
      bench.clock.now(),
    );
    expect(await rowOf(id, 'tech1')).toMatchObject({ code: pressed?.code, shown: pressed?.shown, messageId });
    await drained(bench);
    expect(await standIn.dropped()).toBe(0);
  });
});
