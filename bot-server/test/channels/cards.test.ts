// A card's life in somebody's hands: changed by its code, once; by the code of a press, once; recalled and sent anew; and at last
// left alone.
import type { TicketId } from '@paidan/shared/kernel/id';
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
    // It asks for nothing, so it is left alone from then on.
    expect(await cardOf('tech1', no)).toEqual(told);
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
    const { standIn } = bench;
    await standIn.fault({ on: 'wecom', api: 'message/send', kind: 'delay', times: 8, ms: 1500 });
    const { id, no } = await bench.offered({ title: '边走边变' });
    const onTheWay = () => bench.mine.reader.count(cardTable, { ticketId: id, kind: 'offered', shown: '' }, 9);
    while ((await onTheWay()) < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    await bench.done('tech3', 'ticket.accept', { ticketId: id });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await drained(bench);
    for (const userid of ['tech1', 'tech2', 'tech4']) expect(statusOn(await cardOf(userid, no))).toBe('已被孙强接单');
    expect(keysOn(await cardOf('tech3', no))).toEqual(['ticket.depart']);
  });

  test('pressed while we are changing it: whichever face came last, in the end it is the newest', async () => {
    const { standIn } = bench;
    const { id, no } = await bench.offered({ title: '同时改' });
    await drained(bench);
    const card = await cardOf('tech1', no);
    await standIn.fault({ on: 'wecom', api: 'message/update_template_card', kind: 'delay', times: 6, ms: 1500 });
    await bench.done('tech1', 'ticket.accept', { ticketId: id });
    // Our own change is on its way, and will arrive after the answer to the press.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await bench.press('tech1', card, 'ticket.depart', { force: true });
    expect(headingOn(await cardOf('tech1', no))).toBe('已出发');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await drained(bench);
    expect(headingOn(await cardOf('tech1', no))).toBe('已出发');
  });

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
