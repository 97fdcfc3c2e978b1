// Records as files: what was exported can be imported again and changes nothing, hostile names and all; numbers leave masked only.
import { EXPORT_KINDS } from '@paidan/shared/kinds';
import { words } from '@paidan/shared/text/index';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome, startProduct, type TestProduct } from '../../../test/support/product';
import type { Column, Table } from '../../store/columns';
import { event } from '../../store/tables/event';
import { member } from '../../store/tables/member';
import { site } from '../../store/tables/site';

const PHONE = '+8613912345678';
const NAMES = ['=1+1', '@SUM(A1)', "'=1", '+86 139', '-2+3', '“=1”', 'a;=1', '－1'];

eachDatabase((_name, open) => {
  let product: TestProduct;
  let admin: Caller;
  beforeAll(async () => {
    product = await startProduct(await open());
    admin = product.as('admin');
    for (const [at, name] of NAMES.entries()) {
      const made = { login: `odd${at}`, name, roles: ['technician'], phone: at === 0 ? PHONE : null };
      expect(outcome(await admin('member.create', made))).toBe(200);
      const place = { code: `ODD-${at}`, name, kind: 'room', parentId: product.mine.room, lat: -31.5, lng: 121.25 };
      expect(outcome(await admin('site.create', place as never))).toBe(200);
    }
  });
  // Points that were planted with more digits than an import keeps are rounded by the first one.
  beforeAll(async () => {
    const { body } = await admin('site.export', { format: 'csv' });
    expect((await bring('site', body, 'csv')).body).toMatchObject({ created: 0, problems: [] });
  });
  afterAll(() => product?.stop());

  const rowsOf = async (table: Table<Record<string, Column>, true>) =>
    (await product.mine.reader.find(table as never, {
      where: {},
      order: [['id', 'asc']] as never,
    })) as readonly object[];
  const eventsOf = async () => (await product.mine.reader.find(event, { where: {}, columns: ['seq'] })).length;

  async function bring(kind: 'member' | 'site', bytes: string | Uint8Array<ArrayBuffer>, format: string) {
    const form = new FormData();
    form.append('file', new Blob([bytes]), `rows.${format}`);
    return product.post(`/api/${kind}.import`, form, { token: await product.tokenFor('admin') });
  }

  test.each([
    ['member', member, 'csv', 'zh'],
    ['member', member, 'xlsx', 'en'],
    ['site', site, 'csv', 'en'],
    ['site', site, 'xlsx', 'zh'],
  ] as const)('%s: out and in again', async (kind, table, format, locale) => {
    const { status, body } = await admin(`${kind}.export`, { format }, { locale });
    expect(status).toBe(200);
    const before = [await rowsOf(table as never), await eventsOf()];
    const reply = await bring(kind, body, format);
    expect(reply.body).toMatchObject({ created: 0, problems: [] });
    expect(reply.body.rows).toBeGreaterThan(NAMES.length);
    expect([await rowsOf(table as never), await eventsOf()]).toEqual(before);
  });

  test('an import that speaks otherwise of one row is noticed: the comparison can fail', async () => {
    const { body } = await admin('member.export', { format: 'csv' }, { locale: 'zh' });
    const form = new FormData();
    form.append('file', new Blob([String(body).replace("''=1", '改了')]), 'rows.csv');
    const before = await rowsOf(member as never);
    expect((await product.post('/api/member.import', form, { token: await product.tokenFor('admin') })).status).toBe(
      200,
    );
    expect(await rowsOf(member as never)).not.toEqual(before);
  });

  test('numbers leave masked, by whatever they were found', async () => {
    for (const text of [undefined, PHONE]) {
      const { body } = await admin('member.export', { format: 'csv', ...(text && { text }) });
      expect(body).toContain('****5678');
      expect(body).not.toContain('3912345678');
    }
  });

  test.each(['department', 'role', 'asset'] as const)('%s: headings, and every row of the list', async (kind) => {
    const { status, body } = await admin(`${kind}.export`, { format: 'csv' }, { locale: 'zh' });
    expect(status).toBe(200);
    const [headings = '', ...lines] = String(body).split('\r\n').filter(Boolean);
    expect(headings).toContain('名称');
    const listed = await admin(`${kind}.list`, { limit: 100 });
    expect(lines).toHaveLength(listed.body.items.length);
  });

  // Those of a whole organization, and of one template with its own fields.
  const FILES = [
    ...EXPORT_KINDS.map((of) => [of, of === 'label' ? { of: 'asset' } : {}] as const),
    ['ticket', { templateId: 'repair' }] as const,
  ];
  test.each(FILES)(
    '%s %o: headings, file name and the product’s own words in the reader’s language',
    async (of, more) => {
      const filter = 'templateId' in more ? { templateId: product.mine.template(more.templateId) } : more;
      for (const locale of ['zh', 'en'] as const) {
        const reply = await admin(`${of}.export` as 'held.export', { ...filter, format: 'csv' } as never, { locale });
        expect(outcome(reply)).toBe(200);
        const [line = '', ...rows] = String(reply.body).replace('\uFEFF', '').split('\r\n');
        const headings = line.split(',').map((cell) => cell.slice(1, -1));
        expect(headings.length).toBeGreaterThan(2);
        const own = locale === 'en' ? /^[A-Z][ -~]*$/ : /[\u4e00-\u9fff]/;
        expect(headings.filter((heading) => !own.test(heading))).toEqual([]);
        // Lists within a cell as the language has them: names of people and places aside, which are theirs.
        if (of === 'role')
          expect(rows.join()).toMatch(locale === 'en' ? /[a-z], [A-Z]/ : /[\u4e00-\u9fff]、[\u4e00-\u9fff]/);
        const name = decodeURIComponent(
          /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get('content-disposition') ?? '')?.[1] ?? '',
        );
        expect(name.startsWith(`${words(locale === 'en' ? 'en' : 'zh-CN').exports[of]}_`)).toBe(true);
      }
    },
  );

  test('sites under the headings of earlier versions are read as before', async () => {
    const sheet = '编码,name,KIND,parent,lat,lng,radius\nOLD-1,旧表头,room,CH,31.5,121.5,90\n';
    expect((await bring('site', sheet, 'csv')).body).toMatchObject({ created: 1, problems: [] });
    expect((await rowsOf(site as never)).find((row) => (row as { code: string }).code === 'OLD-1')).toMatchObject({
      ...{ name: '旧表头', kind: 'room', lat: 31.5, lng: 121.5, radius: 90 },
      parentId: product.mine.site('CH'),
    });
  });

  test('whoever may not read the list gets no file of it', async () => {
    expect(outcome(await product.as('resident1')('member.export', { format: 'csv' }))).toBe('403 forbidden');
  });

  test('the timeline proves itself', async () => expect(await product.findings()).toEqual([]));
});
