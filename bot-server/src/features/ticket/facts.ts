// Loads what `needs` asks for, in one look-up per kind, side by side.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { TicketFacts } from '@paidan/shared/rules/ticket/context';
import type { Needs } from '@paidan/shared/rules/ticket/needs';
import { memberIdOf, type Scope } from '../../core/scope';
import { fenceOf } from '../../lookups/fence';
import { peopleOf, rolesWith } from '../../lookups/people';
import { asset } from '../../store/tables/asset';
import { file } from '../../store/tables/file';
import type { KeptState } from '../../store/tables/kept';
import { site } from '../../store/tables/site';
import type { Unit } from '../../store/unit';

/** `unborn`: what is bound to the ticket's id was handed in with the report that it is made of, and is as fresh as that. */
export async function loadFacts(
  u: Unit,
  scope: Scope,
  ticketId: string | null,
  needs: Needs,
  unborn?: 'unborn',
): Promise<TicketFacts> {
  const [people, files, sites, assets, fence, pool] = await Promise.all([
    peopleOf(u, needs.members as readonly MemberId[]),
    filesOf(u, scope, ticketId, needs.files, unborn !== undefined),
    needs.sites.length === 0 ? [] : u.find(site, { where: { id: { in: [...needs.sites] } }, columns: ['id', 'state'] }),
    needs.assets.length === 0
      ? []
      : u.find(asset, { where: { id: { in: [...needs.assets] } }, columns: ['id', 'siteId', 'state'] }),
    fenceOf(u, needs.fence),
    needs.pool === null ? 0 : poolSize(u, needs.pool),
  ]);
  return {
    members: new Map(people.map((person) => [person.id, person])),
    files,
    sites: new Set(sites.filter(inUse).map((row) => row.id)),
    assets: new Map(assets.filter(inUse).map((row) => [row.id, { siteId: row.siteId }])),
    fence,
    poolSize: pool,
  };
}

/** Here rather than in the condition: by keys alone, they are read together with what others ask for. */
const inUse = ({ state }: { readonly state: KeptState }): boolean => state === 'active';

/** Whoever can work through another role is no reason to offer to this one. */
async function poolSize(u: Unit, role: string): Promise<number> {
  if (!(await rolesWith(u, 'ticket.work')).has(role)) return 0;
  const people = await peopleOf(u);
  return people.filter((person) => person.roles.includes(role)).length;
}

/** A loose file is free for whoever uploaded it; a bound one only for its own ticket. */
async function filesOf(
  u: Unit,
  scope: Scope,
  ticketId: string | null,
  ids: Needs['files'],
  unborn: boolean,
): Promise<TicketFacts['files']> {
  const rows = ids.length === 0 ? [] : await u.find(file, { where: { id: { in: [...ids] } } });
  const me = memberIdOf(scope.actor);
  return new Map(
    rows.map((row) => {
      const own = row.state !== 'loose' && row.streamId === ticketId;
      const fresh = (row.state === 'loose' && row.createdBy === me) || (unborn && own);
      return [row.id, { kind: row.kind, free: fresh || own, fresh }];
    }),
  );
}
