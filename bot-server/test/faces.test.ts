// A member's picture: given by themselves or an administrator, seen by their organization and nobody else; the old one goes.

import path from 'node:path';
import { DAY, HOUR } from '@paidan/shared/kernel/time';
import { diskFiles } from '../src/adapters/files/disk';
import { sweepFiles } from '../src/features/file/sweep';
import { eachDatabase } from './support/databases';
import { mp3 } from './support/pictures';
import { ORG, outcome, reported, startProduct, type TestProduct, TWIN, ticketIn } from './support/product';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterEach(async () => expect(await product.findings()).toEqual([]));
  afterAll(() => product?.stop());

  const see = async (id: string, login: string, org: string = ORG) =>
    (
      await fetch(`${product.url}/api/files/${id}?size=thumb`, {
        headers: { Authorization: `Bearer ${await product.tokenFor(login, org)}` },
      })
    ).status;

  test('a technician’s own: on the track page of whoever waits for them, and for nobody else’s organization', async () => {
    const pictureId = await product.picture('tech1');
    const tech = product.as('tech1');
    expect(await see(pictureId, 'resident1')).toBe(404);
    expect((await tech('session.setPicture', { pictureId })).body).toEqual({ pictureId });
    expect((await tech('session.get', {})).body.member.pictureId).toBe(pictureId);
    const { id: ticketId } = await reported(product);
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    const { assignee } = ticketIn(await product.as('resident1')('ticket.get', { ticketId }));
    expect(assignee.pictureId).toBe(pictureId);
    expect(await see(pictureId, 'resident1')).toBe(200);
    expect(await see(pictureId, 'admin', TWIN)).toBe(404);
    // Every sample technician can be rung.
    expect((await product.as('resident1')('ticket.contact', { ticketId })).body.phone).toMatch(/^1\d{10}$/);
  });

  test('a new one takes the old one’s place, and none at all is fine as well', async () => {
    const tech = product.as('tech2');
    const [first, second] = [await product.picture('tech2'), await product.picture('tech2')];
    await tech('session.setPicture', { pictureId: first });
    await tech('session.setPicture', { pictureId: second });
    expect([await see(first, 'resident1'), await see(second, 'resident1')]).toEqual([404, 200]);
    product.clock.forward(DAY + HOUR);
    await sweepFiles(product.store, diskFiles(path.join(product.dataDir, 'files')), product.clock.now());
    expect([await see(first, 'tech2'), await see(second, 'tech2')]).toEqual([404, 200]);
    expect((await tech('session.setPicture', { pictureId: null })).body).toEqual({ pictureId: null });
    expect(await see(second, 'resident1')).toBe(404);
  });

  test('only a picture, only one’s own upload, only one that nothing else has', async () => {
    const tech = product.as('tech3');
    const set = async (pictureId: string) =>
      outcome(await tech('session.setPicture', { pictureId: pictureId as never }));
    const { body } = await product.upload(mp3(), 'a.mp3', { token: await product.tokenFor('tech3') });
    expect(await set(body.file.id)).toBe('422 unknown_reference');
    expect(await set(await product.picture('tech2'))).toBe('422 unknown_reference');
    const photos = [await product.picture('resident1')];
    await reported(product, { photos });
    expect(await set(photos[0] as string)).toBe('422 unknown_reference');
    expect(await set('00000000000000000000')).toBe('422 unknown_reference');
  });

  test('an administrator gives one to somebody else; others may not', async () => {
    const id = product.mine.member('tech4');
    const change = { pictureId: await product.picture('admin') };
    expect(outcome(await product.as('dispatch')('member.change', { id, change }))).toBe('403 forbidden');
    const changed = await product.as('admin')('member.change', { id, change });
    expect(changed.body.record.pictureId).toBe(change.pictureId);
    expect(await see(change.pictureId, 'resident2')).toBe(200);
    // The same again changes nothing, and no change of another member takes it away.
    const again = await product.as('admin')('member.change', { id, change: { ...change, name: '四师傅' } });
    expect(again.body.record).toMatchObject({ name: '四师傅', pictureId: change.pictureId });
  });
});
