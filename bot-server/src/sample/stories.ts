// What people do with a ticket, in which order and after how long. Some tickets are called off at once, some are worked through.
import type { Point } from '@paidan/shared/kernel/geo';
import type { SiteId, TicketId } from '@paidan/shared/kernel/id';
import { DAY, HOUR, MINUTE } from '@paidan/shared/kernel/time';
import type { Channel } from '@paidan/shared/kinds';
import type { PersonCommand } from '@paidan/shared/model/command';
import type { FormValues } from '@paidan/shared/model/field';
import type { Template } from '@paidan/shared/model/template';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import type { Cast } from './cast';
import type { Random } from './random';
import { complaintText, repairText } from './words';

/** `after`: milliseconds since the step before. */
export type Step = {
  readonly after: number;
  readonly actor: MemberActor;
  readonly channel: Channel;
  readonly command: Exclude<PersonCommand, { type: 'ticket.create' }>;
};

export type Setting = {
  readonly ticketId: TicketId;
  readonly template: Template;
  readonly requester: MemberActor;
  readonly fence: Point | null;
};

export function plot(cast: Cast, random: Random, { ticketId, template, requester, fence }: Setting): readonly Step[] {
  const dispatcher = random.pick(cast.dispatchers);
  const worker = random.pick(template.code === 'complaint' ? cast.desk : cast.workers);
  const seen = { ticketId };
  const by =
    (actor: MemberActor, channel: Channel) =>
    (most: number, command: Step['command']): Step => {
      return { after: Math.round(MINUTE + random.next() * most), actor, channel, command };
    };
  const asRequester = by(requester, 'miniapp');
  const asDispatcher = by(dispatcher, 'console');
  const asWorker = by(worker, 'miniapp');
  const cancelled = (reason: string) => ({ ...seen, type: 'ticket.cancel', reason }) as const;
  const assigned = asDispatcher(HOUR, { ...seen, type: 'ticket.assign', memberId: worker.id });

  const kind = random.next();
  if (kind < 0.04) return [asDispatcher(10 * DAY, cancelled('长期联系不上报修人'))];
  if (kind < 0.14) return [asRequester(2 * HOUR, cancelled('已自行解决'))];
  if (kind < 0.19) return [assigned, asRequester(3 * HOUR, cancelled('时间不合适，改天再报'))];

  const steps: Step[] = [];
  if (random.chance(0.12)) steps.push(asRequester(3 * HOUR, { ...seen, type: 'ticket.urge' }));
  steps.push(random.chance(0.6) ? assigned : asDispatcher(HOUR, { ...seen, type: 'ticket.offer' }));
  steps.push(asWorker(HOUR, { ...seen, type: 'ticket.accept' }));
  if (template.code !== 'complaint') {
    if (random.chance(0.5)) steps.push(asWorker(HOUR, { ...seen, type: 'ticket.depart' }));
    const position = fence === null ? { lat: 31.23, lng: 121.47 } : { lat: fence.lat + 0.0002, lng: fence.lng };
    steps.push(asWorker(HOUR, { ...seen, type: 'ticket.arrive', position }));
  }
  if (random.chance(0.2)) {
    const text = random.pick(['已到现场，正在检查', '需要更换配件，已联系仓库', '与业主沟通了维修方案']);
    steps.push(asWorker(HOUR, { ...seen, type: 'ticket.log', text, minutes: 10 + random.below(50) }));
  }
  // Nobody photographs for a sample: what needs pictures ends in another way, or is still under way.
  if (template.code === 'repair') {
    if (random.chance(0.8)) steps.push(asDispatcher(2 * DAY, cancelled('业主改由厂家上门处理')));
    return steps;
  }
  const values: FormValues =
    template.code === 'complaint' ? { answer: '已核实并回复业主' } : { remedy: '已更换配件，测试正常' };
  steps.push(asWorker(4 * HOUR, { ...seen, type: 'ticket.complete', values }));
  steps.push(asDispatcher(6 * HOUR, { ...seen, type: 'ticket.confirm', values: {} }));
  if (random.chance(0.6)) {
    const stars = random.pick([5, 5, 5, 5, 4, 4, 3, 2]);
    const rating = { stars, tags: stars >= 4 ? ['响应及时'] : ['等待太久'] };
    steps.push(asRequester(12 * HOUR, { ...seen, type: 'ticket.rate', values: { rating } }));
  }
  return steps;
}

export function report(template: Template, cast: Cast, random: Random, site: SiteId): FormValues {
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
