// Following a report as its reporter does: the status in a glance, a call, an urge, a remark, confirming with a signature or
// sending back, rating; live while open, and readable without signal.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SAME_SAID } from '@paidan/shared/rules/ticket/same';
import { URGE_COOL_DOWN } from '@paidan/shared/rules/ticket/urge';
import { act, cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { flush } from '../src/lib/outbasket/outbasket';
import { currentBasket } from '../src/lib/outbasket/shelf';
import { beginSession, endSession, type Session } from '../src/lib/session';
import { hush } from '../src/lib/told';
import TicketPage from '../src/pages/ticket/index';
import Taro, { phone } from './stubs/taro';

configure({ asyncUtilTimeout: 240_000 });

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
  hush();
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

  test('what was done before it came is told with both times', async () => {
    const at = Date.UTC(2026, 10, 1, 3);
    const item = { ...event(1, 'ticket.commented', { text: '地下室没信号', photos: [], doneAt: at - HOUR }), at };
    answers['ticket.timeline'] = () => yes({ items: [item], more: false });
    await open();
    expect(screen.getByText(/11:00 · 操作于 .*10:00，后来才送达 · /)).toBeTruthy();
  });

  test('others who met the same are one line that counts them; whoever took it back is not told of', async () => {
    const said = [SAME_SAID.met, SAME_SAID.met, SAME_SAID.undone, SAME_SAID.met];
    const items = said.map((text, at) => ({ ...event(at + 1, 'ticket.commented', { text, photos: [] }), by: null }));
    answers['ticket.timeline'] = () => yes({ items, more: false });
    await open();
    expect(screen.getByText('2 人也遇到').parentElement?.textContent).not.toContain('系统');
    for (const text of said) expect(screen.queryByText(text)).toBeNull();
  });

  test('what came by the link is nobody’s by name, in whatever language the answer came', async () => {
    const item = { ...event(1, 'ticket.commented', { text: '还在漏', photos: [], byLink: true }) };
    answers['ticket.timeline'] = () => yes({ items: [{ ...item, by: { id: 'm1', name: 'Somebody' } }], more: false });
    await open();
    expect(screen.getByText(/ · 有链接的人$/)).toBeTruthy();
    expect(screen.queryByText(/Somebody/)).toBeNull();
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

  test('before somebody has it, it is the dispatcher who is reminded', async () => {
    ticket = {
      ...base,
      assignee: null,
      phase: 'open',
      acceptedAt: null,
      departedAt: null,
      work: [{ no: 1, kind: 'dispatch' }],
    };
    await open();
    await press('催一下');
    expect(screen.getByText('已催办，调度员会收到提醒')).toBeTruthy();
    expect(screen.queryByText(/师傅会收到提醒/)).toBeNull();
  });

  test('what came of it stands above the buttons, wherever the page is scrolled to', async () => {
    await open();
    await press('催一下');
    const said = screen.getByText('已催办，师傅会收到提醒');
    expect(said.closest('.toast')?.closest('.foot')).not.toBeNull();
    expect(said.closest('.toast')).not.toBeNull();
    expect(said.closest('[role="status"]')).not.toBeNull();
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

  test('once urged, it says when until the next may follow, and what comes next is the main thing', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-11-23T14:05:30+08:00') });
    const until = Date.now() + URGE_COOL_DOWN;
    const waits = { code: 'cooling_down', message: '刚催过了，请稍后再催', data: { until } };
    const urged = { command: 'ticket.urge', enabled: false, refusal: waits };
    answers['ticket.urge'] = () => {
      actions = [urged, ...can('ticket.comment', 'ticket.cancel')] as never;
      return yes({ ticket: { ...base, urges: 1 }, actions });
    };
    const isMain = (name: string) => screen.getByRole('button', { name }).className.includes('button--main');
    await open();
    expect([isMain('催一下'), isMain('补充')]).toEqual([true, false]);
    await press('催一下');
    const after = screen.getByRole('button', { name: '已催 14:05' });
    expect(after.getAttribute('aria-disabled')).toBe('true');
    expect([isMain('已催 14:05'), isMain('补充'), isMain('取消')]).toEqual([false, true, false]);
    await press('已催 14:05');
    expect(screen.getByText('刚催过了，请稍后再催')).toBeTruthy();
    expect(sent('ticket.urge')).toHaveLength(1);
    // The wait is over while the page stands open.
    await act(async () => void jest.advanceTimersByTime(URGE_COOL_DOWN + 60_000));
    expect(isMain('催一下')).toBe(true);
    await press('催一下');
    expect(sent('ticket.urge')).toHaveLength(2);
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

describe('what was put down in a sheet and not sent', () => {
  const sheet = () => within(screen.getByRole('dialog'));
  const words = (name: string) => (sheet().getByLabelText(name) as HTMLTextAreaElement).value;
  const write = (name: string, value: string) =>
    act(async () => void fireEvent.change(sheet().getByLabelText(name), { target: { value } }));
  const leave = async () => {
    cleanup();
    await open();
  };

  test('is there again, with its photo, when the sheet opens after the page was left; sent, it is gone', async () => {
    await open();
    await press('补充');
    await write('补充', '家里有人');
    await press(/拍照或选图/);
    await leave();
    expect(screen.queryByRole('dialog')).toBeNull();
    await press('补充');
    expect(words('补充')).toBe('家里有人');
    expect(sheet().getAllByRole('button', { name: '照片 1' })).toHaveLength(1);
    await press('发送');
    expect(sent('ticket.comment')).toEqual([{ ticketId: 'k1', text: '家里有人', photos: ['f9'] }]);
    await press('补充');
    expect(words('补充')).toBe('');
    expect(sheet().queryByRole('button', { name: '照片 1' })).toBeNull();
  });

  test('is kept when the server says no', async () => {
    answers['ticket.cancel'] = () => refused(409, 'wrong_step', '师傅已开工，不能取消');
    await open();
    await press('取消');
    await write('取消这次报修', '自己修好了');
    await press('确定取消');
    await leave();
    await press('取消');
    expect(words('取消这次报修')).toBe('自己修好了');
  });

  test('stays with its own act, and its own ticket', async () => {
    await open();
    await press('补充');
    await write('补充', '家里有人');
    await leave();
    await press('取消');
    expect(words('取消这次报修')).toBe('');
    phone.params = { id: 'k2' };
    ticket = { ...base, id: 'k2' };
    await leave();
    await press('补充');
    expect(words('补充')).toBe('');
  });
});

describe('at the end', () => {
  beforeEach(() => {
    const node = { id: 'accept', title: say('验收') };
    ticket = { ...base, phase: 'done', completedAt: Date.now(), node, work: [{ no: 3, kind: 'accept' }] };
    actions = can('ticket.confirm', 'ticket.reject');
  });

  const foot = () => Array.from(document.querySelectorAll<HTMLElement>('.foot .button'));
  const mains = () => Array.from(document.querySelectorAll('.button--main')).map((one) => one.textContent);

  test.each([
    ['ticket.confirm', 'accept', '确认验收'],
    ['ticket.rate', 'rate', '提交评价'],
  ])(
    '%s is the page’s one main button, at its bottom, and adding something stands behind it',
    async (command, id, name) => {
      ticket = { ...ticket, node: { id, title: say(id) }, work: [{ no: 3, kind: id }] };
      actions = can(command, 'ticket.reject', 'ticket.comment', 'ticket.urge');
      await open();
      expect(mains()).toEqual([name]);
      expect(foot().map((one) => one.textContent)).toEqual(['补充', '催一下', name]);
      // With nothing else to do there it stands all the same.
      actions = can(command);
      cleanup();
      await open();
      expect(foot().map((one) => one.textContent)).toEqual([name]);
      await press(name);
      expect(screen.getByText('还有 1 处要填或要改').closest('.foot')).not.toBeNull();
    },
  );

  test('once it is done, what is asked is so no longer', async () => {
    actions = can('ticket.rate', 'ticket.comment');
    ticket = { ...ticket, node: { id: 'rate', title: say('评价') }, work: [{ no: 4, kind: 'rate' }] };
    answers['ticket.rate'] = () => {
      ticket = { ...ticket, phase: 'closed', endedAt: Date.now(), work: [] };
      actions = can('ticket.comment');
      return yes({ ticket, actions });
    };
    await open();
    await press('5 星');
    await press('提交评价');
    expect(mains()).toEqual(['补充']);
    expect(screen.queryByText('提交评价')).toBeNull();
  });

  test('confirm with a signature; without it nothing is sent', async () => {
    await open();
    expect(screen.getByText('修好了，请你验收')).toBeTruthy();
    await press('确认验收');
    expect(screen.getByText('必填')).toBeTruthy();
    expect(screen.getByText('还有 1 处要填或要改')).toBeTruthy();
    await act(async () => void fireEvent.click(screen.getByLabelText('签名', { selector: 'button' })));
    // Confirming takes the strokes as they are.
    await press('确认验收');
    expect(sent('ticket.confirm')).toEqual([{ ticketId: 'k1', values: { 签名: 'f9' }, version: 7 }]);
  });

  test('a canvas that never answers is said, nothing is sent without the signature, and the next press tries again', async () => {
    jest.useFakeTimers();
    const canvas = jest.spyOn(Taro, 'canvasToTempFilePath').mockReturnValue(new Promise(() => {}));
    await open();
    await act(async () => void fireEvent.click(screen.getByLabelText('签名', { selector: 'button' })));
    await press('确认验收');
    await act(async () => void (await jest.advanceTimersByTimeAsync(10_000)));
    expect(screen.getAllByText('签名没有保存，请再签一次').length).toBeGreaterThan(0);
    expect(sent('ticket.confirm')).toEqual([]);
    canvas.mockRestore();
    await press('确认验收');
    expect(sent('ticket.confirm')).toMatchObject([{ values: { 签名: 'f9' } }]);
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
    const { server } = phone;
    phone.server = () => Promise.reject(new Error('request:fail'));
    await open();
    expect(screen.getByText('师傅正赶来')).toBeTruthy();
    expect(screen.getByText('没有网络，这是上次看到的进度')).toBeTruthy();
    await press('催一下');
    expect(currentBasket().entries).toMatchObject([{ name: 'ticket.urge', lane: 'k1' }]);
    // Some seconds later the network is back: nobody has to ask for it.
    jest.useFakeTimers({ now: Date.now() + 5000, advanceTimers: true });
    phone.server = server;
    await act(async () => phone.connect(true));
    await act(async () => void (await flush()));
    expect(screen.queryByText('没有网络，这是上次看到的进度')).toBeNull();
    localStorage.removeItem('outbasket');
  });

  test('one endpoint without an answer is not asked again and again', async () => {
    jest.useFakeTimers();
    answers['ticket.timeline'] = () =>
      new Promise((_, reject) => setTimeout(() => reject(new Error('request:fail timeout')), 1000));
    answers['feed.poll'] = () => yes({ items: [], cursor: 6, more: false });
    await open();
    await act(async () => void (await jest.advanceTimersByTimeAsync(60_000)));
    expect(sent('feed.poll').length).toBeGreaterThan(5);
    expect(sent('ticket.get')).toHaveLength(1);
  });

  test.each([
    [404, 'not_found', '没有'],
    [422, 'invalid', '请求内容不符合要求：ticketId: 没有找到，链接或选择可能不完整'],
  ])('one that cannot be seen, or whose link is torn, leads to my own (%i)', async (status, code, said) => {
    answers['ticket.get'] = () => refused(status, code, said);
    await open();
    await screen.findByText('看不到这件报修');
    expect(screen.queryByText(/ticketId/)).toBeNull();
    await press('看我的报修');
    expect(phone.done).toContainEqual(['replace', '/pages/mine/index']);
  });
});
