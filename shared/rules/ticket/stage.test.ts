import { STAGES } from '../../kinds';
import { DISPATCHER, REQUESTER, TECH } from '../../testing/people';
import { REPAIR } from '../../testing/sample';
import { depart, reject } from '../../testing/say';
import {
  accepted,
  assigned,
  cancelled,
  closed,
  confirmed,
  done,
  offered,
  onSite,
  reported,
  taken,
} from '../../testing/stories';
import { type Act, act, play } from '../../testing/story';
import { words } from '../../text/index';
import { stageOf } from './stage';

const stage = (acts: readonly Act[]) => {
  const { ticket } = play(REPAIR, acts);
  if (ticket === null) throw new Error('there is no ticket');
  return stageOf(ticket);
};

test.each<[string, readonly Act[], string]>([
  ['reported, nobody yet', reported, '待派单'],
  ['in the pool', offered, '待抢单'],
  ['assigned, not yet accepted', assigned, '待接单'],
  ['accepted', accepted, '已接单'],
  ['taken from the pool', taken, '已接单'],
  ['on the way', [...accepted, act(TECH, depart())], '已出发'],
  ['on site', onSite, '处理中'],
  ['finished', done, '待验收'],
  ['sent back: the next round begins with the way there', [...done, act(REQUESTER, reject())], '已接单'],
  ['confirmed', confirmed, '待评价'],
  ['rated', closed, '已关闭'],
  ['cancelled', cancelled, '已取消'],
])('%s: %s', (_name, acts, said) => {
  expect(words('zh-CN').cards.stages[stage(acts)]).toBe(said);
});

test.each(['zh-CN', 'en'] as const)('%s: no two stages have the same word', (locale) => {
  const { stages } = words(locale).cards;
  expect(new Set(STAGES.map((one) => stages[one])).size).toBe(STAGES.length);
});

test('somebody who only gives out work changes nothing of it', () => {
  expect(stage([...assigned, act(DISPATCHER, { type: 'ticket.comment', text: '尽快' } as never)])).toBe('assigned');
});
