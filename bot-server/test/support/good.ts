// One good request for each endpoint, for tests that ask all of them: made wrong, asked by others, or with others' ids in it.
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import { PUBLIC_AREA } from '../../src/sample/templates';
import { ORG, report, reported, type TestProduct, ticketIn } from './product';

export type Good<Name extends EndpointName> = { readonly as: string; readonly input: InputOf<Name> };
type Tickets = { readonly open: never; readonly active: never; readonly done: never; readonly rating: never };
export const NOBODY = '00000000000000000000';
export const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');

function goodOnes(
  { mine }: TestProduct,
  tickets: Tickets,
  account: string,
): { readonly [Name in EndpointName]: Good<Name> } {
  const { open, active, done, rating } = tickets;
  const [tech1, tech2] = [mine.member('tech1'), mine.member('tech2')];
  const version = 3;
  const body = PUBLIC_AREA as unknown as InputOf<'template.create'>['body'];
  const page = { cursor: cursor(['a', '00000000000000000000']), limit: 5 };
  const label = { kind: 's', org: ORG, code: 'CH-G' } as const;
  const one = (id: string) => ({ as: 'admin', input: { id: id as never } });
  const verbs = (id: string) => [one(id), { as: 'admin', input: { id: id as never, version } }] as const;
  const ids = {
    department: mine.tenantId,
    role: mine.tenantId,
    member: mine.member('tech4'),
    account,
    site: mine.room,
    asset: mine.asset('CH-POWER'),
  };
  const [memberGet, memberVerb] = verbs(ids.member);
  const [departmentGet, departmentVerb] = verbs(ids.department);
  const [roleGet, roleVerb] = verbs(ids.role);
  const [siteGet, siteVerb] = verbs(ids.site);
  const [assetGet, assetVerb] = verbs(ids.asset);
  const filter = {
    view: 'all',
    phase: ['open'],
    priority: ['low'],
    templateId: mine.template('repair'),
    siteId: mine.room,
    assetId: mine.asset('CH-POWER'),
    assigneeId: tech1,
    overdue: false,
    day: '2026-11-23',
    text: '漏水',
  } as const;
  return {
    'session.create': { as: 'admin', input: { org: ORG, login: 'admin', password: 'paidan123', bearer: true } },
    'session.get': { as: 'admin', input: {} },
    'session.setPicture': { as: 'tech3', input: { pictureId: '00000000000000000000' as never } },
    'session.setPassword': { as: 'tech4', input: { current: 'paidan123', password: 'paidan123' } },
    'session.end': { as: 'tech4', input: {} },
    'ticket.create': {
      as: 'resident1',
      input: {
        templateId: mine.template('repair'),
        values: report(mine, {
          description: '水槽',
          asset: mine.asset('CH-PUMP-1'),
          location: { lat: 31, lng: 121, accuracy: 10, address: '一单元' },
        }),
      },
    },
    'ticket.offer': {
      as: 'dispatch',
      input: { ticketId: open, version, role: 'technician', memberIds: [tech1, tech2] },
    },
    'ticket.assign': { as: 'dispatch', input: { ticketId: open, version, memberId: tech1 } },
    'ticket.accept': { as: 'tech1', input: { ticketId: open, version } },
    'ticket.transfer': { as: 'tech1', input: { ticketId: active, version, memberId: tech2, reason: '请假' } },
    'ticket.depart': { as: 'tech1', input: { ticketId: active, version } },
    'ticket.arrive': {
      as: 'tech1',
      input: { ticketId: active, version, position: { lat: 31.2, lng: 121.4, accuracy: 5 }, override: '门口' },
    },
    'ticket.log': {
      as: 'tech1',
      input: {
        ticketId: active,
        text: '记录',
        minutes: 5,
        values: { beforePhotos: ['00000000000000000000' as never] },
      },
    },
    'ticket.complete': { as: 'tech1', input: { ticketId: active, values: { fault: '坏了', afterPhotos: [] } } },
    'ticket.confirm': { as: 'resident1', input: { ticketId: done, values: { signature: '00000000000000000000' } } },
    'ticket.reject': {
      as: 'resident1',
      input: { ticketId: done, reason: '没修好', photos: ['00000000000000000000' as never] },
    },
    'ticket.rate': {
      as: 'resident1',
      input: { ticketId: rating, version, values: { rating: { stars: 6 as never, tags: ['好'], words: '很好' } } },
    },
    'ticket.urge': { as: 'resident1', input: { ticketId: open, version } },
    'ticket.cancel': { as: 'resident1', input: { ticketId: open, version, reason: '误报' } },
    'ticket.comment': {
      as: 'resident1',
      input: { ticketId: open, text: '你好', photos: ['00000000000000000000' as never] },
    },
    'ticket.get': { as: 'dispatch', input: { ticketId: open } },
    'ticket.list': { as: 'dispatch', input: { ...filter, phase: ['open'], priority: ['low'], order: 'due', ...page } },
    'ticket.board': { as: 'dispatch', input: { days: 30 } },
    'ticket.export': { as: 'dispatch', input: { ...filter, phase: ['open'], priority: ['low'], format: 'csv' } },
    'ticket.counts': { as: 'dispatch', input: { ...filter, phase: ['open'], priority: ['low'] } },
    'ticket.timeline': { as: 'dispatch', input: { ticketId: open, after: 1 } },
    'ticket.candidates': { as: 'dispatch', input: { ticketId: open } },
    'ticket.contact': { as: 'dispatch', input: { ticketId: open } },
    'ticket.phone': { as: 'dispatch', input: { ticketId: open, field: 'phone', reason: '联系报修人' } },
    'disclosure.list': {
      as: 'admin',
      input: { byId: ids.member as never, from: 0, before: 4_000_000_000_000, ...page },
    },
    'asset.history': { as: 'tech1', input: { id: mine.asset('CH-POWER'), ...page } },
    'work.list': { as: 'tech1', input: page },
    'template.list': { as: 'admin', input: { retired: true, ...page } },
    'template.get': { as: 'admin', input: { templateId: mine.template('repair'), revision: 1 } },
    'template.create': { as: 'admin', input: { code: 'repair', body } },
    'template.publish': { as: 'admin', input: { templateId: mine.template('public'), version: 99, body } },
    'template.retire': { as: 'admin', input: { templateId: mine.template('public'), version: 99 } },
    'export.list': { as: 'admin', input: { limit: 5 } },
    'member.export': {
      as: 'admin',
      input: { text: '王', role: 'technician', departmentId: mine.tenantId as never, retired: true, format: 'csv' },
    },
    'member.list': {
      as: 'admin',
      input: { text: '张', role: 'technician', departmentId: ids.department as never, retired: true, ...page },
    },
    'member.get': memberGet,
    'member.erase': { as: 'admin', input: { id: ids.member as never, version, reason: '本人申请', reported: false } },
    'member.erasing': { as: 'admin', input: { id: ids.member as never } },
    'reporter.erase': { as: 'admin', input: { guestId: NOBODY as never, reason: '本人申请' } },
    'member.phone': { as: 'admin', input: { id: ids.member as never, reason: '核对资料' } },
    'member.create': {
      as: 'admin',
      input: { login: 'admin', name: '甲', phone: '13800000000', departmentId: null, roles: ['resident'] },
    },
    'member.change': {
      as: 'admin',
      input: { id: ids.member, version: 99, change: { name: '乙', phone: '13800000000', roles: ['resident'] } },
    },
    'member.retire': memberVerb,
    'member.restore': memberVerb,
    'member.import': { as: 'admin', input: {} },
    'department.export': { as: 'admin', input: { retired: true, format: 'xlsx' } },
    'department.list': { as: 'admin', input: { retired: true, ...page } },
    'department.get': departmentGet,
    'department.create': { as: 'admin', input: { name: '甲', parentId: ids.department as never } },
    'department.change': {
      as: 'admin',
      input: { id: ids.department as never, version, change: { name: '乙', parentId: null } },
    },
    'department.retire': departmentVerb,
    'department.restore': departmentVerb,
    'role.export': { as: 'admin', input: { retired: true, format: 'csv' } },
    'role.list': { as: 'admin', input: { retired: true, ...page } },
    'role.get': roleGet,
    'role.create': { as: 'admin', input: { code: 'admin', name: { zh: '甲', en: 'A' }, grants: ['ticket.create'] } },
    'role.change': {
      as: 'admin',
      input: { id: ids.role as never, version, change: { name: { zh: '甲', en: 'A' }, grants: [] } },
    },
    'role.retire': roleVerb,
    'role.restore': roleVerb,
    'site.export': { as: 'admin', input: { text: '楼', parentId: mine.room, retired: true, format: 'csv' } },
    'site.list': { as: 'admin', input: { text: '楼', parentId: mine.room, retired: true, ...page } },
    'site.get': siteGet,
    'site.create': {
      as: 'admin',
      input: { code: 'CH', name: '甲', kind: 'room', parentId: mine.room, lat: 1.5, lng: 2.5, radius: 50 },
    },
    'site.change': {
      as: 'admin',
      input: {
        id: mine.room,
        version: 99,
        change: { name: '甲', kind: 'room', parentId: mine.room, lat: 1.5, lng: 2.5, radius: 50 },
      },
    },
    'site.retire': siteVerb,
    'site.restore': siteVerb,
    'site.import': { as: 'admin', input: {} },
    'asset.export': { as: 'admin', input: { text: '泵', siteId: mine.room, retired: true, format: 'csv' } },
    'asset.list': { as: 'admin', input: { text: '泵', siteId: mine.room, retired: true, ...page } },
    'asset.get': assetGet,
    'asset.create': {
      as: 'admin',
      input: { code: 'CH-POWER', name: '甲', siteId: mine.room, category: '电', model: 'M', serial: 'S' },
    },
    'asset.change': {
      as: 'admin',
      input: { id: ids.asset, version: 99, change: { name: '甲', siteId: mine.room, serial: 'S' } },
    },
    'asset.retire': assetVerb,
    'asset.restore': assetVerb,
    'record.history': { as: 'admin', input: { kind: 'member', id: ids.member as never } },
    'guest.page': { as: 'admin', input: { label } },
    'guest.begin': { as: 'admin', input: { label, device: 'd'.repeat(22) } },
    // Whoever has an account is refused; what guests themselves send wrong, the feature's own tests try.
    'guest.report': {
      as: 'admin',
      input: { label, templateId: mine.template('public'), values: report(mine), trap: '', stamp: 'x.y' },
    },
    'guest.meToo': { as: 'admin', input: { label, ref: open } },
    'guest.same': { as: 'admin', input: {} },
    'guest.held': { as: 'admin', input: { id: open } },
    'guest.link': { as: 'admin', input: { id: open } },
    'guest.revokeLink': { as: 'admin', input: { id: open } },
    'guest.follow': { as: 'admin', input: { link: 'x'.repeat(43) } },
    'guest.here': { as: 'admin', input: { device: 'd'.repeat(22) } },
    'guest.claim': { as: 'admin', input: { device: 'd'.repeat(22), ids: [open] } },
    'guest.rules': { as: 'admin', input: {} },
    'guest.changeRules': {
      as: 'admin',
      input: {
        version: 99,
        values: { ...CLOSED, greeting: '你好', contact: '13800000000', templateIds: [mine.template('public')] },
      },
    },
    'held.list': { as: 'dispatch', input: { state: 'spam', ...page } },
    'held.export': { as: 'dispatch', input: { state: 'spam', format: 'csv' } },
    'held.phone': { as: 'dispatch', input: { id: NOBODY as never, reason: '回电核实' } },
    'held.release': { as: 'dispatch', input: { ids: [NOBODY as never] } },
    'held.spam': { as: 'dispatch', input: { ids: [NOBODY as never], block: true } },
    'held.restore': { as: 'dispatch', input: { ids: [NOBODY as never] } },
    'file.upload': { as: 'admin', input: {} },
    'feed.poll': { as: 'admin', input: { cursor: 3, limit: 5 } },
    'account.list': { as: 'admin', input: { retired: true } },
    'account.create': {
      as: 'admin',
      input: {
        kind: 'wechat',
        name: '甲',
        values: {
          appId: 'wx0001',
          roles: ['resident', 'nobody'],
          subscriptions: [{ topic: 'progress', templateId: 'tmpl-000001', keys: { title: 'thing1' } }],
        },
        secrets: { appSecret: 'a-secret-of-ours', pushToken: 'token', pushKey: 'a'.repeat(43) },
      },
    },
    'account.change': {
      as: 'admin',
      input: {
        id: ids.account as never,
        version: 99,
        change: { name: '乙', values: { corpId: 'ww0001' }, secrets: { appSecret: 'a-secret-of-ours' } },
      },
    },
    'account.retire': { as: 'admin', input: { id: ids.account as never, version: 99 } },
    'account.restore': { as: 'admin', input: { id: ids.account as never, version: 99 } },
    'account.check': { as: 'admin', input: { id: NOBODY as never } },
    'account.test': { as: 'admin', input: { id: NOBODY as never } },
    'account.sync': { as: 'admin', input: { id: NOBODY as never } },
    'identity.list': { as: 'admin', input: { accountId: ids.account as never, ...page } },
    'identity.bind': {
      as: 'admin',
      input: { accountId: ids.account as never, memberId: NOBODY as never, external: 'userid' },
    },
    'identity.unbind': { as: 'admin', input: { accountId: ids.account as never, external: 'userid' } },
    'delivery.list': { as: 'admin', input: { state: 'buried', ...page } },
    'delivery.resend': { as: 'admin', input: { id: NOBODY as never } },
    'preference.get': { as: 'tech1', input: { of: 'me' } },
    'preference.change': {
      as: 'tech1',
      input: {
        of: 'me',
        version: 99,
        values: { muted: ['departed'], quiet: { from: 1, to: 2 }, flood: 3, groups: [] },
      },
    },
    'handover.list': { as: 'dispatch', input: {} },
    'handover.move': { as: 'dispatch', input: { from: NOBODY as never, to: tech1, reason: '离职' } },
    'signin.options': { as: 'admin', input: { org: ORG } },
    'signin.host': { as: 'admin', input: { org: ORG, kind: 'wecom', code: 'code' } },
    'signin.bind': { as: 'tech1', input: { ticket: 'ticket' } },
    'wechat.signIn': { as: 'admin', input: { org: ORG, code: 'code' } },
    'wechat.phone': { as: 'admin', input: { ticket: 'ticket', code: 'code' } },
    'wechat.consent': { as: 'resident1', input: { accepted: ['tmpl'] } },
    'wechat.subscriptions': { as: 'resident1', input: {} },
    'label.setup': { as: 'admin', input: {} },
    'label.list': { as: 'admin', input: { of: 'site', text: '翠湖', under: mine.room, unprinted: true, limit: 5 } },
    'label.export': {
      as: 'admin',
      input: { of: 'site', text: '翠湖', under: mine.room, unprinted: true, format: 'csv' },
    },
    'label.get': { as: 'admin', input: { refs: [`s.${mine.room}`] } },
    // What is optional stays out: with or without it the platform would be asked, which leaves its trace.
    'label.codes': { as: 'admin', input: { refs: [`s.${mine.room}`] } },
    'label.pdf': {
      as: 'admin',
      input: {
        refs: [`s.${mine.room}`, `a.${mine.asset('CH-POWER')}`],
        sheet: 'custom',
        custom: { width: 50, height: 30 },
        codes: 'link',
        words: 'both',
        phone: '021-55550000',
        copies: 2,
        first: 3,
        shift: { x: 0.5, y: -1 },
        cut: true,
        base: 'https://paidan.test',
      },
    },
    'label.mark': { as: 'admin', input: { refs: [`s.${mine.room}`], printed: true } },
    'qr.make': { as: 'admin', input: { kind: 'link', siteId: mine.room, assetId: mine.asset('CH-POWER'), size: 300 } },
  };
}

export type GoodOnes = { readonly [Name in EndpointName]: Good<Name> };

/** With tickets of one's own at every step. What comes as a form has its own tests. */
export async function makeGood(product: TestProduct): Promise<GoodOnes> {
  const { mine } = product;
  const tech = product.as('tech1');
  const arrived = async () => {
    const { id: ticketId } = await reported(product);
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: mine.inside }));
    return ticketId as never;
  };
  const finished = async () => {
    const ticketId = await arrived();
    ticketIn(await tech('ticket.complete', { ticketId, values: { afterPhotos: [await product.picture('tech1')] } }));
    return ticketId;
  };
  const [active, done, rating] = [await arrived(), await finished(), await finished()];
  const signature = await product.picture('resident1');
  ticketIn(await product.as('resident1')('ticket.confirm', { ticketId: rating, values: { signature } }));
  const { id } = await reported(product);
  const connection = await product.as('admin')('account.create', {
    kind: 'wechat',
    name: '小程序',
    values: { appId: 'wx0001' },
    secrets: { appSecret: 'a-secret-of-ours' },
  });
  return goodOnes(product, { open: id as never, active, done, rating }, connection.body.account.id);
}
