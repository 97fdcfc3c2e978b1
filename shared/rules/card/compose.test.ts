import { DAY, HOUR, MINUTE } from '../../kernel/time';
import type { NoticeKind } from '../../kinds';
import type { Template } from '../../model/template';
import { CHINA, cardFor, nameOf } from '../../testing/notices';
import { CLEANER, DISPATCHER, LEAD, MANAGER, OUTSIDER, REQUESTER, TECH, TECH_2 } from '../../testing/people';
import { BRANCHED, REPAIR } from '../../testing/sample';
import {
  accept,
  arrive,
  assign,
  cancel,
  complete,
  confirm,
  depart,
  offer,
  reject,
  transfer,
  urge,
} from '../../testing/say';
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
  urgentDone,
} from '../../testing/stories';
import { type Act, act, play } from '../../testing/story';
import { words } from '../../text/index';
import type { MemberActor } from '../ticket/context';
import type { Card } from './card';
import { asOf, type ComposeFacts } from './compose';

function card(
  template: Template,
  story: readonly Act[],
  kind: NoticeKind,
  reader: MemberActor | null,
  more: Partial<ComposeFacts> = {},
): Card {
  return cardFor(play(template, story), kind, reader, more);
}

/** `[接单] 查看`: what presses stands in brackets; behind `=`, what is said in place of buttons. */
const doing = ({ buttons, status }: Card): string =>
  [
    ...buttons.map((button) => (button.kind === 'act' ? `[${button.text}]` : button.text)),
    ...(status === null ? [] : [`= ${status}`]),
  ].join(' ');

const noProof: Template = {
  ...REPAIR,
  fields: REPAIR.fields.filter(({ required, node }) => node === 'report' || required !== true),
  flow: REPAIR.flow.map((node) => (node.kind === 'task' ? { ...node, checkIn: false } : node)),
};
const worked: readonly Act[] = [...accepted, act(TECH, { type: 'ticket.complete', values: {} })];
const urged: readonly Act[] = [...reported, act(REQUESTER, urge())];

