// The people and places of an organization that sample tickets are played with.
import type { Point } from '@paidan/shared/kernel/geo';
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import type { Grant } from '@paidan/shared/kinds';
import type { Template } from '@paidan/shared/model/template';
import { type MemberActor, NO_FACTS, type TicketFacts } from '@paidan/shared/rules/ticket/context';
import { fenceOf } from '../lookups/fence';
import { makeTemplates } from '../lookups/templates';
import { asset } from '../store/tables/asset';
import { member } from '../store/tables/member';
import { role } from '../store/tables/role';
import { site } from '../store/tables/site';
import { template } from '../store/tables/template';
import type { Reader } from '../store/unit';

/** Who and what an organization has, as far as stories need it. */
export type Cast = {
  readonly residents: readonly MemberActor[];
  readonly dispatchers: readonly MemberActor[];
  readonly workers: readonly MemberActor[];
  readonly desk: readonly MemberActor[];
  readonly sites: readonly { readonly id: SiteId; readonly fence: (Point & { radius: number }) | null }[];
  readonly assets: readonly { readonly id: AssetId; readonly siteId: SiteId | null }[];
  readonly templates: readonly Template[];
  readonly facts: TicketFacts;
};

const active = { state: 'active' } as const;
/** Chance picks by place, so that the same seed tells the same stories: neither database promises an order of its own. */
const order = [['id', 'asc']] as const;
const MOST_SITES = 200;

export async function castOf(reader: Reader): Promise<Cast> {
  const roles = await reader.find(role, { where: active, order });
  const grantsOf = (codes: readonly string[]): Grant[] => [
    ...new Set(roles.filter((one) => codes.includes(one.code)).flatMap((one) => one.grants)),
  ];
  const rows = await reader.find(member, { where: active, order });
  const people = rows.map(
    (row): MemberActor => ({ kind: 'member', id: row.id, roles: row.roles, grants: grantsOf(row.roles) }),
  );
  const holding = (code: string) => people.filter((person) => person.roles.includes(code));
  const sites = await reader.find(site, { where: active, order, limit: MOST_SITES });
  const rooms = sites.filter((one) => one.kind === 'room' || one.kind === 'area');
  const assets = await reader.find(asset, { where: active, order, limit: MOST_SITES });
  const cast = {
    residents: holding('resident'),
    dispatchers: holding('dispatcher'),
    workers: holding('technician'),
    desk: holding('frontdesk'),
    sites: await Promise.all(rooms.map(async ({ id }) => ({ id: id as SiteId, fence: await fenceOf(reader, id) }))),
    assets: assets.map(({ id, siteId }) => ({ id, siteId })),
    templates: await templatesOf(reader),
  };
  const lacking = Object.entries(cast).find(([key, list]) => key !== 'assets' && list.length === 0);
  if (lacking !== undefined) throw new Error(`sample tickets need ${lacking[0]}, and this organization has none`);
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const members = new Map(
    people.map((one) => [one.id, { name: names.get(one.id) ?? '', canWork: one.grants.includes('ticket.work') }]),
  );
  const facts = {
    ...NO_FACTS,
    members,
    sites: new Set(cast.sites.map((one) => one.id)),
    assets: new Map(cast.assets.map(({ id, siteId }) => [id, { siteId }])),
    poolSize: 1,
  };
  return { ...cast, facts };
}

/** Those that can be played through without photographs, and the repairs up to the work itself. */
async function templatesOf(reader: Reader): Promise<readonly Template[]> {
  const where = { ...active, code: { in: ['repair', 'public', 'complaint'] } };
  const heads = await reader.find(template, { where, order });
  const templates = makeTemplates();
  const found = await Promise.all(heads.map((head) => templates.at(reader, head.id, head.revision)));
  return found.filter((one): one is Template => one !== undefined);
}
