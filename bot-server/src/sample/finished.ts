// Work that is done already, so that histories, ratings and a technician's day have something in them on a fresh start: lived by the
// first sample organization's own people, through the write path, at times gone by.
import type { SiteId, TemplateId, TicketId } from '@paidan/shared/kernel/id';
import { DAY, HOUR, MINUTE } from '@paidan/shared/kernel/time';
import type { Channel } from '@paidan/shared/kinds';
import type { PersonCommand } from '@paidan/shared/model/command';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import type { EventRow } from '../core/chain';
import { type Clock, fixedClock } from '../core/clock';
import { makeExecute } from '../core/execute';
import { newId } from '../core/ids';
import type { Marks } from '../core/marks';
import { type Scope, systemScope } from '../core/scope';
import { ticketAggregate } from '../features/ticket/aggregate';
import type { Numbers } from '../features/ticket/numbers';
import { fenceOf } from '../lookups/fence';
import { makeTemplates } from '../lookups/templates';
import { enqueue } from '../outbox/publish';
import { asset } from '../store/tables/asset';
import { member } from '../store/tables/member';
import { site } from '../store/tables/site';
import { template } from '../store/tables/template';
import { tenant } from '../store/tables/tenant';
import { ticket } from '../store/tables/ticket';
import type { Reader, Store, Unit } from '../store/unit';
import { castOf } from './cast';
import { inTurn } from './turn';

export type FinishedDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly marks: Marks;
  readonly numbers: Numbers;
};

/** Only public areas: repairs at home end with a photo and a signature, and nobody gives these for a sample. */
const TEMPLATE = 'public';
const ORGANIZATION = 'cuihu';

type Story = {
  /** Since it was reported. */
  readonly ago: number;
  readonly who: string;
  readonly worker: string;
  readonly title: string;
  /** Behind the campus's code; an asset stands where it stands. */
  readonly at: string;
  readonly asset?: string;
  readonly minutes: number;
  readonly remedy: string;
  readonly stars: number;
  readonly tags: readonly string[];
};

const story = (ago: number, who: string, worker: string, title: string, at: string) => ({
  ago,
  who,
  worker,
  title,
  at,
});
const STORIES: readonly Story[] = [
  {
    ...story(30 * DAY, 'resident2', 'tech1', '1号楼1单元电梯关门时异响', 'CH-1-1'),
    ...{ asset: 'CH-1-1-LIFT', minutes: 50, remedy: '清理门轨杂物，调整门机皮带，试运行正常' },
    ...{ stars: 4, tags: ['响应及时'] },
  },
  {
    ...story(16 * DAY, 'resident1', 'tech2', '单元门口路灯不亮', 'CH-G'),
    ...{ minutes: 25, remedy: '更换灯泡和镇流器', stars: 5, tags: ['响应及时', '服务热情'] },
  },
  {
    ...story(9 * DAY, 'resident1', 'tech1', '地下车库水泵声音很大', 'CH-P'),
    ...{ asset: 'CH-PUMP-1', minutes: 70, remedy: '更换轴承，紧固底座，噪声恢复正常', stars: 5, tags: ['技术专业'] },
  },
  {
    ...story(4 * DAY, 'resident3', 'tech2', '车库道闸抬杆慢', 'CH-P'),
    ...{ asset: 'CH-GATE', minutes: 40, remedy: '清洁齿轮并加润滑油', stars: 3, tags: ['等待太久'] },
  },
  {
    ...story(2 * DAY, 'resident1', 'tech1', '电梯按钮 3 楼不亮', 'CH-1-1'),
    ...{ asset: 'CH-1-1-LIFT', minutes: 35, remedy: '更换按钮面板，逐层测试正常', stars: 5, tags: ['响应及时'] },
  },
  {
    ...story(4 * HOUR, 'resident1', 'tech1', '花园喷灌漏水', 'CH-G'),
    ...{ minutes: 30, remedy: '更换喷头密封圈，试水不漏', stars: 5, tags: ['响应及时'] },
  },
  {
    ...story(3 * HOUR, 'resident2', 'tech1', '1号楼大堂空调不制冷', 'CH-1'),
    ...{ asset: 'CH-1-AC', minutes: 45, remedy: '清洗滤网，补充冷媒，出风正常', stars: 4, tags: ['技术专业'] },
  },
];

