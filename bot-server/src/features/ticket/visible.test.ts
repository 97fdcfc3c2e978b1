// Who sees what, asked in three ways: the list's conditions in SQL, the rule for one ticket, and the counts. They must agree for
// everybody, in every view, and for flows that open no task.

import { PHASES } from '@paidan/shared/kinds';
import type { TemplateBody } from '@paidan/shared/model/template';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { eachDatabase } from '../../../test/support/databases';
import {
  type Caller,
  outcome,
  reported,
  startProduct,
  type TestProduct,
  ticketIn,
} from '../../../test/support/product';
import { TEST_KEY } from '../../../test/support/server';
import { ORGANIZATIONS } from '../../sample/organizations';
import { seedTickets } from '../../sample/seed';
import { PUBLIC_AREA } from '../../sample/templates';
import { ticket } from '../../store/tables/ticket';

const LOGINS = ORGANIZATIONS[0]?.members.map(({ login }) => login) ?? [];
const VIEWS = ['all', 'mine', 'handling', 'pool'] as const;

/** Straight from dispatch to rating: whoever was picked is named, and has nothing to do. */
const WITHOUT_TASK: TemplateBody = {
  ...PUBLIC_AREA,
  name: { zh: '登记', en: 'Register' },
  fields: PUBLIC_AREA.fields.filter(({ node }) => node !== 'repair'),
  flow: PUBLIC_AREA.flow.filter(({ id }) => id !== 'repair' && id !== 'accept'),
};

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
    const { tenantId } = product.mine;
    await seedTickets(product.store, product.clock, {
      tenantId,
      tickets: 100,
      seed: 3,
      personalKey: TEST_KEY,
      onProgress: () => {},
    });
  });
  afterAll(() => product?.stop());

  const idsOf = async (as: Caller, input: object): Promise<string[]> => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { body } = await as('ticket.list', { limit: 100, ...input, ...(cursor !== undefined && { cursor }) });
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
      if (cursor === undefined) return ids;
    }
  };

  async function expectAgreement(): Promise<void> {
    const rows = await product.mine.reader.find(ticket, { where: {} });
    for (const login of LOGINS) {
      const as = product.as(login);
      const { member } = (await as('session.get', {})).body;
      const actor: MemberActor = { kind: 'member', id: member.id, roles: member.roles, grants: member.grants };
      const seen = rows.filter((row) => canSee(actor, row));
      const listed = await idsOf(as, {});
      expect([login, [...listed].sort()]).toEqual([login, seen.map(({ id }) => id as string).sort()]);
      for (const view of VIEWS) {
        const ids = await idsOf(as, { view });
        expect([login, view, ids.filter((id) => !listed.includes(id))]).toEqual([login, view, []]);
        const { phases } = (await as('ticket.counts', { view })).body;
        const byPhase = PHASES.map((phase) => [
          phase,
          rows.filter((row) => ids.includes(row.id) && row.phase === phase).length,
        ]);
        expect([login, view, phases]).toEqual([login, view, Object.fromEntries(byPhase)]);
      }
    }
  }

  test('lists, rule and counts agree for everybody, in every view', expectAgreement);

  test('and for a flow in which nobody gets a task', async () => {
    const { mine } = product;
    const made = await product.as('admin')('template.create', { code: 'register', body: WITHOUT_TASK as never });
    expect(outcome(made)).toBe(200);
    const values = { title: '登记一下', priority: 'normal', site: mine.room, phone: '13800138009' };
    const templateId = made.body.template.id;
    const { id: ticketId } = ticketIn(await product.as('resident1')('ticket.create', { templateId, values }));
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech2') }));
    const { body } = await product.as('tech2')('ticket.list', { limit: 100 });
    expect(outcome(await product.as('tech2')('ticket.get', { ticketId }))).toBe(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(ticketId);
    await expectAgreement();
  });

  test('search follows the ticket: what was reported, and what was done', async () => {
    const { mine } = product;
    const found = async (text: string) => (await product.as('dispatch')('ticket.list', { text })).body.items.length;
    const { id: ticketId } = await reported(product, { title: '鹦鹉飞走', description: '阳台的窗没关' });
    expect(await found('鹦鹉')).toBe(0);
    await product.settled();
    for (const text of ['鹦鹉', '飞走', '阳台的窗', '鹦鹉 阳台']) expect([text, await found(text)]).toEqual([text, 1]);
    const tech = product.as('tech1');
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: mine.inside }));
    const values = { fault: '笼门弹簧老化', afterPhotos: [await product.picture('tech1')] };
    ticketIn(await tech('ticket.complete', { ticketId, values }));
    await product.settled();
    expect(await found('弹簧')).toBe(1);
    expect(await product.as('tech3')('ticket.list', { text: '弹簧' })).toMatchObject({ body: { items: [] } });
    expect(await product.findings()).toEqual([]);
  });

  test('ids, choices and phone numbers are no words', async () => {
    await reported(product, { title: '楼梯扶手松了', description: '请看' });
    await product.settled();
    const ids = await idsOf(product.as('dispatch'), { text: '扶手' });
    expect(ids).toHaveLength(1);
    for (const text of [product.mine.room, 'normal', 'water', '13800138009']) {
      expect(await idsOf(product.as('dispatch'), { text: `扶手 ${text}` })).toEqual([]);
    }
  });

  test('a search for nothing but signs finds nothing', async () => {
    expect(await idsOf(product.as('dispatch'), { text: '！？…' })).toEqual([]);
  });
});
