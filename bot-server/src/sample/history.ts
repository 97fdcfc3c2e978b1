// Plausible lives of tickets, made by the product's own rules: whatever is refused simply does not happen.

import type { Point } from '@paidan/shared/kernel/geo';
import type { AssetId, MemberId, SiteId, TicketId } from '@paidan/shared/kernel/id';
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import type { Channel } from '@paidan/shared/kinds';
import type { PersonCommand } from '@paidan/shared/model/command';
import type { TicketEvent } from '@paidan/shared/model/event';
import type { FormValues } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { MemberActor, TicketFacts } from '@paidan/shared/rules/ticket/context';
import { create } from '@paidan/shared/rules/ticket/decide/create';
import { decide } from '@paidan/shared/rules/ticket/decide/index';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import type { Random } from './random';
import { complaintText, repairText } from './words';

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

export type Lived = {
  readonly ticket: Ticket;
  readonly template: Template;
  readonly events: readonly (TicketEvent & { readonly channel: Channel })[];
};

/** One ticket's life from `start` on; nothing happens after `now`. */
export function live(cast: Cast, random: Random, id: TicketId, no: number, start: number, now: number): Lived {
  const template = random.pick(cast.templates);
  const requester = random.pick(cast.residents);
  const site = random.pick(cast.sites);
  const channel = random.pick<Channel>(['console', 'miniapp', 'miniapp', 'api']);
  const values = report(template, cast, random, site.id);
  const facts = { ...cast.facts, fence: site.fence };
  const born = create(
    { type: 'ticket.create', templateId: template.id, values },
    { no, source: channel },
    { now: start, actor: requester, template, facts },
  );
  if (!born.ok) throw new Error(`sample report refused: ${JSON.stringify(born.refusal)}`);
  const events: Lived['events'][number][] = [];
  let ticket: Ticket | null = null;
  const happen = (bodies: readonly object[], at: number, by: MemberId, through: Channel) => {
    for (const body of bodies) {
      const event = { ...body, at, by } as TicketEvent;
      events.push({ ...event, channel: through });
      ticket = evolve(ticket, id, event);
    }
  };
  happen(born.value, start, requester.id, channel);
  let at = start;
  for (const step of plot(cast, random, id, template, requester, site.fence)) {
    at += step.after;
    if (at > now || ticket === null) break;
    const decision = decide(step.command, ticket, { now: at, actor: step.actor, template, facts });
    if (decision.ok) happen(decision.value, at, step.actor.id, step.channel);
  }
  if (ticket === null) throw new Error('a ticket without events');
  return { ticket, template, events };
}

type Step = {
  readonly after: number;
  readonly actor: MemberActor;
  readonly channel: Channel;
  readonly command: Exclude<PersonCommand, { type: 'ticket.create' }>;
};

function plot(
  cast: Cast,
  random: Random,
  ticketId: TicketId,
  template: Template,
  requester: MemberActor,
  fence: Point | null,
): readonly Step[] {
  const dispatcher = random.pick(cast.dispatchers);
  const worker = random.pick(template.code === 'complaint' ? cast.desk : cast.workers);
  const seen = { ticketId };
  const wait = (most: number) => Math.round(MINUTE + random.next() * most);
  const by = (actor: MemberActor, most: number, command: Step['command'], channel: Channel = 'miniapp'): Step => ({
    after: wait(most),
    actor,
    channel,
    command,
  });
  const steps: Step[] = [];
  if (random.chance(0.04)) return [by(requester, 2 * HOUR, { ...seen, type: 'ticket.cancel', reason: '已自行解决' })];
  if (random.chance(0.15)) steps.push(by(requester, 3 * HOUR, { ...seen, type: 'ticket.urge' }));
  if (random.chance(0.6)) {
    steps.push(by(dispatcher, HOUR, { ...seen, type: 'ticket.assign', memberId: worker.id }, 'console'));
  } else steps.push(by(dispatcher, HOUR, { ...seen, type: 'ticket.offer' }, 'console'));
  steps.push(by(worker, HOUR, { ...seen, type: 'ticket.accept' }));
  steps.push(by(worker, HOUR, { ...seen, type: 'ticket.depart' }));
  const position = fence === null ? { lat: 31.23, lng: 121.47 } : { lat: fence.lat + 0.0002, lng: fence.lng };
  steps.push(by(worker, HOUR, { ...seen, type: 'ticket.arrive', position }));
  if (random.chance(0.3)) {
    const text = random.pick(['已到现场，正在检查', '需要更换配件，已联系仓库', '与业主沟通了维修方案']);
    steps.push(by(worker, HOUR, { ...seen, type: 'ticket.log', text, minutes: 10 + random.below(50) }));
  }
  const done: FormValues =
    template.code === 'complaint' ? { answer: '已核实并回复业主' } : { remedy: '已更换配件，测试正常' };
  steps.push(by(worker, 4 * HOUR, { ...seen, type: 'ticket.complete', values: done }));
  steps.push(by(dispatcher, 6 * HOUR, { ...seen, type: 'ticket.confirm', values: {} }, 'console'));
  if (random.chance(0.7)) {
    const stars = random.pick([5, 5, 5, 5, 4, 4, 3, 2]);
    const rating = { stars, tags: stars >= 4 ? ['响应及时'] : ['等待太久'] };
    steps.push(by(requester, 12 * HOUR, { ...seen, type: 'ticket.rate', values: { rating } }));
  }
  return steps;
}

function report(template: Template, cast: Cast, random: Random, site: SiteId): FormValues {
  const { title, description, category } = template.code === 'complaint' ? complaintText(random) : repairText(random);
  const priority = random.pick(['low', 'normal', 'normal', 'normal', 'high', 'urgent'] as const);
  const phone = `139${String(10_000_000 + random.below(89_999_999))}`;
  const asset = cast.assets.length > 0 && random.chance(0.3) ? random.pick(cast.assets).id : undefined;
  return {
    title,
    description,
    priority,
    phone,
    site,
    ...(template.code === 'repair' && { category }),
    ...(template.code === 'public' && asset !== undefined && { asset }),
  };
}
