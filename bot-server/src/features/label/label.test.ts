// Labels: what can have one, who may print them, what the sheets hold when they are read back, and which were printed.
import type { InputOf } from '@paidan/shared/contract/index';
import { LABEL_SHEETS } from '@paidan/shared/kinds';
import { type Run, sheetOf, spotOf } from '@paidan/shared/rules/label/sheet';
import { eachDatabase } from '../../../test/support/databases';
import { pagesOfPdf, scan } from '../../../test/support/pdf';
import { type Caller, outcome, startProduct, type TestProduct } from '../../../test/support/product';

const BASE = 'https://paidan.test';

eachDatabase((database, open) => {
  let product: TestProduct;
  let admin: Caller;
  let room: string;
  let lift: string;

  beforeAll(async () => {
    product = await startProduct(await open());
    admin = product.as('admin');
    room = `s.${product.mine.room}`;
    lift = `a.${product.mine.asset('CH-POWER')}`;
  });
  afterAll(() => product?.stop());

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  const items = async (input: InputOf<'label.list'>): Promise<any[]> => {
    const found = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await admin('label.list', { ...input, ...(cursor !== undefined && { cursor }) });
      expect(status).toBe(200);
      found.push(...body.items);
      cursor = body.next;
    } while (cursor !== undefined);
    return found;
  };
  const pdf = (input: Partial<InputOf<'label.pdf'>>, caller = admin, locale: 'zh' | 'en' = 'zh') =>
    caller('label.pdf', { refs: [room], sheet: '2x4', codes: 'link', words: 'zh', base: BASE, ...input }, { locale });

  describe('the list as a file', () => {
    const linesOf = (body: string) => body.split('\r\n').filter(Boolean);

    test.each([
      { of: 'site' },
      { of: 'asset' },
      { of: 'asset', text: 'ch power' },
      { of: 'site', unprinted: true },
    ] as const)('%j: its rows in its order, and where each label leads', async (filter) => {
      const { status, body, headers } = await admin('label.export', { ...filter, format: 'csv' }, { locale: 'zh' });
      expect(status).toBe(200);
      const [headings = '', ...rows] = linesOf(body);
      expect(headings).toContain('"编码","名称","位置","二维码内容"');
      const listed = await items(filter);
      expect(listed.length).toBeGreaterThan(0);
      expect(rows.map((row) => row.split(',')[0])).toEqual(listed.map(({ code }) => `"${code}"`));
      const kind = filter.of === 'site' ? 's' : 'a';
      for (const [at, { code }] of listed.entries()) expect(rows[at]).toContain(`/q/cuihu/${kind}/${code}`);
      expect(headers.get('X-Paidan-Rows')).toBe(String(listed.length));
    });

    test('a branch alone; nothing for whoever may not print; and who took it is written down', async () => {
      const sites = await admin('site.list', { limit: 100 });
      const building = sites.body.items.find(({ kind }: { kind: string }) => kind === 'building');
      const { body } = await admin('label.export', { of: 'site', under: building.id, format: 'csv' });
      expect(linesOf(body)).toHaveLength((await items({ of: 'site', under: building.id })).length + 1);
      for (const login of ['dispatch', 'resident1']) {
        const refused = await product.as(login)('label.export', { of: 'site', format: 'csv' });
        expect({ login, outcome: outcome(refused) }).toEqual({ login, outcome: '403 forbidden' });
      }
      const notes = (await admin('export.list', {})).body.items;
      const by = expect.objectContaining({ id: product.mine.member('admin') });
      const filter = { of: 'site', under: building.id };
      expect(notes).toContainEqual(expect.objectContaining({ of: 'label', format: 'csv', filter, by }));
    });
  });

  describe('what can have one', () => {
    test('every site in use, page by page, with where it is', async () => {
      const all = await items({ of: 'site', limit: 7 });
      const { body } = await admin('site.list', { limit: 100 });
      expect(all.map(({ ref }) => ref)).toEqual(body.items.map(({ id }: { id: string }) => `s.${id}`));
      expect(all.find(({ ref }) => ref === room)).toMatchObject({
        printed: null,
        path: expect.stringContaining('翠湖'),
      });
    });

    test('a branch of the sites, and the assets that stand there', async () => {
      const { body } = await admin('site.list', { limit: 100 });
      const building = body.items.find(({ kind }: { kind: string }) => kind === 'building');
      const within = await items({ of: 'site', under: building.id });
      expect(within.length).toBeGreaterThan(1);
      const expected = body.items.filter(
        ({ path }: { path: string }) => path === building.path || path.startsWith(`${building.path} / `),
      );
      expect(within.map(({ code }) => code)).toEqual(expected.map(({ code }: { code: string }) => code));
      const assets = (await items({ of: 'asset', under: building.id })).map(({ path }) => path);
      for (const path of assets) expect(path.startsWith(building.path)).toBe(true);
      expect((await items({ of: 'asset' })).length).toBeGreaterThan(assets.length);
    });

    test('by words, all of which must occur', async () => {
      const found = await items({ of: 'asset', text: 'ch power' });
      expect(found.map(({ code }) => code)).toEqual(['CH-POWER']);
      expect(await items({ of: 'asset', text: 'ch nothing' })).toEqual([]);
    });

    test('retired ones are left out, and counted where they were named', async () => {
      const made = await admin('asset.create', { code: 'OLD-1', name: '旧水泵', siteId: product.mine.room });
      const old = `a.${made.body.record.id}`;
      await admin('asset.retire', { id: made.body.record.id });
      expect((await items({ of: 'asset' })).map(({ ref }) => ref)).not.toContain(old);
      const { body } = await admin('label.get', { refs: [lift, old, room] });
      expect([body.items.map(({ ref }: { ref: string }) => ref), body.missing]).toEqual([[lift, room], 1]);
      expect(outcome(await pdf({ refs: [old] }))).toBe('404 not_found');
    });
  });

  describe('who may', () => {
    test.each(['resident1', 'tech1'])('%s may not', async (login) => {
      const one = product.as(login);
      expect(outcome(await one('label.setup', {}))).toBe('403 forbidden');
      expect(outcome(await one('label.list', { of: 'site' }))).toBe('403 forbidden');
      expect(outcome(await one('label.get', { refs: [room] }))).toBe('403 forbidden');
      expect(outcome(await one('label.codes', { refs: [room] }))).toBe('403 forbidden');
      expect(outcome(await one('label.mark', { refs: [room], printed: true }))).toBe('403 forbidden');
      expect(outcome(await pdf({}, one))).toBe('403 forbidden');
    });
  });

  describe('the sheet', () => {
    // What is drawn does not come from the database.
    if (database === 'sqlite') {
      test.each(LABEL_SHEETS)('%s: every label of it scans to its own place', async (sheet) => {
        const custom = { width: 55, height: 35 };
        const refs = [room, lift];
        const reply = await pdf({ refs, sheet, custom, copies: 2, first: 2, shift: { x: 0.4, y: -0.3 }, cut: true });
        expect(reply.status).toBe(200);
        expect(reply.headers.get('Content-Type')).toBe('application/pdf');
        const pages = pagesOfPdf(reply.body);
        const paper = sheetOf(sheet, custom);
        const run: Run = { sheet: paper, count: 4, first: 2, shift: { x: 0.4, y: -0.3 } };
        const scanned = [0, 1, 2, 3].map((nth) => {
          const { page, ...corner } = spotOf(run, nth);
          const on = pages[page];
          if (on === undefined) throw new Error(`no page ${page}`);
          expect(on.width).toBeCloseTo(paper.page.width, 1);
          expect(on.height).toBeCloseTo(paper.page.height, 1);
          return scan(on, { ...corner, ...paper.label }, paper.label.width > 120 ? 3 : 10);
        });
        const { body } = await admin('label.get', { refs });
        const [site, asset] = body.items.map(({ code }: { code: string }) => code);
        const links = [`${BASE}/q/cuihu/s/${site}`, `${BASE}/q/cuihu/a/${asset}`];
        expect(scanned).toEqual([links[0], links[0], links[1], links[1]]);
        expect(pages).toHaveLength(spotOf(run, 3).page + 1);
      });

      test('two thousand labels are some megabytes, with just the characters that occur; one more is refused in words', async () => {
        const reply = await pdf({ sheet: '3x8', copies: 100, refs: await some(20) });
        expect(reply.status).toBe(200);
        expect(pagesOfPdf(reply.body)).toHaveLength(Math.ceil(2000 / 24));
        expect(reply.body.length).toBeLessThan(4_000_000);
        const more = await pdf({ copies: 100, refs: await some(21) });
        expect([outcome(more), more.body.error.message]).toEqual([
          '422 label_count',
          '一次最多打印 2000 张标签，现在是 2100 张，请分几次打印',
        ]);
      });
    }

    test('its name says what and whose it is, how many and of when', async () => {
      const nameIn = (reply: { headers: Headers }) => {
        const [, name = ''] = /filename\*=UTF-8''(\S+)/.exec(reply.headers.get('Content-Disposition') ?? '') ?? [];
        return decodeURIComponent(name);
      };
      expect(nameIn(await pdf({ copies: 3 }))).toMatch(/^二维码标签_翠湖物业_3张_\d{4}-\d\d-\d\d\.pdf$/);
      expect(nameIn(await pdf({}, admin, 'en'))).toMatch(/^QR labels_\S+_1_\d{4}-\d\d-\d\d\.pdf$/);
    });

    const some = async (count: number) => (await items({ of: 'site' })).slice(0, count).map(({ ref }) => ref);

    test('a mini-program code without a connection is refused by what is missing', async () => {
      expect(outcome(await pdf({ codes: 'mini' }))).toBe('422 missing_values');
      expect(outcome(await admin('label.codes', { refs: [room] }))).toBe('422 missing_values');
      expect((await admin('label.setup', {})).body).toMatchObject({ mini: false, pdf: true, base: null });
    });

    test('without an address that links could begin with there is none', async () => {
      const asked = admin('label.pdf', { refs: [room], sheet: '2x4', codes: 'link', words: 'zh' });
      expect(outcome(await asked)).toBe('400 invalid');
    });
  });

  test('what was printed is remembered, and can be taken back', async () => {
    const refs = [room, lift];
    expect((await admin('label.mark', { refs, printed: true })).body).toEqual({ marked: 2 });
    product.clock.forward(1000);
    // Printed again, known by the last time.
    await admin('label.mark', { refs: [lift], printed: true });
    const { body } = await admin('label.get', { refs });
    const [first, second] = body.items.map(({ printed }: { printed: { at: number; by: string } }) => printed);
    expect(second.at - first.at).toBe(1000);
    expect(first.by).toMatch(/\S/);
    const open = async () => (await items({ of: 'asset', unprinted: true })).map(({ ref }) => ref);
    expect(await open()).not.toContain(lift);
    await admin('label.mark', { refs, printed: false });
    expect(await open()).toContain(lift);
    expect((await admin('label.get', { refs })).body.items[0].printed).toBeNull();
  });
});
