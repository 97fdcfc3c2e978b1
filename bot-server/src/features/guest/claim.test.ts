// What somebody reported before they signed in becomes theirs: by the device that it was made on and nothing else.
import { DAY, HOUR, SECOND } from '@paidan/shared/kernel/time';
import { guestName } from '@paidan/shared/text/guestName';
import { eachDatabase } from '../../../test/support/databases';
import { photo } from '../../../test/support/pictures';
import { ORG, outcome, startProduct, type TestProduct, TWIN, ticketIn } from '../../../test/support/product';
import { guest } from '../../store/tables/guest';

const GARDEN = { kind: 's', org: ORG, code: 'CH-G' } as const;
let devices = 0;
const newDevice = () => `claimed-device-${String(++devices).padStart(10, '0')}`;

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  beforeEach(() => product.clock.forward(2 * HOUR));
  afterAll(() => product?.stop());

  const reportOn = async (device: string, title: string) => {
    const { token, member } = (await product.call('guest.begin', { label: GARDEN, device })).body;
    const { stamp } = (await product.call('guest.page', { label: GARDEN })).body;
    product.clock.forward(20 * SECOND);
    const templateId = product.mine.template('public');
    const input = { label: GARDEN, templateId, values: { title, priority: 'normal' }, stamp };
    const { body, status } = await product.call('guest.report', input as never, { token });
    if (status !== 200 || body.outcome !== 'accepted') throw new Error(JSON.stringify(body));
    return {
      token: token as string,
      guestId: member.id,
      link: body.link as string,
      id: body.report.id,
      no: body.report.no,
    };
  };
  const titles = (body: { items: readonly { title: string }[] }) => body.items.map(({ title }) => title);

  test('the reports of this device are asked about and taken over: seen, told of, urged, and no longer the guest’s or the link’s', async () => {
    const device = newDevice();
    const one = await reportOn(device, '认领一号路灯不亮');
    const two = await reportOn(device, '认领二号路灯不亮');
    const resident = product.as('resident1');
    expect(outcome(await resident('ticket.get', { ticketId: one.id }))).toBe('404 not_found');
    const here = await resident('guest.here', { device });
    expect(titles(here.body)).toEqual(['认领二号路灯不亮', '认领一号路灯不亮']);
    const follower = (await product.call('guest.follow', { link: one.link })).body.token as string;

    const claimed = await resident('guest.claim', { device, ids: [one.id, two.id, one.id] });
    expect(outcome(claimed)).toBe(200);
    expect(titles(claimed.body).sort()).toEqual(['认领一号路灯不亮', '认领二号路灯不亮']);
    expect((await resident('guest.here', { device })).body.items).toEqual([]);
    const got = ticketIn(await resident('ticket.get', { ticketId: one.id }));
    expect(got.requester.id).toBe(product.mine.member('resident1'));
    const mine = (await resident('ticket.list', { view: 'mine', order: 'newest', limit: 50 })).body.items;
    expect(mine.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([one.id, two.id]));
    ticketIn(await resident('ticket.urge', { ticketId: one.id }));

    const told = (await resident('ticket.timeline', { ticketId: one.id })).body.items;
    const [adopted] = told.filter(({ type }: { type: string }) => type === 'ticket.adopted');
    const [row] = await product.mine.reader.find(guest, { where: { id: adopted.data.from } });
    expect([adopted.by.id, adopted.data.to, adopted.names[adopted.data.from]]).toEqual([
      product.mine.member('resident1'),
      product.mine.member('resident1'),
      row && guestName(row, 'en'),
    ]);

    // The phone's guest and whoever was sent the link are out, at once and for good.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(outcome(await product.call('ticket.get', { ticketId: one.id }, { token: one.token }))).toBe('404 not_found');
    expect((await product.call('ticket.get', { ticketId: one.id }, { token: follower })).status).toBe(401);
    expect(outcome(await product.call('guest.follow', { link: one.link }))).toBe('404 link_over');
    const left = (await product.call('ticket.list', { view: 'mine', limit: 50 }, { token: one.token })).body.items;
    expect(left).toEqual([]);
  });

  test('what waits for an answer waits for its new owner, who gives it', async () => {
    const device = newDevice();
    const { id: ticketId } = await reportOn(device, '认领三号路灯不亮');
    const [dispatch, tech, resident] = [product.as('dispatch'), product.as('tech1'), product.as('resident2')];
    ticketIn(await dispatch('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    for (const name of ['ticket.accept', 'ticket.depart'] as const) ticketIn(await tech(name, { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
    const bytes = await photo(40, 40);
    const uploaded = await product.upload(bytes, 'x.jpg', { token: await product.tokenFor('tech1') });
    ticketIn(
      await tech('ticket.complete', { ticketId, values: { remedy: '换了灯泡', afterPhotos: [uploaded.body.file.id] } }),
    );
    ticketIn(await dispatch('ticket.confirm', { ticketId, values: {} }));
    expect(outcome(await resident('guest.claim', { device, ids: [ticketId] }))).toBe(200);
    const waiting = (await resident('work.list', { limit: 50 })).body.items;
    expect(JSON.stringify(waiting)).toContain(ticketId);
    const rated = await resident('ticket.rate', { ticketId, values: { rating: { stars: 5 } } });
    expect(ticketIn(rated)).toMatchObject({ phase: 'closed', stars: 5 });
  });

  test('said again it is done once; said by two at the same moment it is one’s', async () => {
    const device = newDevice();
    const { id } = await reportOn(device, '认领四号路灯不亮');
    const [one, two] = [product.as('resident1'), product.as('resident2')];
    const both = await Promise.all([
      one('guest.claim', { device, ids: [id] }),
      two('guest.claim', { device, ids: [id] }),
    ]);
    expect(both.map(outcome).map(String).sort()).toEqual(['200', '404 not_found']);
    const [owner] = [one, two].filter((_, at) => both[at]?.status === 200);
    expect(outcome((await owner?.('guest.claim', { device, ids: [id] })) as never)).toBe(200);
    const events = (await owner?.('ticket.timeline', { ticketId: id }))?.body.items;
    expect(events.filter(({ type }: { type: string }) => type === 'ticket.adopted')).toHaveLength(1);
  });

  test('nobody takes another’s: another device, a link, another organization, a member’s report, a guest, a blocked device', async () => {
    const [device, other] = [newDevice(), newDevice()];
    const mine = await reportOn(device, '认领五号路灯不亮');
    const theirs = await reportOn(other, '认领六号路灯不亮');
    const resident = product.as('resident1');
    const claim = (by: string, ids: readonly string[]) =>
      resident('guest.claim', { device: by, ids: ids as never }).then(outcome);
    expect(await claim(device, [theirs.id])).toBe('404 not_found');
    // Not one of them, if not all are.
    expect(await claim(device, [mine.id, theirs.id])).toBe('404 not_found');
    expect(outcome(await resident('ticket.get', { ticketId: mine.id }))).toBe('404 not_found');
    expect(await claim(newDevice(), [mine.id])).toBe('404 not_found');
    // A link opens the report wherever it is passed on to, and claims nothing.
    expect(await claim(mine.link, [mine.id])).toBe('404 not_found');
    const twin = product.as('admin', TWIN);
    expect((await twin('guest.here', { device })).body.items).toEqual([]);
    expect(outcome(await twin('guest.claim', { device, ids: [mine.id] }))).toBe('404 not_found');
    const values = { title: '我家水管漏水', category: 'water', priority: 'normal', site: product.mine.site('CH-G') };
    const owned = ticketIn(
      await product.as('resident2')('ticket.create', {
        templateId: product.mine.template('repair'),
        values: { ...values, phone: '13800138009' },
      }),
    );
    expect(await claim(device, [owned.id])).toBe('404 not_found');
    const guestToken = { token: mine.token };
    expect(outcome(await product.call('guest.here', { device }, guestToken))).toBe('403 forbidden');
    expect(outcome(await product.call('guest.claim', { device, ids: [mine.id] }, guestToken))).toBe('403 forbidden');

    const block = (blockedAt: number | null) =>
      product.store.unit(product.mine, (u) => u.change(guest, { id: theirs.guestId }, { blockedAt }));
    await block(product.clock.now());
    expect((await resident('guest.here', { device: other })).body.items).toEqual([]);
    expect(await claim(other, [theirs.id])).toBe('403 guest_blocked');
    await block(null);
  });

  test('long over it is still one’s own story', async () => {
    const device = newDevice();
    const { id: ticketId, token } = await reportOn(device, '认领七号路灯不亮');
    ticketIn(await product.call('ticket.cancel', { ticketId, reason: '好了' }, { token }));
    product.clock.forward(40 * DAY);
    const resident = product.as('resident1');
    expect(outcome(await resident('guest.claim', { device, ids: [ticketId] }))).toBe(200);
    expect(ticketIn(await resident('ticket.get', { ticketId })).phase).toBe('cancelled');
  });

  test('and the timelines prove themselves', async () => expect(await product.findings()).toEqual([]));
});
