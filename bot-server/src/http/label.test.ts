// The code on a wall: a good one leads to its report page, a bad one says what to do, and none of them breaks anything.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { eachDatabase } from '../../test/support/databases';
import { ORG, startProduct, type TestProduct, TWIN } from '../../test/support/product';
import { asset } from '../store/tables/asset';
import { site } from '../store/tables/site';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product?.stop());

  const get = (path: string, init: RequestInit = {}) => fetch(`${product.url}${path}`, { redirect: 'manual', ...init });
  const labels = async () => {
    const [room] = await product.mine.reader.find(site, { where: { state: 'active' }, limit: 1 });
    const [lift] = await product.mine.reader.find(asset, { where: { state: 'active' }, limit: 1 });
    return { room: room?.code ?? '', lift: lift?.code ?? '', liftId: lift?.id };
  };

  test('a site’s and an asset’s lead to the report page, filled in', async () => {
    const { room, lift } = await labels();
    for (const [kind, code] of [
      ['s', room],
      ['a', lift],
    ]) {
      const answer = await get(`/q/${ORG}/${kind}/${code}`);
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toBe(`/m/#/pages/report/index?org=${ORG}&kind=${kind}&code=${code}`);
    }
  });

  test('once the page is built they answer with it at once; what is not good still says so', async () => {
    const { room } = await labels();
    const built = path.join(product.dataDir, 'miniapp/dist/h5');
    await mkdir(built, { recursive: true });
    await writeFile(path.join(built, 'index.html'), '<title>派单</title><script src="/m/js/app.1.js"></script>');
    await writeFile(path.join(built, 'sw.js'), '// keeps the pages');
    const answer = await get(`/q/${ORG}/s/${room}`);
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual([
      200,
      'no-store',
      'no-referrer',
    ]);
    expect(answer.headers.get('link')).toBe('</m/js/app.1.js>; rel=preload; as=script');
    expect(await answer.text()).toContain('派单');
    expect((await get(`/q/${ORG}/s/no-such-thing`)).status).toBe(404);
    // The service worker of such pages, which stands beside them: it may not stand for more than what is below it.
    const worker = await get('/q/sw.js');
    expect([worker.status, worker.headers.get('content-type'), worker.headers.get('service-worker-allowed')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      null,
    ]);
    expect(await worker.text()).toBe('// keeps the pages');
    await rm(built, { recursive: true });
  });

  test.each([
    ['not whole', `/q/${ORG}/a`, 404, '不完整'],
    ['nothing at all', '/q', 404, '不完整'],
    ['of an unknown kind', `/q/${ORG}/x/LIFT`, 404, '不完整'],
    ['of nothing', `/q/${ORG}/a/no-such-thing`, 404, '没有这个二维码对应的地方'],
    ['of no organization', '/q/nobody/a/LIFT', 404, '没有这个二维码对应的地方'],
    ['with what no code has in it', `/q/${ORG}/a/%3Cscript%3E`, 404, '没有这个二维码对应的地方'],
  ])('%s', async (_, path, status, words) => {
    const answer = await get(path, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain('/m/#/pages/report/index');
    expect(page).not.toContain('<script>');
  });

  test('in English for who reads that', async () => {
    const page = await (await get(`/q/${ORG}/a`, { headers: { 'Accept-Language': 'en' } })).text();
    expect(page).toContain('This code is not whole');
  });

  test('one organization’s code says nothing of another’s', async () => {
    const own = await product.twin.reader.find(asset, { where: { state: 'active' }, limit: 50 });
    const { lift } = await labels();
    const expected = own.some(({ code }) => code === lift) ? 302 : 404;
    expect((await get(`/q/${TWIN}/a/${lift}`)).status).toBe(expected);
  });

  test('a retired one says so', async () => {
    const { lift, liftId } = await labels();
    await product.as('admin')('asset.retire', { id: liftId as never });
    const answer = await get(`/q/${ORG}/a/${lift}`);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('已停用');
    await product.as('admin')('asset.restore', { id: liftId as never });
  });

  test('only looking is offered', async () => {
    expect((await get(`/q/${ORG}/a/LIFT`, { method: 'POST' })).status).toBe(405);
  });

  test('whoever has no account finds a number to call, where the organization has published one', async () => {
    const page = async (at: string) => (await get(at, { headers: { 'Accept-Language': 'zh-CN' } })).text();
    const { contact } = (await product.as('admin')('guest.rules', {})).body.values;
    expect(contact).toMatch(/\d{5,}/);
    const called = `href="tel:${contact.replace(/[^+\d]/g, '')}"`;
    for (const at of [`/q/${ORG}/a`, `/q/${ORG}/s/no-such-thing`]) expect(await page(at)).toContain(called);
    for (const at of ['/q/nobody/a', '/q/nobody/s/CH-G', '/q/']) expect(await page(at)).not.toContain('tel:');
  });

  test('no address breaks it', async () => {
    const part = fc.string({ minLength: 1, maxLength: 60 }).map(encodeURIComponent);
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        expect((await get(`/q/${parts.join('/')}`)).status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});
