// Codes for sites and assets of one's own, in use; nothing of anybody else's.
import type { ParsedOf } from '@paidan/shared/contract/index';
import type { AssetId, MemberId, SiteId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../../test/support/databases';
import { moveIn, type Neighbourhood, trouble } from '../../../test/support/wechat';
import { newId } from '../../core/ids';
import { account } from '../../store/tables/account';
import { asset } from '../../store/tables/asset';
import { site } from '../../store/tables/site';
import type { Store } from '../../store/unit';
import { makeQr } from './qr';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

eachDatabase((_, open) => {
  let store: Store;
  let here: Neighbourhood;
  let me: MemberId;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    here = await moveIn(store);
    me = await here.join('wang', null);
  });

  const make = (input: ParsedOf<'qr.make'>) =>
    makeQr(here.deps)(input, { scope: here.scopeOf(me), locale: 'zh-CN', key: null, upload: null, credential: '' });
  async function place(where: Neighbourhood, state: 'active' | 'retired' = 'active') {
    const at = { state, version: 1, createdAt: 1, updatedAt: 1 };
    const siteId = newId<'site'>(where.clock.now()) as SiteId;
    const assetId = newId<'asset'>(where.clock.now()) as AssetId;
    const none = { parentId: null, lat: null, lng: null, radius: null };
    await store.unit(where, async (u) => {
      await u.insert(site, [{ id: siteId, kind: 'room', name: '门厅', code: 'B1.hall', path: '门厅', ...none, ...at }]);
      const more = { category: null, model: null, serial: null };
      await u.insert(asset, [{ id: assetId, siteId, code: 'LIFT-1', name: '电梯', ...more, ...at }]);
    });
    return { siteId, assetId };
  }

  test('a mini-program code: its scene names the place within 32 characters', async () => {
    const { siteId, assetId } = await place(here);
    here.wechat.script.unlimitedCode = async () => ({ ok: true, value: { mime: 'image/png', bytes: PNG } });
    const image = { mime: 'image/png', base64: PNG.toString('base64') };
    expect(await make({ kind: 'mini', siteId })).toEqual({ ok: true, value: { image, text: `s.${siteId}` } });
    expect(await make({ kind: 'mini', assetId, size: 1280 })).toEqual({
      ok: true,
      value: { image, text: `a.${assetId}` },
    });
    const asked = here.wechat.told.map((one) => one.asked as { scene: string; page: string; width: number });
    expect(asked.map(({ page, width }) => [page, width])).toEqual([
      ['pages/report/index', 430],
      ['pages/report/index', 1280],
    ]);
    for (const { scene } of asked) expect(scene).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/);
  });

  test('an ordinary address, which needs no mini-program', async () => {
    const { siteId, assetId } = await place(here);
    await store.unit(here, (u) => u.change(account, { id: here.accountId }, { state: 'retired' }));
    const text = (end: string) => ({
      ok: true,
      value: { image: null, text: `https://paidan.test/q/${here.org}/${end}` },
    });
    expect(await make({ kind: 'link', siteId })).toEqual(text('s/B1.hall'));
    expect(await make({ kind: 'link', assetId })).toEqual(text('a/LIFT-1'));
    expect(here.wechat.told).toEqual([]);
    expect(await make({ kind: 'mini', siteId })).toMatchObject({ ok: false, refusal: { code: 'missing_values' } });
  });

  test.each(['mini', 'link'] as const)(
    '%s: not for what is another’s, retired, nothing, or two things',
    async (kind) => {
      const theirs = await place(await moveIn(store));
      const refused = (code: string) =>
        expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) });
      expect(await make({ kind, siteId: theirs.siteId })).toEqual(refused('not_found'));
      expect(await make({ kind, assetId: theirs.assetId })).toEqual(refused('not_found'));
      const mine = await place(here, 'retired');
      expect(await make({ kind, siteId: mine.siteId })).toEqual(refused('retired'));
      expect(await make({ kind, assetId: mine.assetId })).toEqual(refused('retired'));
      expect(await make({ kind })).toEqual(refused('invalid'));
      expect(await make({ kind, ...mine })).toEqual(refused('invalid'));
      expect(here.wechat.told).toEqual([]);
    },
  );

  test('the platform’s trouble is told', async () => {
    const { siteId } = await place(here);
    here.wechat.script.unlimitedCode = async () => trouble('content', '41030');
    expect(await make({ kind: 'mini', siteId })).toEqual({
      ok: false,
      refusal: { code: 'channel_trouble', data: { code: '41030', message: 'wechat says 41030' } },
    });
  });
});