describe('the buttons of', () => {
  test.each<readonly [string, Template, readonly Act[], NoticeKind, MemberActor | null, string]>([
    ['a new ticket', REPAIR, reported, 'created', DISPATCHER, '派单 查看'],
    ['a new ticket in a group', REPAIR, reported, 'created', null, '查看'],
    ['one that was assigned', REPAIR, assigned, 'created', DISPATCHER, `查看 = 已派给${nameOf(TECH.id)}`],
    ['one that was accepted', REPAIR, accepted, 'created', DISPATCHER, `查看 = 已被${nameOf(TECH.id)}接单`],
    ['an offer', REPAIR, offered, 'offered', TECH, '[接单] 查看'],
    ['an offer in a group', REPAIR, offered, 'offered', null, '查看'],
    ['an offer that another took', REPAIR, taken, 'offered', TECH_2, `查看 = 已被${nameOf(TECH.id)}接单`],
    ['an offer that one took oneself', REPAIR, taken, 'offered', TECH, '[出发] 到达签到 查看'],
    [
      'an offer that was assigned instead',
      REPAIR,
      [...offered, act(DISPATCHER, assign(TECH_2))],
      'offered',
      TECH,
      `查看 = 已派给${nameOf(TECH_2.id)}`,
    ],
    [
      'an offer that was called off',
      REPAIR,
      [...offered, act(REQUESTER, cancel())],
      'offered',
      TECH,
      '查看 = 工单已取消',
    ],
    [
      'an offer to others, later on',
      BRANCHED,
      [...urgentDone, act(LEAD, confirm({})), act(TECH, confirm({})), act(TECH, offer())],
      'offered',
      TECH_2,
      '查看 = 已不需要您处理',
    ],
    ['an assignment', REPAIR, assigned, 'assigned', TECH, '[接单] 查看'],
    ['an accepted one', REPAIR, accepted, 'assigned', TECH, '[出发] 到达签到 查看'],
    ['one on the way', REPAIR, [...accepted, act(TECH, depart())], 'assigned', TECH, '到达签到 查看'],
    ['one on site, with photos to take', REPAIR, onSite, 'assigned', TECH, '完成 查看'],
    ['one without check-in or photos', noProof, accepted, 'assigned', TECH, '[出发] [完成] 查看'],
    ['the same on site', noProof, [...accepted, act(TECH, arrive())], 'assigned', TECH, '[完成] 查看'],
    ['a finished one', REPAIR, done, 'assigned', TECH, '查看 = 已完成，待验收'],
    ['a comment on a finished one', REPAIR, done, 'commented', TECH, '查看 = 已完成，待验收'],
    ['a confirmed one', REPAIR, confirmed, 'assigned', TECH, '查看 = 已完成，待评价'],
    [
      'one that was handed on',
      REPAIR,
      [...accepted, act(TECH, transfer(TECH_2))],
      'assigned',
      TECH,
      `查看 = 已派给${nameOf(TECH_2.id)}`,
    ],
    ['one sent back', REPAIR, [...done, act(REQUESTER, reject())], 'rejected', TECH, '[出发] 到达签到 查看'],
    ['finished work, to be signed', REPAIR, done, 'completed', REQUESTER, '确认验收 退回返工 查看'],
    ['finished work, nothing to sign', noProof, worked, 'completed', REQUESTER, '[确认验收] 退回返工 查看'],
    ['confirmed work', REPAIR, confirmed, 'completed', REQUESTER, '评价 查看'],
    ['work to rate', REPAIR, confirmed, 'rate', REQUESTER, '评价 查看'],
    ['work that was rated', REPAIR, closed, 'rate', REQUESTER, '查看 = 工单已关闭'],
    ['one that somebody accepted', REPAIR, accepted, 'accepted', REQUESTER, '[催办] 查看'],
    ['the urged one, to who urged', REPAIR, urged, 'commented', REQUESTER, '查看'],
    ['the urged one, to who dispatches', REPAIR, urged, 'urged', DISPATCHER, '派单 查看'],
    ['one that is late, to who dispatched', REPAIR, onSite, 'overdue', DISPATCHER, '[催办] 查看'],
    ['one that was called off', REPAIR, cancelled, 'created', DISPATCHER, '查看 = 工单已取消'],
    ['the word that it was called off', REPAIR, cancelled, 'cancelled', TECH, '查看'],
    ['the word that it is closed', REPAIR, closed, 'closed', REQUESTER, '查看'],
    ['what one may not see', REPAIR, accepted, 'commented', OUTSIDER, '查看'],
    ['the lead’s part', BRANCHED, urgentDone, 'completed', LEAD, '[确认验收] 退回返工 查看'],
  ])('%s', (_, template, story, kind, reader, expected) => {
    expect(doing(card(template, story, kind, reader))).toBe(expected);
  });

  test('whoever once could work, and cannot any more, is promised nothing', () => {
    const former: MemberActor = { ...TECH, grants: [] };
    expect(doing(card(REPAIR, offered, 'offered', former))).toBe('查看');
  });
});

const said = ({ facts }: Card) => facts.map(({ label, value }) => `${label} ${value}`);

describe('the facts of', () => {
  test.each<readonly [string, readonly Act[], NoticeKind, MemberActor | null, readonly string[]]>([
    [
      'the worker',
      accepted,
      'assigned',
      TECH,
      ['位置 幸福小区 3号楼', '报修人 成员1', '优先级 普通', '承诺时间 11-24 09:00', '状态 已接单', '电话 138****8000'],
    ],
    [
      'the requester',
      accepted,
      'accepted',
      REQUESTER,
      ['位置 幸福小区 3号楼', '接单人 成员5', '优先级 普通', '承诺时间 11-24 09:00', '状态 已接单'],
    ],
    [
      'the requester while nobody has it',
      reported,
      'commented',
      REQUESTER,
      ['位置 幸福小区 3号楼', '优先级 普通', '承诺时间 11-24 09:00', '状态 待派单'],
    ],
    [
      'a pool',
      offered,
      'offered',
      TECH,
      ['位置 幸福小区 3号楼', '报修人 成员1', '优先级 普通', '承诺时间 11-24 09:00', '状态 待抢单'],
    ],
    [
      'a group',
      assigned,
      'urged',
      null,
      ['位置 幸福小区 3号楼', '接单人 成员5', '优先级 普通', '承诺时间 11-24 09:00', '状态 待接单'],
    ],
    [
      'finished work',
      done,
      'completed',
      REQUESTER,
      ['位置 幸福小区 3号楼', '接单人 成员5', '优先级 普通', '完成时间 11-23 09:04', '状态 待验收'],
    ],
    [
      'one that was called off',
      cancelled,
      'cancelled',
      DISPATCHER,
      ['位置 幸福小区 3号楼', '报修人 成员1', '优先级 普通', '状态 已取消'],
    ],
  ])('%s', (_, story, kind, reader, expected) => {
    expect(said(card(REPAIR, story, kind, reader))).toEqual(expected);
  });

  test.each<readonly [string, Partial<ComposeFacts>, string | undefined]>([
    ['a place and a device', { asset: '2号水泵' }, '位置 幸福小区 3号楼 · 2号水泵'],
    ['a device alone', { site: null, asset: '2号水泵' }, '设备 2号水泵'],
    ['neither', { site: null }, undefined],
    ['a blank one', { site: ' ' }, undefined],
  ])('a ticket with %s', (_, more, expected) => {
    expect(said(card(REPAIR, accepted, 'assigned', TECH, more)).find((fact) => /^(位置|设备)/.test(fact))).toBe(
      expected,
    );
  });

  test('a promise that has passed is marked, until the work is done', () => {
    const { now } = play(REPAIR, onSite);
    const late = { now: now + 2 * DAY };
    expect(said(card(REPAIR, onSite, 'overdue', TECH, late))).toContain('承诺时间 11-24 09:00（已超时）');
    expect(said(card(REPAIR, done, 'completed', REQUESTER, late)).join()).not.toContain('已超时');
  });
});

