// Following a report as its reporter does: the status in a glance, a call, an urge, a remark, confirming with a signature or
// sending back, rating; live while open, and readable without signal.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { currentBasket } from '../src/lib/outbasket/outbasket';
import { beginSession, endSession, type Session } from '../src/lib/session';
import TicketPage from '../src/pages/ticket/index';
import { phone } from './stubs/taro';

const HOUR = 3_600_000;
const identity = {
  token: 'secret-token',
  member: { id: 'm1', login: 'lin', name: '林晓', roles: [], grants: ['ticket.create'] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const say = (text: string) => ({ zh: text, en: text });
const field = (key: string, type: string, node: string, more: object = {}) => ({
  key,
  type,
  label: say(key),
  node,
  ...more,
});
const template = {
  ...{ id: 'tpl1', revision: 3, name: say('物业报修'), binds: { title: 'title' } },
  flow: [{ id: 'report', kind: 'start', title: say('创建') }],
  fields: [
    field('说明', 'longText', 'report'),
    field('完工照片', 'photo', 'repair'),
    field('签名', 'signature', 'accept', { required: true }),
    field('评价', 'rating', 'rate', { required: true }),
  ],
};
const base = {
  ...{ id: 'k1', no: 1024, title: '水管漏水', priority: 'normal', phase: 'active', version: 7, templateVersion: 3 },
  ...{ node: { id: 'repair', title: say('执行') }, template: { id: 'tpl1', name: say('物业报修') } },
  ...{ requester: { id: 'm1', name: '林晓' }, assignee: { id: 'm9', name: '李建国' }, asset: null, overdue: false },
  ...{ site: { id: 's1', name: '云城 / 501' }, values: { 说明: '厨房一直滴水' }, work: [{ no: 2, kind: 'task' }] },
  ...{ createdAt: Date.now() - HOUR, dueAt: Date.now() + HOUR, acceptedAt: Date.now() - HOUR / 2 },
  ...{ departedAt: Date.now() - HOUR / 4, arrivedAt: null, completedAt: null, endedAt: null, urges: 0, stars: null },
};
const event = (seq: number, type: string, data: object = {}, names: object = {}) => ({
  ...{ seq, type, at: Date.now() - HOUR / seq, by: { id: 'm9', name: '李建国' }, channel: 'miniapp', data, names },
});
const can = (...commands: string[]) => commands.map((command) => ({ command, enabled: true }));
type Answers = Record<string, (data: Record<string, unknown>) => unknown>;
const yes = (data: unknown) => ({ statusCode: 200, data });
const refused = (statusCode: number, code: string, message: string) => ({
  statusCode,
  data: { error: { code, message, requestId: 'r1' } },
});
let answers: Answers = {};
let ticket: Record<string, unknown> = base;
let actions = can('ticket.urge', 'ticket.comment', 'ticket.cancel');
const open = () => act(async () => void render(<TicketPage />));
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const sent = (name: string) => phone.requests.filter(({ url }) => url.endsWith(`/api/${name}`)).map(({ data }) => data);

beforeEach(() => {
  localStorage.clear();
  beginSession(identity, 'lin');
  phone.requests.length = 0;
  phone.done.length = 0;
  phone.params = { id: 'k1' };
  ticket = base;
  actions = can('ticket.urge', 'ticket.comment', 'ticket.cancel');
  const answer = () => yes({ ticket, actions });
  answers = {
    'ticket.get': answer,
    'ticket.timeline': () =>
      yes({
        items: [
          event(1, 'ticket.created', { title: '水管漏水' }),
          event(2, 'ticket.entered', { node: 'dispatch' }),
          event(3, 'ticket.assigned', { memberId: 'm9' }, { m9: '李建国' }),
          event(4, 'ticket.logged', { text: '换了垫圈', minutes: 20, values: { 完工照片: ['f1'] } }),
        ],
        more: false,
      }),
    'template.get': () => yes({ template }),
    'feed.poll': () => yes({ items: [], cursor: 5, more: false }),
    'ticket.contact': () => yes({ phone: '13900000001' }),
  };
  for (const name of ['urge', 'comment', 'cancel', 'confirm', 'reject', 'rate']) answers[`ticket.${name}`] = answer;
  phone.server = ({ url, data }) => {
    const found = answers[url.slice(url.lastIndexOf('/') + 1)];
    return (found ? found(data) : refused(404, 'unknown_endpoint', url)) as never;
  };
  phone.photos = () => ['wxfile://tmp/1.jpg'];
  phone.receive = () => yes({ file: { id: 'f9' } }) as never;
});
afterEach(() => {
  jest.useRealTimers();
  cleanup();
  endSession();
});

describe('in one glance', () => {
  test('where it is, who has it, until when, and what happened', async () => {
    await open();
    for (const words of ['师傅正赶来', '李建国', '#1024 · 云城 / 501', '换了垫圈', '厨房一直滴水', '派单给 李建国']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.getByText(/^承诺(今天|明天) \d\d:\d\d 前完成$/)).toBeTruthy();
    expect(screen.getByText(/用时 20 分钟/)).toBeTruthy();
    expect(screen.queryByText(/进入「/)).toBeNull();
    expect(sent('template.get')).toEqual([{ templateId: 'tpl1', revision: 3 }]);
  });

  test('late is said, with what can be done', async () => {
    ticket = { ...base, dueAt: Date.now() - HOUR, overdue: true };
    await open();
    expect(screen.getByText(/已超时，可以催办/)).toBeTruthy();
  });

  test('one press calls whoever has it', async () => {
    await open();
    await press('打电话');
    expect(phone.done).toContainEqual(['call', '13900000001']);
  });

  test('without a number, what else can be done', async () => {
    answers['ticket.contact'] = () => yes({ phone: null });
    await open();
    await press('打电话');
    expect(screen.getByText(/没有登记电话/)).toBeTruthy();
  });
});

describe('meanwhile', () => {
  test('urge in one press', async () => {
    await open();
    await press('催一下');
    expect(sent('ticket.urge')).toEqual([{ ticketId: 'k1' }]);
    expect(screen.getByText('已催办，师傅会收到提醒')).toBeTruthy();
  });

  test('an urge too soon says why', async () => {
    actions = [
      { command: 'ticket.urge', enabled: false, refusal: { code: 'cooling_down', message: '10 分钟后才能再催' } },
    ] as never;
    await open();
    await press('催一下');
    expect(sent('ticket.urge')).toHaveLength(0);
    expect(screen.getByText('10 分钟后才能再催')).toBeTruthy();
  });

  test('a remark with a photo', async () => {
    await open();
    await press('补充');
    const sheet = within(screen.getByRole('dialog'));
    await act(async () => void fireEvent.click(sheet.getByRole('button', { name: '发送' })));
    expect(sheet.getByText('请写一句')).toBeTruthy();
    fireEvent.change(sheet.getByLabelText('补充'), { target: { value: '家里有人' } });
    await press(/拍照或选图/);
    await act(async () => void fireEvent.click(sheet.getByRole('button', { name: '发送' })));
    expect(sent('ticket.comment')).toEqual([{ ticketId: 'k1', text: '家里有人', photos: ['f9'] }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('cancelling takes a reason, and a refusal stays in the sheet', async () => {
    answers['ticket.cancel'] = () => refused(409, 'wrong_step', '师傅已开工，不能取消');
    await open();
    await press('取消');
    await press('已经好了');
    await press('确定取消');
    expect(sent('ticket.cancel')).toEqual([{ ticketId: 'k1', reason: '已经好了', version: 7 }]);
    expect(screen.getByText('师傅已开工，不能取消')).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});

describe('at the end', () => {
  beforeEach(() => {
    const node = { id: 'accept', title: say('验收') };
    ticket = { ...base, phase: 'done', completedAt: Date.now(), node, work: [{ no: 3, kind: 'accept' }] };
    actions = can('ticket.confirm', 'ticket.reject');
  });

  test('confirm with a signature; without it nothing is sent', async () => {
    await open();
    expect(screen.getByText('修好了，请你验收')).toBeTruthy();
    await press('确认验收');
    expect(screen.getByText('必填')).toBeTruthy();
    await act(async () => void fireEvent.click(screen.getByLabelText('签名', { selector: 'button' })));
    await press('签好了');
    await press('确认验收');
    expect(sent('ticket.confirm')).toEqual([{ ticketId: 'k1', values: { 签名: 'f9' }, version: 7 }]);
  });

  test('or send it back with reason and photo', async () => {
    await open();
    await press('没修好，退回');
    await press('问题还在');
    await press(/拍照或选图/);
    await press('退回返工');
    expect(sent('ticket.reject')).toEqual([{ ticketId: 'k1', reason: '问题还在', photos: ['f9'], version: 7 }]);
  });

  test('rate with stars, tags and words', async () => {
    ticket = { ...ticket, node: { id: 'rate', title: say('评价') }, work: [{ no: 4, kind: 'rate' }] };
    actions = can('ticket.rate');
    await open();
    await press('5 星');
    await press('响应快');
    await press('提交评价');
    expect(sent('ticket.rate')).toEqual([
      { ticketId: 'k1', values: { 评价: { stars: 5, tags: ['响应快'] } }, version: 7 },
    ]);
  });
});

describe('while it is open', () => {
  test('what changes on the server shows by itself', async () => {
    jest.useFakeTimers();
    await open();
    expect(screen.getByText('师傅正赶来')).toBeTruthy();
    ticket = { ...base, arrivedAt: Date.now() };
    answers['feed.poll'] = () => yes({ items: [{ no: 6, kind: 'ticket', id: 'k1' }], cursor: 6, more: false });
    await act(async () => void (await jest.advanceTimersByTimeAsync(5_100)));
    expect(screen.getByText('师傅正在处理')).toBeTruthy();
  });

  test('without signal the last known progress stays readable, and what is done waits', async () => {
    await open();
    cleanup();
    phone.server = () => Promise.reject(new Error('request:fail'));
    await open();
    expect(screen.getByText('师傅正赶来')).toBeTruthy();
    expect(screen.getByText('没有网络，这是上次看到的进度')).toBeTruthy();
    await press('催一下');
    expect(currentBasket().entries).toMatchObject([{ name: 'ticket.urge', lane: 'k1' }]);
    localStorage.removeItem('outbasket');
  });

  test('one that cannot be seen leads to my own', async () => {
    answers['ticket.get'] = () => refused(404, 'not_found', '没有');
    await open();
    await press('看我的报修');
    expect(phone.done).toContainEqual(['replace', '/pages/mine/index']);
  });
});