/** Once, into an organization that has no ticket yet. */
export async function plantFinished(deps: FinishedDeps): Promise<void> {
  const { store } = deps;
  const found = await store.system.read.one(tenant, { code: ORGANIZATION });
  if (found === undefined) return;
  const scope = systemScope(found.id);
  const isThere = async () => (await store.read(scope).count(ticket, {}, 1)) > 0;
  // One unit: a kill in between leaves none of them.
  await inTurn(store, `finished ${ORGANIZATION}`, isThere, async () => {
    const numbers = await Promise.all(STORIES.map(() => deps.numbers.take(scope)));
    await store.unit(scope, (u) => live(u, deps, scope, numbers));
  });
}

async function live(
  within: Unit,
  { store, clock, marks }: FinishedDeps,
  scope: Scope,
  numbers: readonly number[],
): Promise<void> {
  const reader = store.read(scope);
  const [people, templateId] = await Promise.all([actorsOf(reader), idOf(reader, template, TEMPLATE)]);
  for (const [at, one] of STORIES.entries()) {
    const past = fixedClock(clock.now() - one.ago);
    const execute = makeExecute({ store, clock: past, marks, publish: toBeFound, poke: () => {} });
    const act = async (actor: MemberActor, channel: Channel, command: PersonCommand, id: TicketId, number?: number) => {
      const aggregate = ticketAggregate(makeTemplates(), number ?? null);
      const order = { scope: { ...scope, actor, channel }, within, key: null, id, command };
      const done = await execute(aggregate, { ...order, ...(number !== undefined && { fresh: true as const }) });
      if (!done.ok) throw new Error(`sample ${command.type}: ${JSON.stringify(done.refusal)}`);
      past.forward(2 * MINUTE);
    };
    const [requester, worker, dispatcher] = [people(one.who), people(one.worker), people('dispatch')];
    const siteId = await idOf(reader, site, one.at);
    const assetId = one.asset === undefined ? undefined : await idOf(reader, asset, one.asset);
    const ticketId = newId<'ticket'>(past.now());
    const values = {
      title: one.title,
      priority: 'normal',
      phone: '13800138009',
      site: siteId,
      ...(assetId !== undefined && { asset: assetId }),
    };
    const create = { type: 'ticket.create', templateId: templateId as TemplateId, values } as PersonCommand;
    await act(requester, 'miniapp', create, ticketId, numbers[at]);
    await act(dispatcher, 'console', { type: 'ticket.assign', ticketId, memberId: worker.id }, ticketId);
    await act(worker, 'wecom', { type: 'ticket.accept', ticketId }, ticketId);
    await act(worker, 'miniapp', { type: 'ticket.depart', ticketId }, ticketId);
    past.forward(8 * MINUTE);
    const fence = await fenceOf(reader, siteId as SiteId);
    const position = { lat: fence?.lat ?? 0, lng: fence?.lng ?? 0, accuracy: 8 };
    await act(worker, 'miniapp', { type: 'ticket.arrive', ticketId, position }, ticketId);
    past.forward(one.minutes * MINUTE);
    await act(worker, 'miniapp', { type: 'ticket.log', ticketId, text: one.remedy, minutes: one.minutes }, ticketId);
    await act(worker, 'miniapp', { type: 'ticket.complete', ticketId, values: { remedy: one.remedy } }, ticketId);
    await act(dispatcher, 'wecom', { type: 'ticket.confirm', ticketId, values: {} }, ticketId);
    const rating = { stars: one.stars, tags: [...one.tags] };
    await act(requester, 'miniapp', { type: 'ticket.rate', ticketId, values: { rating } }, ticketId);
  }
}

/** Nobody is told of what is long over; it is found by its words all the same. */
async function toBeFound(u: Unit, rows: readonly EventRow[], now: number): Promise<void> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  await enqueue(u, ['search'], { streamId: last.streamId, from: first.seq, seq: last.seq }, now);
}

async function actorsOf(reader: Reader): Promise<(login: string) => MemberActor> {
  const [cast, rows] = await Promise.all([castOf(reader), reader.find(member, { where: {} })]);
  const actors = [...cast.residents, ...cast.dispatchers, ...cast.workers];
  return (login) => {
    const row = rows.find((one) => one.login === login);
    const actor = actors.find(({ id }) => id === row?.id);
    if (actor === undefined) throw new Error(`sample without ${login}`);
    return actor;
  };
}

async function idOf(
  reader: Reader,
  table: typeof site | typeof asset | typeof template,
  code: string,
): Promise<string> {
  const row = await reader.one(table as typeof site, { code });
  if (row === undefined) throw new Error(`sample without ${code}`);
  return row.id;
}
