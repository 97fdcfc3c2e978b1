// Exports of tickets: what the list shows to the same asker and nothing else, by CSV and Excel; who took it is written down.

import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { no } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { refuse } from '@paidan/shared/refusal';
import { revived } from '@paidan/shared/rules/export/formula';
import ExcelJS from 'exceljs';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome, reported, startProduct, type TestProduct } from '../../../test/support/product';
import { TEST_KEY } from '../../../test/support/server';
import type { Exporter, ExportOrder } from '../../core/exporter';
import { makeTemplates } from '../../lookups/templates';
import { seedTickets } from '../../sample/seed';
import { event } from '../../store/tables/event';
import { exportLog } from '../../store/tables/exportLog';
import { vault } from '../../store/tables/vault';
import type { Store } from '../../store/unit';
import type { ExportedTicket } from './columns';
import { exportTickets } from './export';

const TICKETS = 700;
const PHONE = '13800138123';

eachDatabase((_name, open) => {
  let store: Store;
  let product: TestProduct;
  let reportedNo: number;
  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    const { tenantId } = product.mine;
    await seedTickets(store, product.clock, {
      tenantId,
      tickets: TICKETS,
      seed: 11,
      personalKey: TEST_KEY,
      onProgress: () => undefined,
    });
    const { id } = await reported(product, { description: '=HYPERLINK("http://x.test")', phone: PHONE });
    reportedNo = (await product.as('dispatch')('ticket.get', { ticketId: id as never })).body.ticket.no;
  });
  afterAll(() => product?.stop());
  // Notes are the newest first.
  beforeEach(() => product.clock.forward(1));

  async function listed(as: Caller, input: object): Promise<number[]> {
    const found: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const { body } = await as('ticket.list', { limit: 100, ...input, ...(cursor !== undefined && { cursor }) });
      found.push(...body.items.map(({ no }: { no: number }) => no));
      cursor = body.next;
      if (cursor === undefined) return found;
    }
  }
  const linesOf = (body: unknown) =>
    String(body)
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .filter(Boolean);
  const numbersIn = (body: unknown) =>
    linesOf(body)
      .slice(1)
      .map((line) => Number(line.split(',')[0]));
  const notes = () => product.mine.reader.find(exportLog, { where: {}, order: [['id', 'desc']] });
  async function ended() {
    for (;;) {
      const [last] = await notes();
      if (last !== undefined && last.rows !== null) return last;
      await sleep(10);
    }
  }

  test('words that are each in very many tickets: the rows of the list, counted before', async () => {
    // As if there were a million.
    const bounds = { few: 1, work: 1, chunk: 20, seek: 2, ticket: 1 };
    const told: { rows: number; nos: readonly number[] }[] = [];
    const exporter = async (_call: unknown, { rows, pages }: ExportOrder<ExportedTicket>) => {
      const nos: number[] = [];
      for await (const page of pages()) nos.push(...page.map(({ ticket }) => ticket.no));
      told.push({ rows, nos });
      return no(refuse('not_found'));
    };
    const actor = { kind: 'member', id: product.mine.member('dispatch'), roles: [], grants: ['ticket.readAll'] };
    const call = { scope: { tenantId: product.mine.tenantId, actor }, locale: 'zh' };
    const present = { templates: makeTemplates(), clock: product.clock };
    const asked = exportTickets(store, present, exporter as Exporter, bounds);
    for (const text of ['漏水 老人', '电梯 请先电话联系', '漏水 电梯']) {
      await asked({ format: 'csv', text }, call as never);
      const { rows, nos } = told.at(-1) ?? { rows: -1, nos: [] };
      expect([text, nos]).toEqual([text, await listed(product.as('dispatch'), { text })]);
      expect(rows).toBe(nos.length);
      expect(nos.length === 0).toBe(text === '漏水 电梯');
    }
  });

  test.each([
    ['dispatch', {}],
    ['dispatch', { phase: ['open', 'active'], priority: ['high', 'urgent'] }],
    ['dispatch', { overdue: true }],
    ['tech1', {}],
    ['tech1', { view: 'handling' }],
    ['resident1', {}],
    ['front', { text: '漏水' }],
  ] as const)('%s with %j: the rows of the list, each once', async (login, filter) => {
    const as = product.as(login);
    const { status, body, headers } = await as('ticket.export', { ...filter, format: 'csv' } as never);
    expect(status).toBe(200);
    const wanted = await listed(as, filter);
    expect(numbersIn(body)).toEqual(wanted);
    expect(headers.get('X-Paidan-Rows')).toBe(String(wanted.length));
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(await ended()).toMatchObject({ of: 'ticket', format: 'csv', rows: wanted.length, whole: true });
  });

  test('rows differ by asker: what one may not see is not in their file', async () => {
    const rowsFor = async (login: string) =>
      numbersIn((await product.as(login)('ticket.export', { format: 'csv' })).body).length;
    const [all, some] = [await rowsFor('dispatch'), await rowsFor('resident2')];
    expect(all).toBeGreaterThan(TICKETS);
    expect(some).toBeLessThan(all / 2);
  });

  test('Excel says the same as CSV, cell by cell; of one template, with its own fields and masked numbers', async () => {
    const filter = { templateId: product.mine.template('repair'), phase: ['new', 'open'] as const };
    const ask = (format: 'csv' | 'xlsx') =>
      product.as('dispatch')('ticket.export', { ...filter, phase: [...filter.phase], format }, { locale: 'zh' });
    const [csv, xlsx] = [await ask('csv'), await ask('xlsx')];
    const book = new ExcelJS.Workbook();
    const sheet = (await book.xlsx.load(xlsx.body)).worksheets[0];
    const rows: string[][] = [];
    sheet?.eachRow((row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1).map((one) => String(one ?? ''))));
    expect(rows[0]?.slice(0, 3)).toEqual(['编号', '标题', '类型']);
    expect(rows[0]).toContain('联系电话');
    expect(rows.slice(1).map(([no]) => Number(no))).toEqual(numbersIn(csv.body));
    const mine = rows.find(([no]) => Number(no) === reportedNo) ?? [];
    expect(mine).toContain('138****8123');
    expect(mine).toContain('=HYPERLINK("http://x.test")');
    expect(mine.some((cell) => /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(cell))).toBe(true);
    const line = linesOf(csv.body).find((one) => one.startsWith(`${reportedNo},`)) ?? '';
    expect(line).toContain(`"'=HYPERLINK(""http://x.test"")"`);
    expect(revived('\'=HYPERLINK("http://x.test")')).toBe('=HYPERLINK("http://x.test")');
    const cells = `${csv.body}${rows.flat().join()}`;
    expect(cells).not.toContain(PHONE);
    // What stands for a number in the row is as little for outside.
    for (const { id } of await product.mine.reader.find(vault, { where: {}, columns: ['id'] })) {
      expect(cells).not.toContain(id);
    }
    expect(decodeURIComponent(xlsx.headers.get('Content-Disposition') ?? '')).toMatch(
      /filename\*=UTF-8''工单_翠湖[^/]*_\d{4}-\d\d-\d\d\.xlsx$/,
    );
  });

  test('who took what, how much of it: as events, without the words that were searched for', async () => {
    const text = PHONE;
    await product.as('front')('ticket.export', { text, format: 'csv' });
    const last = await ended();
    expect(last).toMatchObject({ memberId: product.mine.member('front'), filter: { text: '…' }, whole: true });
    const told = await product.mine.reader.find(event, { where: { streamId: last.id }, order: [['seq', 'asc']] });
    expect(told.map(({ type }) => type)).toEqual(['export.begun', 'export.ended']);
    expect(JSON.stringify([await notes(), told])).not.toContain(PHONE);
    const seen = await product.as('admin')('export.list', { limit: 1 });
    expect(seen.body).toMatchObject({ items: [{ by: { id: last.memberId }, of: 'ticket', rows: last.rows }] });
    expect(outcome(await product.as('dispatch')('export.list', {}))).toBe('403 forbidden');
    expect(await product.findings()).toEqual([]);
  });

  /** One that is begun, and read no further than its first bytes. */
  async function begun(login: string) {
    const { port } = new URL(product.url);
    const token = await product.ownToken(login);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const request = http.request({ port, method: 'POST', path: '/api/ticket.export', headers });
    request.on('error', () => {});
    request.end(JSON.stringify({ format: 'csv' }));
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
    answer.on('error', () => {});
    return { request, answer, token };
  }

  test('whoever goes away ends it, and it is written down how far it came', async () => {
    const { request, answer } = await begun('dispatch');
    await once(answer, 'readable');
    request.destroy();
    const last = await ended();
    // What is on its way fills the pipes: a few hundred rows may all have been in them already.
    expect(last.rows).toBeGreaterThan(0);
    expect(await product.findings()).toEqual([]);
  });

  test('too many rows are refused before the first, with words that help', async () => {
    const before = (await notes()).length;
    const most = LIMITS.exportRows;
    Object.assign(LIMITS, { exportRows: 100 });
    try {
      const { status, body } = await product.as('dispatch')('ticket.export', { format: 'csv' }, { locale: 'zh' });
      expect({ status, error: body.error }).toMatchObject({ status: 422, error: { code: 'export_rows' } });
      expect(body.error.message).toContain('100');
      expect((await notes()).length).toBe(before);
    } finally {
      Object.assign(LIMITS, { exportRows: most });
    }
  });
});
