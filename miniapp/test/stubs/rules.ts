// A server of one ticket that judges by the real rules and keeps keys as the real one does: what a page may be told of it, and what
// its commands do.
import type { Json } from '@paidan/shared/kernel/json';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { actions } from '@paidan/shared/rules/ticket/actions';
import { TECH } from '@paidan/shared/testing/people';
import { REPAIR } from '@paidan/shared/testing/sample';
import { type Act, act, answer, goOn, play, type Scene } from '@paidan/shared/testing/story';
import { BUILDING } from '@paidan/shared/testing/world';
import { words } from '@paidan/shared/text/index';

type Request = { url: string; data: Record<string, unknown>; header: Record<string, string> };
type Reply = { statusCode: number; data: unknown };

export const FENCE = { lat: 31.2304, lng: 121.4737, radius: 200 };

export function rulesServer(beginning: readonly Act[]) {
  let scene: Scene = play(REPAIR, beginning);
  const keys = new Set<string>();
  const person = (id: string) => ({ id, name: id === TECH.id ? '李建国' : `成员${Number(id.slice(1))}` });

  function ticketView() {
    const { ticket } = scene;
    if (ticket === null) throw new Error('there is no ticket');
    const node = nodeIn(REPAIR.flow, ticket.node);
    return {
      ...ticket,
      node: { id: ticket.node, title: node?.title ?? { zh: ticket.node, en: ticket.node } },
      template: { id: ticket.templateId, name: REPAIR.name },
      requester: person(ticket.requesterId),
      assignee: ticket.assigneeId === null ? null : person(ticket.assigneeId),
      site: ticket.siteId === BUILDING ? { id: BUILDING, name: 'A 座大堂' } : null,
      asset: null,
      overdue: false,
      work: ticket.work.map((item) => ({ ...item, handler: item.handlerId ? person(item.handlerId) : null })),
      fence: FENCE,
      screening: null,
    };
  }
  const whole = () => ({
    ticket: ticketView(),
    actions: scene.ticket
      ? actions(scene.ticket, { actor: TECH, template: REPAIR, now: scene.now }).map(({ command, refusal }) => ({
          command,
          enabled: refusal === null,
        }))
      : [],
  });
  const timeline = () =>
    scene.events.map(({ type, at, by, ...data }, index) => ({
      seq: index + 1,
      type,
      at,
      by: by === null ? null : person(by),
      channel: 'miniapp',
      data,
      names: {},
    }));

  function command(name: string, data: Record<string, unknown>, key: string): Reply {
    if (keys.has(key)) return { statusCode: 200, data: whole() };
    const { ticketId: _, ...said } = data;
    const { decision, context } = answer(scene, act(TECH, { type: name, ...said } as never, 1000));
    if (!decision.ok) {
      const { code, data: facts } = decision.refusal;
      const message = words('zh-CN').refusals[code];
      return { statusCode: 409, data: { error: { code, message, data: facts as Json, requestId: 'r1' } } };
    }
    scene = goOn(scene, decision.value, context.now, TECH);
    keys.add(key);
    return { statusCode: 200, data: whole() };
  }

  return {
    now: () => scene,
    meanwhile: (acts: readonly Act[]) => {
      scene = play(REPAIR, acts, scene);
    },
    serve: ({ url, data, header }: Request): Reply => {
      const name = url.split('/api/')[1] ?? '';
      if (name === 'ticket.get') return { statusCode: 200, data: whole() };
      if (name === 'ticket.timeline') return { statusCode: 200, data: { items: timeline(), more: false } };
      if (name === 'template.get') return { statusCode: 200, data: { template: REPAIR } };
      if (name === 'ticket.candidates') {
        const members = [
          { id: TECH.id, name: '李建国', load: 1 },
          { id: 'm0000000000000000006', name: '王师傅', load: 2 },
        ];
        return { statusCode: 200, data: { members, roles: [] } };
      }
      return command(name, data, header['Idempotency-Key'] ?? '');
    },
  };
}
