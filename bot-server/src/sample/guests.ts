// The samples take reports from the public, and one of them waits for somebody to look at it.
import { randomBytes } from 'node:crypto';
import type { SiteId, TemplateId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { Template } from '@paidan/shared/model/template';
import { refuse } from '@paidan/shared/refusal';
import { publicShape } from '@paidan/shared/rules/guest/form';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import type { Clock } from '../core/clock';
import type { Execute } from '../core/execute';
import { newId } from '../core/ids';
import type { Scope } from '../core/scope';
import { heldAggregate } from '../features/guest/held';
import { guestRulesAggregate } from '../features/guest/rules';
import { ticketAggregate } from '../features/ticket/aggregate';
import { guestRulesId } from '../lookups/guestRules';
import { makeTemplates } from '../lookups/templates';
import { guest } from '../store/tables/guest';
import { track } from '../store/tables/track';
import type { Unit } from '../store/unit';

export type GuestsToPlant = {
  readonly execute: Execute;
  readonly clock: Clock;
  /** The templates that are open to the public, the first one first. */
  readonly templateIds: readonly TemplateId[];
  readonly siteId: SiteId;
  readonly contact: string;
};

/** Within the unit that plants the organization. */
export async function plantGuests(u: Unit, scope: Scope, plan: GuestsToPlant): Promise<void> {
  const { execute, contact } = plan;
  const values = {
    ...CLOSED,
    ...{ on: true, contact, templateIds: [...plan.templateIds] },
    greeting: '看到哪里坏了？拍张照、写一句话就行，不用注册。',
    greetingEn: 'Something is broken? A photo and a line will do; no account needed.',
  };
  const ruled = await execute(guestRulesAggregate, {
    ...{ scope, within: u, key: null, id: guestRulesId(scope.tenantId) },
    command: { values },
  });
  if (!ruled.ok) throw new Error(`sample guest rules: ${JSON.stringify(ruled.refusal)}`);
  await plantHeld(u, scope, plan);
}

/** An advertisement on the wall of the garden. */
async function plantHeld(u: Unit, scope: Scope, { execute, clock, templateIds, siteId }: GuestsToPlant): Promise<void> {
  const [templateId] = templateIds;
  if (templateId === undefined) return;
  const now = clock.now();
  const [guestId, ticketId] = [newId<'member'>(now), newId<'ticket'>(now)];
  const unguessable = () => randomBytes(32).toString('hex');
  const person = { id: guestId, name: '7C3A', device: unguessable(), phone: null, blockedAt: null, erasedAt: null };
  await u.insert(guest, [{ ...person, reports: 1, createdAt: now, seenAt: now }]);
  const values = { title: '专业疏通下水道 加微信 tong88888', priority: 'normal', site: siteId };
  const by: Scope = {
    ...scope,
    actor: { kind: 'member', id: guestId, roles: [], grants: ['ticket.create'], guest: { only: null } },
    channel: 'miniapp',
  };
  const aggregate = heldAggregate(clock, {
    try: async (unit, at) => {
      const born = { id: ticketId, shape: asSeen };
      const command = { type: 'ticket.create', templateId, values } as const;
      const made = (await ticketAggregate(makeTemplates(), 0, born).prepare(unit, by, null, command))(at);
      if (!made.ok) return made;
      const [created] = made.value;
      return created?.type === 'ticket.created' ? ok(created) : no(refuse('wrong_step'));
    },
    gate: async () => null,
    // An advertisement has nobody's number in it.
    close: async (_u, created) => created,
    also: (unit) =>
      unit.insert(track, [
        { ticketId, guestId, link: unguessable(), words: unguessable(), at: clock.now(), revokedAt: null },
      ]),
  });
  const report = { ticketId, guestId, templateId, siteId, assetId: null, why: ['links' as const] };
  const kept = await execute(aggregate, {
    ...{ scope: by, within: u, key: null, id: newId<'held'>(now), fresh: true as const },
    command: { type: 'held.keep', report },
  });
  if (!kept.ok) throw new Error(`sample held report: ${JSON.stringify(kept.refusal)}`);
}

const asSeen = (template: Template) => publicShape(template, 's', 'optional');
