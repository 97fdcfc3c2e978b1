// Mini-program codes for labels: each is asked of the platform once, whatever label or sheet wants it, and never too many at once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MemberId } from '@paidan/shared/kernel/id';
import sharp from 'sharp';
import { eachDatabase } from '../../../test/support/databases';
import { moveIn, type Neighbourhood, trouble } from '../../../test/support/wechat';
import { diskCache } from '../../adapters/files/cache';
import { account } from '../../store/tables/account';
import type { Store } from '../../store/unit';
import { makeMiniCodes } from './codes';

eachDatabase((_, open) => {
  let store: Store;
  let here: Neighbourhood;
  let me: MemberId;
  let dir: string;
  let picture: Buffer;

  beforeAll(async () => {
    store = await open();
    dir = await mkdtemp(path.join(tmpdir(), 'paidan-codes-'));
    const paper = { width: 430, height: 430, channels: 4, background: '#07c160' } as const;
    picture = await sharp({ create: paper }).png().toBuffer();
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  beforeEach(async () => {
    here = await moveIn(store);
    me = await here.join('wang', null);
    here.wechat.script.unlimitedCode = async () => ({ ok: true, value: { mime: 'image/png', bytes: picture } });
  });

  const codes = () => makeMiniCodes(here.deps, diskCache(path.join(dir, 'codes'), dir));
  const scenes = Array.from({ length: 11 }, (_one, n) => `s.000000000000000000${n + 10}`);

  test('eleven are asked for once each, four at a time; a second sheet asks for none', async () => {
    // Nobody is answered before four are asking, however busy the machine is; then a moment is left for a fifth to come.
    let [now, most] = [0, 0];
    let crowded = () => {};
    const crowd = new Promise<void>((resolve) => {
      crowded = resolve;
      // Fewer at once would never be four: that is found all the same.
      setTimeout(resolve, 20_000).unref();
    });
    here.wechat.script.unlimitedCode = async () => {
      most = Math.max(most, ++now);
      if (now === 4) crowded();
      await crowd;
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      return { ok: true, value: { mime: 'image/png', bytes: picture } };
    };
    const made = await codes().make(here.scopeOf(me), scenes, false);
    expect(made.ok).toBe(true);
    expect(here.wechat.told).toHaveLength(11);
    expect(most).toBe(4);
    const again = await codes().make(here.scopeOf(me), scenes, false);
    expect(here.wechat.told).toHaveLength(11);
    if (!again.ok) throw new Error('refused');
    const bytes = await again.value(scenes[3] ?? '');
    const { format, width, hasAlpha } = await sharp(bytes).metadata();
    expect({ format, width, hasAlpha }).toEqual({ format: 'png', width: 430, hasAlpha: false });
    // For a poster there is a picture of its own.
    await codes().make(here.scopeOf(me), scenes.slice(0, 1), true);
    expect(here.wechat.told.map(({ asked }) => (asked as { width: number }).width).at(-1)).toBe(1280);
  });

  test('another organization’s are its own', async () => {
    await codes().make(here.scopeOf(me), scenes.slice(0, 1), false);
    const there = await moveIn(store);
    there.wechat.script.unlimitedCode = async () => trouble('content', '41030');
    const theirs = makeMiniCodes(there.deps, diskCache(path.join(dir, 'codes'), dir));
    const made = await theirs.make(there.scopeOf(await there.join('li', null)), scenes.slice(0, 1), false);
    expect(made).toMatchObject({ ok: false, refusal: { code: 'channel_trouble', data: { code: '41030' } } });
  });

  test('the first trouble ends it; what came before is kept', async () => {
    let count = 0;
    here.wechat.script.unlimitedCode = async () =>
      ++count > 6 ? trouble('content', '45009') : { ok: true, value: { mime: 'image/png', bytes: picture } };
    const made = await codes().make(here.scopeOf(me), scenes, false);
    expect(made).toMatchObject({ ok: false, refusal: { code: 'channel_trouble' } });
    expect(here.wechat.told.length).toBeLessThan(scenes.length);
    const asked = here.wechat.told.length;
    here.wechat.script.unlimitedCode = async () => ({ ok: true, value: { mime: 'image/png', bytes: picture } });
    await codes().make(here.scopeOf(me), scenes, false);
    expect(here.wechat.told.length - asked).toBe(scenes.length - 6);
  });

  test('without a connection it says which', async () => {
    await store.unit(here, (u) => u.change(account, { id: here.accountId }, { state: 'retired' }));
    expect(await codes().stands(here.scopeOf(me))).toBe(false);
    expect(await codes().make(here.scopeOf(me), scenes, false)).toMatchObject({
      ok: false,
      refusal: { code: 'missing_values', data: { keys: 'wechat' } },
    });
  });
});
