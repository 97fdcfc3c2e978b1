// Spreadsheets of members and sites: read as people write them, checked as a whole, written as a whole or not at all.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { no } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import ExcelJS from 'exceljs';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, startProduct, type TestProduct } from '../../../test/support/product';
import type { Execute } from '../../core/execute';
import { systemScope } from '../../core/scope';
import { importHandlers } from './import';

async function xlsx(rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('sheet').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const csv = (text: string) => new TextEncoder().encode(`\uFEFF${text}`);

eachDatabase((_name, open) => {
  let product: TestProduct;
  let admin: Caller;
  beforeAll(async () => {
    product = await startProduct(await open());
    admin = product.as('admin');
  });
  afterAll(() => product?.stop());

  async function send(name: 'member.import' | 'site.import', bytes: Uint8Array, file: string, dryRun = false) {
    const form = new FormData();
    if (dryRun) form.append('dryRun', 'true');
    form.append('file', new Blob([new Uint8Array(bytes)]), file);
    return product.post(`/api/${name}`, form, {
      token: await product.tokenFor('admin'),
      headers: { 'Accept-Language': 'zh' },
    });
  }
  const codes = async (text: string) =>
    (await admin('site.list', { text })).body.items.map((one: { code: string }) => one.code);

  test('sites from Excel, parents before and within the sheet; a dry run writes nothing', async () => {
    const rows = [
      ['编码', '名称', '类型', '上级编码', '纬度', '经度', '签到半径'],
      ['N-1', '新楼', '楼栋', 'CH', 31.2, 121.4, 120],
      ['N-1-1', '一单元', '单元', 'N-1', '', '', ''],
      ['CH-1', '一号楼', '楼栋', 'CH', '', '', ''],
    ];
    const tried = await send('site.import', await xlsx(rows), '位置.xlsx', true);
    expect(tried.body).toEqual({ rows: 3, created: 2, changed: 1, problems: [] });
    expect(await codes('N-1')).toEqual([]);
    const done = await send('site.import', await xlsx(rows), '位置.xlsx');
    expect(done.body).toEqual({ rows: 3, created: 2, changed: 1, problems: [] });
    expect(await codes('N-1')).toEqual(['N-1', 'N-1-1']);
    const unit = await admin('site.list', { text: 'N-1-1' });
    expect(unit.body.items[0].path).toBe('翠湖花园 / 新楼 / 一单元');
    // Whoever sends the same sheet again changes nothing.
    const again = await send('site.import', await xlsx(rows), '位置.xlsx');
    expect(again.body).toMatchObject({ created: 0, problems: [] });
    expect(await product.findings()).toEqual([]);
  });

  test('members from CSV with English headings, departments and roles by name', async () => {
    const sheet = csv(
      'login,name,phone,department,roles\nimp1,导一,13900000001,工程部,维修技师\nimp2,导二,,,"resident,维修技师"\n',
    );
    expect((await send('member.import', sheet, 'people.csv')).body).toEqual({
      rows: 2,
      created: 2,
      changed: 0,
      problems: [],
    });
    const found = await admin('member.list', { text: 'imp' });
    expect(found.body.items.map((one: { login: string; roles: string[] }) => [one.login, one.roles])).toEqual([
      ['imp1', ['technician']],
      ['imp2', ['resident', 'technician']],
    ]);
  });

  test('what the sheet has no column for stays as it was', async () => {
    const roles = ['technician'];
    const departments = (await admin('department.list', {})).body.items;
    const departmentId = departments[0].id;
    const made = await admin('member.create', { login: 'keep1', name: '留一', departmentId, roles });
    const sheet = csv('账号,姓名\nkeep1,留下\nkeep2,新来\n');
    expect((await send('member.import', sheet, 'people.csv')).body).toMatchObject({ created: 1, problems: [] });
    const get = async (id: string) => (await admin('member.get', { id: id as never })).body.record;
    expect(await get(made.body.record.id)).toMatchObject({ name: '留下', departmentId, roles });
    const fresh = await admin('member.list', { text: 'keep2' });
    expect(fresh.body.items).toMatchObject([{ departmentId: null, roles: [] }]);
    // An empty cell speaks: it empties.
    await send('member.import', csv('账号,姓名,部门,角色\nkeep1,留下,,\n'), 'people.csv');
    expect(await get(made.body.record.id)).toMatchObject({ departmentId: null, roles: [] });

    const before = (await admin('site.list', { text: 'CH-2-1-301' })).body.items[0];
    await send('site.import', csv('编码,名称,类型\nCH-2-1-301,三〇一,房间\n'), 'sites.csv');
    const after = (await admin('site.list', { text: 'CH-2-1-301' })).body.items[0];
    expect(after).toMatchObject({ name: '三〇一', parentId: before.parentId });
    expect(before.parentId).not.toBeNull();
  });

  test('a code that somebody else took meanwhile is met once more, as a rule that it breaks', async () => {
    const { store, clock, mine, dataDir } = product;
    let turns = 0;
    const execute: Execute = (aggregate, order) => {
      turns += 1;
      if (turns === 1) throw Object.assign(new Error('taken'), { code: 'ER_DUP_ENTRY' });
      return product.product.execute(aggregate, order);
    };
    const path = join(dataDir, 'again.csv');
    await writeFile(path, csv('编码,名称,类型\nAGAIN-1,再来,楼栋\n'));
    const exporter = async () => no(refuse('fault'));
    const deps = {
      store,
      clock,
      execute,
      exporter,
      secretKey: '',
      knows: exporter,
      hashPassword: async () => '',
      unbind: exporter,
    };
    const handlers = importHandlers(deps);
    const result = await handlers['site.import'](
      {},
      {
        scope: systemScope(mine.tenantId),
        locale: 'zh-CN',
        key: null,
        upload: { path, name: 'again.csv', bytes: 1 },
        credential: '',
      },
    );
    expect(result).toMatchObject({ ok: true, value: { created: 1, problems: [] } });
    expect(turns).toBe(2);
  });

  test('problems are told by row and column, in words, and nothing is written', async () => {
    const sheet = csv(
      '账号,姓名,电话,角色\ngood1,好的,,业主\nx,太短,,\ngood2,电话不对,call me,\ngood1,又一个,,\ngood3,没有的角色,,船长\n',
    );
    const { status, body } = await send('member.import', sheet, 'people.csv');
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 5, created: 0, changed: 0 });
    const told = body.problems.map(({ row, column }: { row: number; column: string }) => [row, column]);
    expect(told).toEqual(
      expect.arrayContaining([
        [3, '账号'],
        [4, '电话'],
        [5, '账号'],
      ]),
    );
    for (const { message } of body.problems) expect(message).toMatch(/[\u4e00-\u9fff]/);
    // In words of people: neither a pattern nor a type.
    const of = (row: number) => body.problems.find((each: { row: number }) => each.row === row).message;
    expect([of(3), of(4)]).toEqual(['至少 2 个字', '请写 5 到 20 位的电话号码，只用数字、空格和 -，可以以 + 开头']);
    expect((await admin('member.list', { text: 'good' })).body.items).toEqual([]);
  });

  test('a rule that only the write path knows takes back the whole sheet', async () => {
    const sheet = csv('账号,姓名,角色\nok1,先来,业主\nok2,后到,船长\n');
    const { body } = await send('member.import', sheet, 'people.csv');
    expect(body).toMatchObject({ created: 0, problems: [{ row: 3 }] });
    expect((await admin('member.list', { text: 'ok1' })).body.items).toEqual([]);
  });

  test.each([
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['a torn zip', new TextEncoder().encode('PK\u0003\u0004 not a workbook')],
    ['no columns of ours', csv('a,b\n1,2\n')],
    ['nothing', new Uint8Array()],
  ])('%s is refused in words', async (_what, bytes) => {
    const { status, body } = await send('site.import', bytes, 'x.xlsx');
    expect(status).toBe(422);
    expect(body.error.code).toBe('sheet');
    // Why, in words: not in ours for programs.
    expect(body.error.message).toMatch(
      /^表格无法读取：[^a-z]*(xlsx 或 csv 文件|文件损坏，或者解开后超过 16 MiB|工作表|缺少列 编码、名称、类型)$/,
    );
  });

  test.each([
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0])],
    ['text in an encoding of old', new Uint8Array([0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb])],
  ])('%s is not read for columns that nobody can make out', async (_what, bytes) => {
    const { body } = await send('site.import', bytes, 'x.xlsx');
    expect(body.error.message).toMatch(/csv 文件$/);
  });

  test('the headings that the console gives the columns are known, too', async () => {
    const sheet = csv('编号,名称,类型,上级编号\nHEAD-1,一号楼,楼栋,\nHEAD-2,二层,楼层,HEAD-1\n');
    const { body } = await send('site.import', sheet, 'sites.csv', true);
    expect(body).toMatchObject({ created: 2, problems: [] });
  });
});