describe('what it says', () => {
  test('a whole card', () => {
    const { now } = play(REPAIR, offered);
    expect(card(REPAIR, offered, 'offered', TECH, { note: ' 请带梯子 ' })).toEqual({
      kind: 'offered',
      heading: '新工单可抢',
      title: '#1001 水管漏水',
      note: '请带梯子',
      urgent: false,
      facts: expect.any(Array),
      buttons: [
        { kind: 'act', text: '接单', action: 'ticket.accept' },
        { kind: 'open', text: '查看' },
      ],
      status: null,
      path: '/go/a/t/k',
      stage: '待抢单',
      handler: null,
      no: 1001,
      at: now,
    });
  });

  test('in English, too', () => {
    const english = cardFor(play(REPAIR, taken), 'offered', TECH_2, {}, words('en').cards);
    expect(doing(english)).toBe(`View = ${nameOf(TECH.id)} has accepted it`);
    expect(said(english)).toContain('Promised Nov 24, 09:00');
  });

  test('others met the same trouble: how many by now, not a remark without words', () => {
    const told = card(REPAIR, reported, 'commented', DISPATCHER, { note: '又有一位', same: 3 });
    expect([told.heading, told.note]).toEqual(['又有人反映同样的问题（共 3 人）', '共 3 人反映了同样的问题']);
    const english = cardFor(play(REPAIR, reported), 'commented', DISPATCHER, { same: 3 }, words('en').cards);
    expect([english.heading, english.note]).toEqual(['Reported again (3 people)', '3 people reported the same']);
  });

  test('to a group that was told of it: who has it, in a few words', () => {
    expect(card(REPAIR, accepted, 'accepted', null).heading).toBe(`${nameOf(TECH.id)}已接单`);
    expect(card(REPAIR, accepted, 'cancelled', null).heading).toBe('已取消');
  });

  test('for the last time: it says of which moment it speaks, and nothing else is changed', () => {
    const last = card(REPAIR, taken, 'offered', TECH_2);
    const at = Date.parse('2026-11-23T23:05:00+08:00');
    const { facts, ...rest } = asOf(last, at, CHINA, words('zh-CN').cards);
    expect({ ...rest, facts: last.facts }).toEqual(last);
    expect(said({ ...last, facts })).toEqual([
      ...said(last).filter((fact) => !fact.startsWith('状态')),
      '状态 已接单（截至 11-23 23:05）',
    ]);
    const english = cardFor(play(REPAIR, taken), 'offered', TECH_2, {}, words('en').cards);
    expect(said(asOf(english, at, CHINA, words('en').cards))).toContain('State Accepted (as of Nov 23, 23:05)');
  });

  test('what has not passed the content check is not shown', () => {
    const hidden = card(REPAIR, offered, 'commented', TECH, { note: '坏话', hideWords: true });
    expect(hidden.title).toBe('#1001 （内容审核中，暂不显示）');
    expect(hidden.note).toBe('（内容审核中，暂不显示）');
    expect(JSON.stringify(hidden)).not.toMatch(/坏话|水管漏水/);
    expect(card(REPAIR, offered, 'offered', TECH, { hideWords: true }).note).toBeNull();
  });

  test.each<readonly [string, string | null, string | null]>([
    ['nothing', null, null],
    ['blanks', ' \n', null],
    ['what shows nothing', '\u200b\u200b', null],
    ['a little', '还在漏', '还在漏'],
    ['much', '水'.repeat(300), `${'水'.repeat(199)}…`],
    ['many faces', '😀'.repeat(300), `${'😀'.repeat(199)}…`],
  ])('a note of %s', (_, note, expected) => {
    expect(card(REPAIR, done, 'rejected', TECH, { note }).note).toBe(expected);
  });

  test.each<readonly [string, readonly Act[], NoticeKind, boolean]>([
    ['an ordinary one', offered, 'offered', false],
    ['a late one', onSite, 'overdue', true],
    ['an urgent one', urgentDone, 'assigned', true],
  ])('%s is urgent or not', (_, story, kind, expected) => {
    const template = story === urgentDone ? BRANCHED : REPAIR;
    expect(card(template, story, kind, TECH).urgent).toBe(expected);
  });

  test('what came by the link says so, and not who reported', () => {
    expect(card(REPAIR, offered, 'commented', TECH, { byLink: true }).heading).toBe('有人通过链接留言');
    const story = [...reported, act(REQUESTER, urge(), HOUR)];
    expect(card(REPAIR, story, 'urged', DISPATCHER, { byLink: true }).heading).toBe('通过链接第 1 次催办');
    // Of an act that only its owner can do, it says nothing.
    expect(card(REPAIR, offered, 'offered', TECH, { byLink: true }).heading).toBe('新工单可抢');
  });

  test('how often it was urged', () => {
    const story = [...reported, act(REQUESTER, urge(), HOUR), act(MANAGER, urge(), 11 * MINUTE)];
    expect(card(REPAIR, story, 'urged', DISPATCHER).heading).toBe('第 2 次催办');
  });

  test.each<readonly [string, readonly Act[], NoticeKind, MemberActor | null, string]>([
    ['an offer', offered, 'offered', TECH, '新工单可抢'],
    ['one that the reader took', taken, 'offered', TECH, '已接单'],
    ['one that another took', taken, 'offered', TECH_2, '已接单'],
    ['one that is given, not yet accepted', assigned, 'created', DISPATCHER, '待接单'],
    ['an assignment', assigned, 'assigned', TECH, '派给您的工单'],
    ['one on the way', [...accepted, act(TECH, depart())], 'assigned', TECH, '已出发'],
    ['one on site', onSite, 'assigned', TECH, '处理中'],
    ['finished work', done, 'assigned', TECH, '待验收'],
    ['that somebody comes, to who waits', accepted, 'accepted', REQUESTER, '您的工单有人接单了'],
    ['the same, to who comes', accepted, 'accepted', TECH, '已接单'],
    ['a comment', accepted, 'commented', TECH, '有新的评论'],
    ['an offer in a group', offered, 'offered', null, '新工单可抢'],
  ])('what it is about: %s', (_, story, kind, reader, expected) => {
    expect(card(REPAIR, story, kind, reader).heading).toBe(expected);
  });

  test('days are those of the organization', () => {
    const { ticket } = play(REPAIR, accepted);
    const at = (offsetMinutes: number) =>
      said(card(REPAIR, accepted, 'assigned', TECH, { now: ticket?.createdAt ?? 0, offsetMinutes }));
    expect(at(CHINA)).toContain('承诺时间 11-24 09:00');
    expect(at(-600)).toContain('承诺时间 11-23 15:00');
  });
});

test('a press leads on to the next step, in the same card', () => {
  const presses: readonly (readonly [Act, string])[] = [
    [act(TECH, accept()), '[出发] 到达签到 查看'],
    [act(TECH, depart()), '到达签到 查看'],
    [act(TECH, arrive()), '完成 查看'],
    [act(TECH, complete()), '查看 = 已完成，待验收'],
  ];
  let story: readonly Act[] = assigned;
  for (const [press, expected] of presses) {
    story = [...story, press];
    expect(doing(card(REPAIR, story, 'assigned', TECH))).toBe(expected);
  }
});

test('a cleaner who was named sees it like the pool', () => {
  const named = [...reported, act(DISPATCHER, { type: 'ticket.offer', memberIds: [CLEANER.id] })];
  expect(doing(card(REPAIR, named, 'offered', CLEANER))).toBe('[接单] 查看');
});
