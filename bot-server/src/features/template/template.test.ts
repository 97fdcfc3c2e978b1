// Templates: what is published stays as it is, running tickets keep theirs, and a flow that would strand them is refused.
import type { TemplateBody } from '@paidan/shared/model/template';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome, reported, startProduct, type TestProduct } from '../../../test/support/product';

eachDatabase((_name, open) => {
  let product: TestProduct;
  let admin: Caller;
  beforeAll(async () => {
    product = await startProduct(await open());
    admin = product.as('admin');
  });
  afterAll(() => product?.stop());

  const current = async (code: string) => {
    const templateId = product.mine.template(code);
    const { template } = (await admin('template.get', { templateId })).body;
    const { name, fields, flow, binds, promise } = template;
    const body: TemplateBody = { name, fields, flow, binds, promise };
    return { templateId, revision: template.revision as number, body };
  };

  test('a new revision is for new tickets; running ones keep theirs', async () => {
    const old = await reported(product);
    const { templateId, body } = await current('repair');
    const flow = body.flow.map((node) => (node.kind === 'task' ? { ...node, checkIn: false } : node));
    const published = await admin('template.publish', { templateId, body: { ...body, flow } });
    expect(outcome(published)).toBe(200);
    expect(published.body.template.revision).toBe(2);
    const young = await reported(product);
    const revisionOf = async ({ id: ticketId }: Awaited<ReturnType<typeof reported>>) =>
      (await admin('ticket.get', { ticketId })).body.ticket.templateVersion;
    expect(await revisionOf(old)).toBe(1);
    expect(await revisionOf(young)).toBe(2);
    const first = await admin('template.get', { templateId, revision: 1 });
    expect(first.body.template.flow).toEqual(body.flow);
    expect(await product.findings()).toEqual([]);
  });

  test('a list may bring each template whole, as it holds now', async () => {
    const plain = (await admin('template.list', {})).body.items;
    expect(plain.some((item: object) => 'template' in item)).toBe(false);
    const { items } = (await admin('template.list', { whole: true, limit: 12 })).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual(plain.map(({ id }: { id: string }) => id));
    for (const { id, template } of items) {
      expect(template).toEqual((await admin('template.get', { templateId: id })).body.template);
    }
  });

  test('a flow that would strand tickets is refused with every problem', async () => {
    const { templateId, body } = await current('complaint');
    const flow = body.flow.filter((node) => node.kind !== 'dispatch');
    const reply = await admin('template.publish', { templateId, body: { ...body, flow } });
    expect(reply.status).toBe(422);
    expect(reply.body.error.code).toBe('flow');
    expect(reply.body.error.data.problems).toEqual(expect.arrayContaining([{ problem: 'nobodyYet', at: 'handle' }]));
  });

  test('a code is one template’s; a retired one takes no more reports', async () => {
    const { body } = await current('public');
    expect(outcome(await admin('template.create', { code: 'public', body }))).toBe('409 duplicate');
    const made = await admin('template.create', { code: 'public2', body });
    expect(outcome(made)).toBe(200);
    const templateId = made.body.template.id;
    expect(outcome(await admin('template.retire', { templateId }))).toBe(200);
    expect(outcome(await admin('template.publish', { templateId, body }))).toBe('409 retired');
    const site = product.mine.room;
    const values = { title: '灯坏了', priority: 'low', site, phone: '13800138000' };
    const reply = await product.as('front')('ticket.create', { templateId, values });
    expect(reply.body.error).toMatchObject({ code: 'unknown_reference', data: { kind: 'template' } });
    const listed = (await admin('template.list', {})).body.items.map(({ code }: { code: string }) => code);
    expect(listed).not.toContain('public2');
  });
});
