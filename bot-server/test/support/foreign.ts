// Everything of one organization that another must never reach: each record bears a mark by which a leak is known.
import { writeCursor } from '../../src/core/cursor';
import { newId } from '../../src/core/ids';
import { PUBLIC_AREA } from '../../src/sample/templates';
import { delivery } from '../../src/store/tables/delivery';
import { held } from '../../src/store/tables/held';
import { PHONES } from './phones';
import { report, type TestProduct, TWIN, ticketIn } from './product';

/** Stands in every name and text of the other organization. */
export const CANARY = 'KANARIENVOGEL-73';

export type Foreign = Awaited<ReturnType<typeof plantForeign>>;

export async function plantForeign(product: TestProduct) {
  const { twin } = product;
  const admin = product.as('admin', TWIN);
  const made = async (kind: 'department' | 'role' | 'member' | 'site' | 'asset', input: object): Promise<string> => {
    const reply = await admin(`${kind}.create`, input as never);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body.record.id;
  };
  const department = await made('department', { name: `${CANARY} 部` });
  const roleCode = 'foreign-role';
  const role = await made('role', {
    code: roleCode,
    name: { zh: CANARY, en: CANARY },
    grants: ['ticket.create', 'ticket.work'],
  });
  const member = await made('member', {
    login: 'foreigner',
    name: `${CANARY} 人`,
    phone: '13911112222',
    departmentId: department,
    roles: [roleCode, 'technician'],
    password: 'foreign-password',
  });
  const site = await made('site', { code: 'FOREIGN-SITE', kind: 'room', name: `${CANARY} 室`, parentId: twin.room });
  const asset = await made('asset', { code: 'FOREIGN-ASSET', name: `${CANARY} 梯`, siteId: site, category: CANARY });
  const body = { ...PUBLIC_AREA, name: { zh: CANARY, en: CANARY } };
  const template = (await admin('template.create', { code: 'foreign', body })).body.template.id as string;

  product.clock.forward(1);
  const resident = product.as('foreigner', TWIN);
  const photo = await product.picture('foreigner', TWIN);
  const loose = await product.picture('foreigner', TWIN);
  const values = report(twin, {
    ...{ title: `${CANARY} 漏水`, description: CANARY, photos: [photo], site },
    phone: PHONES.foreign,
  });
  const ticket = ticketIn(await resident('ticket.create', { templateId: twin.template('repair'), values }));
  const ticketId = ticket.id;
  ticketIn(await product.as('dispatch', TWIN)('ticket.assign', { ticketId, memberId: member as never }));
  ticketIn(await resident('ticket.accept', { ticketId }));
  ticketIn(await resident('ticket.comment', { ticketId, text: CANARY }));
  const open = ticketIn(await resident('ticket.create', { templateId: twin.template('repair'), values: report(twin) }));
  ticketIn(await product.as('dispatch', TWIN)('ticket.offer', { ticketId: open.id }));
  await product.settled();

  const connection = await admin('account.create', {
    kind: 'wechat',
    name: `${CANARY} 小程序`,
    values: { appId: 'wxforeign0001', roles: [roleCode] },
    secrets: { appSecret: 'foreign-app-secret' },
  });
  const account = connection.body.account.id as string;
  await admin('identity.bind', { accountId: account as never, memberId: member as never, external: 'foreign-openid' });
  const notice = await sent(product, { ticketId, account, member });

  const [waiting] = await twin.reader.find(held, { where: {} });
  const cursorOf = async (name: 'ticket.list' | 'member.list' | 'site.list' | 'template.list', input = {}) =>
    (await admin(name, { limit: 1, ...input })).body.next as string;
  // The other lists may hold one line only, so their cursors are of the same make as these.
  const cursors = {
    tickets: await cursorOf('ticket.list'),
    due: await cursorOf('ticket.list', { order: 'due' }),
    members: await cursorOf('member.list'),
    sites: await cursorOf('site.list'),
    templates: await cursorOf('template.list'),
    held: writeCursor([waiting?.id ?? '']),
    feed: (await admin('feed.poll', {})).body.cursor as number,
  };
  return {
    ids: {
      ticket: ticketId,
      open: open.id,
      member,
      department,
      role,
      site,
      asset,
      template,
      photo,
      loose,
      account,
      delivery: notice,
      held: waiting?.id ?? '',
      waiting: waiting?.ticketId ?? '',
    } as const,
    roleCode,
    cursors,
  };
}

/** One that was buried. */
async function sent(
  { store, twin, clock }: TestProduct,
  { ticketId, account, member }: { readonly ticketId: string; readonly account: string; readonly member: string },
): Promise<string> {
  const id = newId(clock.now());
  const row = {
    id,
    streamId: ticketId,
    seq: 1,
    kind: 'created',
    accountId: account,
    memberId: member,
    recipient: 'foreign-openid',
    urgent: false,
    state: 'buried',
    attempts: 12,
    availableAt: 0,
    leaseUntil: null,
    fence: 12,
    errorCode: '47003',
    lastError: CANARY,
    sentAt: null,
    createdAt: clock.now(),
  };
  await store.unit(twin, (u) => u.insert(delivery, [row as never]));
  return id;
}
