// Look-ups that decisions rest on: where a site is, who can take work, which revision a template has.
import type { SiteId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../test/support/databases';
import { outcome, startProduct, type TestProduct } from '../../test/support/product';
import { PUBLIC_AREA } from '../sample/templates';
import { site } from '../store/tables/site';
import { DEFAULT_RADIUS, fenceOf, makePlaces } from './fence';
import { namesOf } from './names';
import { peopleOf, rolesWith } from './people';
import { makeTemplates } from './templates';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product?.stop());

  test('a room is where its building is; what has a point of its own is there; what has none around it is nowhere', async () => {
    const { mine } = product;
    const building = await mine.reader.one(site, { code: 'CH-1' });
    const point = { lat: building?.lat, lng: building?.lng, radius: building?.radius };
    expect(await fenceOf(mine.reader, mine.site('CH-1-2-301'))).toEqual(point);
    expect(await fenceOf(mine.reader, mine.site('CH-P'))).toMatchObject({ radius: 500 });
    expect(await fenceOf(mine.reader, null)).toBeNull();
    expect(await fenceOf(mine.reader, '00000000000000000000' as SiteId)).toBeNull();
    expect(await fenceOf(product.twin.reader, mine.site('CH-1'))).toBeNull();
    const made = await product.as('admin')('site.create', {
      code: 'FAR',
      kind: 'campus',
      name: '远',
      lat: 1.5,
      lng: 2.5,
    });
    const far = made.body.record.id as SiteId;
    expect(await fenceOf(mine.reader, far)).toEqual({ lat: 1.5, lng: 2.5, radius: DEFAULT_RADIUS });
    const nowhere = await product.as('admin')('site.create', { code: 'NOWHERE', kind: 'campus', name: '无' });
    expect(await fenceOf(mine.reader, nowhere.body.record.id)).toBeNull();
  });

  test('for showing, the point around a site is believed for a moment, the site itself never', async () => {
    const { mine, twin } = product;
    const admin = product.as('admin');
    const make = async (code: string, parentId: string | null) => {
      const made = await admin('site.create', {
        code,
        kind: 'area',
        name: code,
        ...(parentId !== null && { parentId }),
      });
      return made.body.record.id as SiteId;
    };
    const around = (await admin('site.create', { code: 'AROUND', kind: 'campus', name: '外', lat: 3, lng: 4 })).body
      .record.id as SiteId;
    const room = await make('INSIDE', around);
    const places = makePlaces();
    // However long the database takes.
    const held = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    const point = { lat: 3, lng: 4, radius: DEFAULT_RADIUS };
    expect(await places.of(mine.reader, room)).toEqual({ path: '外 / INSIDE', fence: point });
    // Of the twin, neither what is there nor what is remembered.
    expect(await places.of(twin.reader, room)).toBeNull();
    expect(await places.of(mine.reader, null)).toBeNull();
    let looks = 0;
    const counted: typeof mine.reader = {
      ...mine.reader,
      find: (...asked) => {
        looks += 1;
        return mine.reader.find(...asked);
      },
    };
    expect(await places.of(counted, room)).toEqual({ path: '外 / INSIDE', fence: point });
    expect(looks).toBe(1);
    held.mockRestore();
    expect(outcome(await admin('site.change', { id: around, change: { name: '新', lat: 5 } }))).toBe(200);
    expect(await places.of(mine.reader, room)).toMatchObject({ path: '新 / INSIDE' });
    expect(await fenceOf(mine.reader, room)).toEqual({ ...point, lat: 5 });
    while ((await places.of(mine.reader, room))?.fence?.lat !== 5) await new Promise((go) => setTimeout(go, 100));
  });

  test('who can work is said by the roles that are in use, of people who are still there', async () => {
    const { mine } = product;
    const admin = product.as('admin');
    const workers = async () =>
      (await peopleOf(mine.reader))
        .filter(({ canWork }) => canWork)
        .map(({ id }) => id as string)
        .sort();
    const technicians = ['tech1', 'tech2', 'tech3', 'tech4', 'front']
      .map((login) => mine.member(login) as string)
      .sort();
    expect(await workers()).toEqual(technicians);
    expect([...(await rolesWith(mine.reader, 'ticket.work'))].sort()).toEqual(['frontdesk', 'technician']);
    expect(outcome(await admin('member.retire', { id: mine.member('tech4') }))).toBe(200);
    expect(await workers()).toEqual(technicians.filter((id) => id !== mine.member('tech4')));
    expect(await peopleOf(mine.reader, [mine.member('tech4'), product.twin.member('tech1')])).toEqual([]);
    expect(await peopleOf(mine.reader, [])).toEqual([]);
    expect(outcome(await admin('member.restore', { id: mine.member('tech4') }))).toBe(200);
    expect(await workers()).toEqual(technicians);
  });

  test('names of one’s own; what is not there is called by its id', async () => {
    const { mine, twin } = product;
    const strange = twin.member('tech1');
    const names = await namesOf(mine.reader, {
      members: [mine.member('tech1'), strange, null],
      locale: 'zh-CN',
      sites: [mine.site('CH-1-1')],
      assets: [mine.asset('CH-POWER')],
    });
    expect(names.member(mine.member('tech1'))).toBe('张伟');
    expect(names.member(strange)).toBe(strange);
    expect(names.site(mine.site('CH-1-1'))).toBe('翠湖花园 / 1号楼 / 1单元');
    expect(names.asset(mine.asset('CH-POWER'))).toBe('总配电柜');
  });

  test('a template’s newest revision is for whoever reports; the older ones stay as they were; none of it is the twin’s', async () => {
    const { mine, twin } = product;
    const templates = makeTemplates();
    const id = mine.template('public');
    expect(await templates.current(mine.reader, id)).toMatchObject({ id, revision: 1, code: 'public' });
    const body = { ...PUBLIC_AREA, name: { zh: '公区二版', en: 'Second' } };
    expect(outcome(await product.as('admin')('template.publish', { templateId: id, body: body as never }))).toBe(200);
    expect(await templates.current(mine.reader, id)).toMatchObject({ revision: 2, name: { zh: '公区二版' } });
    expect(await templates.at(mine.reader, id, 1)).toMatchObject({ revision: 1, name: PUBLIC_AREA.name });
    expect(await templates.at(mine.reader, id, 3)).toBeUndefined();
    expect(templates.before(mine.tenantId, id)).toMatchObject({ revision: 2 });
    expect(templates.before(twin.tenantId, id)).toBeUndefined();
    // Kept in memory by now, and yet only for its own organization.
    expect(await templates.at(twin.reader, id, 1)).toBeUndefined();
    expect(await templates.current(twin.reader, id)).toBeUndefined();
    expect(outcome(await product.as('admin')('template.retire', { templateId: id }))).toBe(200);
    expect(await templates.current(mine.reader, id)).toBeUndefined();
    expect(await templates.at(mine.reader, id, 2)).toMatchObject({ revision: 2 });
  });
});
