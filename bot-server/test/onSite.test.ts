// Work on site as its people live it: what is said instead of written, and a checklist that cannot be skipped.

import { eachDatabase } from './support/databases';
import { mp3 } from './support/pictures';
import { outcome, reported, startProduct, type TestProduct, ticketIn } from './support/product';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterEach(async () => expect(await product.findings()).toEqual([]));
  afterAll(() => product?.stop());

  async function said(login: string, key = `said-${Math.random()}`) {
    const headers = { 'Idempotency-Key': key };
    const { body } = await product.upload(mp3(), 'voice.mp3', { token: await product.tokenFor(login), headers });
    return { file: body.file.id, seconds: 6 };
  }
  const hear = async (login: string, id: string) =>
    (
      await fetch(`${product.url}/api/files/${id}`, {
        headers: { Authorization: `Bearer ${await product.tokenFor(login)}`, Range: 'bytes=0-9' },
      })
    ).status;

  test('a report by voice is heard by whoever has it, and by nobody else', async () => {
    const voice = await said('resident1');
    expect(await hear('tech1', voice.file)).toBe(404);
    const { id: ticketId } = await reported(product, { voice });
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    expect(await hear('resident1', voice.file)).toBe(206);
    expect(await hear('tech1', voice.file)).toBe(206);
    expect(await hear('resident2', voice.file)).toBe(404);
    const answer = await said('tech1');
    ticketIn(await product.as('tech1')('ticket.comment', { ticketId, text: '语音留言', voice: answer }));
    expect(await hear('resident1', answer.file)).toBe(206);
    const { body } = await product.as('resident1')('ticket.timeline', { ticketId });
    expect(body.items.at(-1)).toMatchObject({ type: 'ticket.commented', data: { voice: answer } });
  });

  test('a photo is no voice note, nor the other way round; a minute is the most', async () => {
    const photo = await product.picture('resident1');
    const voice = await said('resident1');
    const refused = async (more: object) => outcome(await reply(more));
    const reply = (more: object) => product.as('resident1')('ticket.create', reportOf(more));
    expect(await refused({ voice: { file: photo, seconds: 3 } })).toBe('422 unknown_reference');
    expect(await refused({ photos: [voice.file] })).toBe('422 unknown_reference');
    expect(await refused({ voice: { ...voice, seconds: 61 } })).toBe('400 invalid');
    expect(await refused({ voice: 'hello' })).toBe('422 form');
    expect(await refused({ voice })).toBe(200);
  });

  const reportOf = (more: object) => ({
    templateId: product.mine.template('repair'),
    values: {
      ...{ title: '电梯门关不上', category: 'lift', priority: 'high', phone: '13800001234', site: product.mine.room },
      ...more,
    } as never,
  });
  async function liftOnSite() {
    const made = ticketIn(await product.as('resident1')('ticket.create', reportOf({})));
    const ticketId = made.id;
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    ticketIn(await product.as('tech1')('ticket.accept', { ticketId }));
    ticketIn(await product.as('tech1')('ticket.arrive', { ticketId, position: product.mine.inside }));
    return ticketId;
  }

  test('work with a checklist is not complete before every item is, and says how many are open', async () => {
    const tech = product.as('tech1');
    const ticketId = await liftOnSite();
    const afterPhotos = [await product.picture('tech1')];
    const complete = (values: object) => tech('ticket.complete', { ticketId, values: values as never });
    const without = await complete({ afterPhotos });
    expect([outcome(without), without.body.error.data.fields]).toEqual([
      '422 form',
      [{ key: 'liftCheck', problem: 'required' }],
    ]);
    const half = { isolated: true, doorGap: 9.5 };
    // What was measured so far is kept with a log, as a draft.
    ticketIn(await tech('ticket.log', { ticketId, text: '先量了门隙', values: { liftCheck: { checks: half } } }));
    const open = await complete({ afterPhotos });
    expect(open.body.error.data.fields).toEqual([{ key: 'liftCheck', problem: 'checks', limit: 4 }]);
    const all = { ...half, levelling: -3, brake: 'worn', alarm: true };
    const made = await complete({
      afterPhotos,
      liftCheck: { checks: { ...all, plate: [await product.picture('tech1')] } },
    });
    expect(outcome(made)).toBe(200);
    // Out of range is taken: what is wrong must be sayable.
    expect(made.body.ticket.values.liftCheck.checks).toMatchObject({ doorGap: 9.5, brake: 'worn' });
    expect(made.body.ticket.node.id).toBe('accept');

    // Sent back, the next round is checked anew.
    ticketIn(await product.as('resident1')('ticket.reject', { ticketId, reason: '门还是关不上' }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
    const again = await complete({ afterPhotos: [await product.picture('tech1')] });
    expect(again.body.error).toMatchObject({
      code: 'form',
      data: { fields: [{ key: 'liftCheck', problem: 'required' }] },
    });
  });

  test.each([
    ['a number in words', { doorGap: 'wide' }],
    ['a choice that is none', { brake: 'new' }],
    ['an item that is not on the list', { nothing: true }],
  ])('%s is refused', async (_name, checks) => {
    const ticketId = await liftOnSite();
    const values = { liftCheck: { checks } } as never;
    const reply = await product.as('tech1')('ticket.log', { ticketId, text: 'x', values });
    expect(reply.body.error.data.fields).toEqual([{ key: 'liftCheck', problem: 'type' }]);
  });
});
