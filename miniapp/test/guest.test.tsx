// Reporting without an account: from a public code to the number and the link, what waits, the link in another browser, and what
// a guest's own pages show.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { publicPage } from '../src/lib/guest';
import { currentBasket, flush, giveUp } from '../src/lib/outbasket/outbasket';
import { beginSession, currentSession, endSession, type Session } from '../src/lib/session';
import FollowPage from '../src/pages/guest/follow';
import GuestPage from '../src/pages/guest/index';
import MinePage from '../src/pages/mine/index';
import ReportPage from '../src/pages/report/index';
import TicketPage from '../src/pages/ticket/index';
import TodayPage from '../src/pages/today/index';
import { phone } from './stubs/taro';

const say = (text: string, en = text) => ({ zh: text, en });
const template = {
  ...{ id: 'tpl1', code: 'public', revision: 1, name: say('公区维修') },
  binds: { title: 'title', priority: 'priority', site: 'site', phone: 'phone' },
  flow: [{ id: 'report', kind: 'start', title: say('创建') }],
  fields: [
    { key: 'title', type: 'text', label: say('什么问题'), node: 'report', required: true },
    { key: 'photos', type: 'photo', label: say('现场照片'), node: 'report', max: 6 },
    { key: 'priority', type: 'priority', label: say('紧急程度'), node: 'report', required: true },
    { key: 'phone', type: 'phone', label: say('联系电话'), node: 'report' },
  ],
};
const page = {
  state: 'open',
  org: { code: 'cuihu', name: '翠湖物业' },
  contact: '13800138004',
  place: { name: '中央花园', path: '翠湖花园 / 中央花园' },
  greeting: '不用注册',
  phone: 'optional',
  templates: [template],
  nearby: [] as object[],
  stamp: 'k0.proof',
};
const guest = {
  token: 'guest-token',
  member: { id: 'g1', login: '', name: '访客7C3A', roles: [], grants: [] },
  tenant: { id: 't1', code: 'cuihu', name: '翠湖物业', offsetMinutes: 480 },
  guest: true,
} as unknown as Session;
const member = {
  ...guest,
  token: 'own',
  guest: undefined,
  member: { ...guest.member, id: 'm1', name: '林晓', grants: ['ticket.create'] },
} as unknown as Session;
const LABEL = { kind: 's', org: 'cuihu', code: 'CH-G' };
const QUERY = { org: 'cuihu', kind: 's', code: 'CH-G' };
const report = { id: 'k1', no: 1042, title: '路灯坏了', dueAt: Date.now() + 3_600_000, next: 'dispatch' };
const standing = {
  id: 'k2',
  state: 'held',
  title: '加微信',
  at: Date.now(),
  place: '中央花园',
  no: null as number | null,
};

type Answers = Record<string, (data: Record<string, unknown>) => unknown>;
const yes = (data: unknown) => ({ statusCode: 200, data });
const refused = (statusCode: number, code: string, message: string, data?: object) => ({
  statusCode,
  data: { error: { code, message, requestId: 'r1', ...(data && { data }) } },
});
let answers: Answers = {};
const usual: Answers = {
  'guest.page': () => yes(page),
  'guest.begin': () => yes(guest),
  'guest.report': () => yes({ outcome: 'accepted', link: 'the-secret-of-this-report', report }),
  'guest.held': () => yes({ items: [standing] }),
};
const open = (Page: () => React.ReactNode, params: Record<string, string> = {}) => {
  phone.params = params;
  return act(async () => void render(<Page />));
};
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string) =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
const sent = (name: string) => phone.requests.filter(({ url }) => url.endsWith(`/api/${name}`));
const shows = (words: string | RegExp) => expect(screen.getAllByText(words).length).toBeGreaterThan(0);

beforeEach(async () => {
  localStorage.clear();
  endSession();
  phone.requests.length = 0;
  phone.uploads.length = 0;
  phone.done.length = 0;
  answers = { ...usual };
  phone.server = ({ url, data }) => {
    const answer = answers[url.slice(url.lastIndexOf('/') + 1)];
    return (answer ? answer(data) : refused(404, 'unknown_endpoint', url)) as never;
  };
  phone.photos = () => ['wxfile://tmp/1.jpg'];
  phone.receive = ({ header }) =>
    (header.Authorization ? yes({ file: { id: 'f1' } }) : refused(401, 'signed_out', '请先登录')) as never;
  // Pages are remembered for a moment; each test asks anew.
  await publicPage(LABEL as never, true);
  phone.requests.length = 0;
});
afterEach(async () => {
  cleanup();
  for (const { key } of currentBasket().entries) await giveUp(key);
  endSession();
});

describe('from the code to the number', () => {
  test('no wall: the code leads straight on, and nobody is made of whoever only looks', async () => {
    await open(ReportPage, QUERY);
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index?org=cuihu&kind=s&code=CH-G']);
    cleanup();
    await open(GuestPage, QUERY);
    shows('中央花园');
    shows('不用注册');
    // What waits for whom, is nothing to somebody who only passes by.
    expect(screen.queryByRole('button', { name: '今天' })).toBeNull();
    expect(sent('guest.begin')).toEqual([]);
    expect(currentSession()).toBeNull();
  });

  test('three presses: the photo, the words, submit; then the number, what comes next and the link', async () => {
    await open(GuestPage, QUERY);
    await press(/拍照或选图/);
    // With the picture there is something to send: from here on there is a guest, and the picture travels while one writes.
    expect(currentSession()?.member.id).toBe('g1');
    expect(phone.uploads.filter(({ header }) => header.Authorization === 'Bearer guest-token')).toHaveLength(1);
    await type('什么问题', '路灯坏了');
    await press('提交');
    expect(sent('guest.report').map(({ data }) => data)).toEqual([
      {
        label: LABEL,
        templateId: 'tpl1',
        values: { title: '路灯坏了', photos: ['f1'], priority: 'normal' },
        stamp: 'k0.proof',
      },
    ]);
    shows('#1042');
    shows('下一步：安排师傅');
    shows(/\/m\/#\/pages\/guest\/follow\?t=the-secret-of-this-report$/);
    await press('复制链接');
    expect(JSON.stringify(phone.done)).toContain('the-secret-of-this-report');
    await press('查看进度');
    expect(phone.done).toContainEqual(['replace', '/pages/ticket/index?id=k1']);
    // The device is known by what was made here, and by nothing else.
    const [begun] = sent('guest.begin');
    expect(begun?.data).toEqual({ label: LABEL, device: expect.stringMatching(/^[A-Za-z0-9_-]{20,64}$/) });
  });

  test('without a picture the guest is made when it is sent, and is the same one next time', async () => {
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    expect(sent('guest.begin')).toEqual([]);
    await press('提交');
    shows('#1042');
    await act(async () => endSession());
    await press('再报一件');
    await type('什么问题', '又一盏');
    await press('提交');
    const devices = sent('guest.begin').map(({ data }) => data.device);
    expect(devices).toHaveLength(2);
    expect(new Set(devices).size).toBe(1);
  });

  test('without signal it waits on the phone, and goes by itself', async () => {
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    const server = phone.server;
    phone.server = () => Promise.reject(new Error('request:fail'));
    await press('提交');
    shows('已存在手机里');
    phone.server = server;
    await act(() => flush());
    expect(sent('guest.report').at(-1)?.data).toMatchObject({ values: { title: '路灯坏了' } });
    expect(currentBasket().entries).toEqual([]);
    shows('网络恢复，已经提交上去了');
  });

  test('too many: when to come again is said, and what was written stays', async () => {
    answers['guest.report'] = () => refused(429, 'guest_limit', '提交太多了，请 40 分钟后再试', { minutes: 40 });
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await press('提交');
    shows('提交太多了，请 40 分钟后再试');
    expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '路灯坏了');
  });

  test('others’ reports: only that there is one, and one press says it is the same', async () => {
    const nearby = [{ ref: 'k9', at: Date.now() - 20 * 60_000, what: say('空调') }];
    answers['guest.page'] = () => yes({ ...page, nearby });
    answers['guest.meToo'] = () => yes({});
    await publicPage(LABEL as never, true);
    await open(GuestPage, QUERY);
    shows('这里 20 分钟前已有人报修：空调');
    await press('我也是');
    expect(sent('guest.meToo')[0]?.data).toEqual({ label: LABEL, ref: 'k9' });
    shows('已记下，谢谢');
  });
});

describe('what waits', () => {
  test('received, to be looked at; once released the number shows by itself', async () => {
    jest.useFakeTimers();
    try {
      answers['guest.report'] = () => yes({ outcome: 'held', link: 'the-secret-of-this-report', held: standing });
      await open(GuestPage, QUERY);
      await type('什么问题', '加微信');
      await press('提交');
      shows('已收到，待物业确认');
      shows(/the-secret-of-this-report$/);
      answers['guest.held'] = () => yes({ items: [{ ...standing, state: 'released', no: 1077 }] });
      await act(async () => void (await jest.advanceTimersByTimeAsync(6000)));
      shows('#1077');
      await press('查看进度');
      expect(phone.done).toContainEqual(['replace', '/pages/ticket/index?id=k2']);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('a code that leads nowhere says why, and what to do', () => {
  test.each<[string, unknown, RegExp]>([
    ['switched off', yes({ state: 'off', org: page.org, contact: page.contact }), /这里暂时不能免登录报修/],
    ['retired', yes({ state: 'retired', org: page.org, contact: page.contact }), /这个位置或设备已停用/],
    ['unknown', refused(404, 'not_found', '没有找到'), /没有这个码对应的地方/],
    ['a broken server', refused(503, 'busy', ''), /服务器出了点问题/],
  ])('%s', async (_, answer, words) => {
    answers['guest.page'] = () => answer;
    await publicPage(LABEL as never, true);
    await open(GuestPage, QUERY);
    expect(screen.getByRole('alert').textContent).toMatch(words);
    // In each case one can sign in here.
    shows('登录派单');
  });

  test('torn, and whom to call', async () => {
    await open(GuestPage, { scene: 'xx' });
    expect(screen.getByRole('alert').textContent).toMatch(/这个码看不清/);
    cleanup();
    answers['guest.page'] = () => yes({ state: 'off', org: page.org, contact: page.contact });
    await publicPage(LABEL as never, true);
    await open(GuestPage, QUERY);
    await press('打电话 13800138004');
    expect(phone.done).toContainEqual(['call', '13800138004']);
  });
});

describe('with an account', () => {
  test('signing in is one press away and comes back to the place; who is signed in never sees this page', async () => {
    await open(GuestPage, QUERY);
    await press('微信一键登录');
    shows('登录派单');
    await act(async () => beginSession(member, 'lin'));
    expect(phone.done).toContainEqual(['replace', '/pages/report/index?org=cuihu&kind=s&code=CH-G']);
  });
});

describe('the link, in whatever browser', () => {
  const followed = { ...guest, id: 'k1', isTicket: true };
  test('straight to the progress, and to nothing else', async () => {
    answers['guest.follow'] = () => yes(followed);
    await open(FollowPage, { t: 'the-secret-of-this-report' });
    expect(sent('guest.follow')[0]?.data).toEqual({ link: 'the-secret-of-this-report' });
    expect(currentSession()).toMatchObject({ token: 'guest-token', only: 'k1' });
    expect(phone.done).toContainEqual(['replace', '/pages/ticket/index?id=k1']);
  });

  test('on the device that has reported it, what it may do stays', async () => {
    beginSession({ ...guest, token: 'whole' }, '');
    answers['guest.follow'] = () => yes(followed);
    await open(FollowPage, { t: 'the-secret-of-this-report' });
    expect(currentSession()).toMatchObject({ token: 'whole' });
    expect(currentSession()?.only).toBeUndefined();
  });

  test('what waits shows that it does', async () => {
    answers['guest.follow'] = () => yes({ ...followed, id: 'k2', isTicket: false });
    await open(FollowPage, { t: 'the-secret-of-this-report' });
    shows('已收到，待物业确认');
  });

  test('over or torn: said in plain words', async () => {
    answers['guest.follow'] = () => refused(404, 'link_over', '这个链接已失效');
    await open(FollowPage, { t: 'torn' });
    shows('这个链接打不开');
  });

  test('somebody who is signed in is asked first', async () => {
    beginSession(member, 'lin');
    answers['guest.follow'] = () => yes(followed);
    answers['session.end'] = () => yes({});
    await open(FollowPage, { t: 'the-secret-of-this-report' });
    expect(sent('guest.follow')).toEqual([]);
    shows('现在登录的是“林晓”');
    await press('退出并打开');
    expect(currentSession()).toMatchObject({ only: 'k1' });
  });
});

describe('following it, as a guest', () => {
  test('what was reported, without asking for lists of places that are not a guest’s; and the link', async () => {
    beginSession(guest, '');
    const named = { id: 'site1', name: '翠湖花园 / 中央花园' };
    const ticket = {
      ...{ id: 'k1', no: 1042, title: '路灯坏了', version: 1, phase: 'open', priority: 'normal', overdue: false },
      ...{ node: { id: 'dispatch', title: say('派单') }, template: { id: 'tpl1', name: say('公区维修') } },
      ...{ templateVersion: 1, requester: { id: 'g1', name: '访客7C3A' }, assignee: null, site: named, asset: null },
      ...{ createdAt: Date.now(), dueAt: Date.now() + 1e7, updatedAt: Date.now(), work: [], urges: 0, stars: null },
      ...{ acceptedAt: null, departedAt: null, arrivedAt: null, completedAt: null, endedAt: null, comments: 0 },
      ...{ values: { title: '路灯坏了', priority: 'normal', site: 'site1' }, workMinutes: 0, source: 'miniapp' },
    };
    const place = { key: 'site', type: 'site', label: say('位置'), node: 'report' };
    answers['ticket.get'] = () => yes({ ticket, actions: [{ command: 'ticket.urge', enabled: true }] });
    answers['ticket.timeline'] = () => yes({ items: [], more: false });
    answers['template.get'] = () => yes({ template: { ...template, fields: [...template.fields, place] } });
    answers['guest.link'] = () => yes({ link: 'the-secret-of-this-report' });
    answers['feed.poll'] = () => yes({ items: [], cursor: 1, more: false });
    await open(TicketPage, { id: 'k1' });
    shows(/翠湖花园 \/ 中央花园/);
    shows(/the-secret-of-this-report$/);
    expect(sent('site.get')).toEqual([]);
  });
});

describe('a guest’s own pages', () => {
  beforeEach(() => beginSession(guest, ''));

  test('my reports, with what waits above; no account to speak of', async () => {
    answers['ticket.list'] = () => yes({ items: [] });
    await open(MinePage);
    shows('加微信');
    shows('待物业确认');
    expect(sent('ticket.list')[0]?.data).toMatchObject({ view: 'mine' });
    expect(screen.queryByText('待办')).toBeNull();
    await press('我的账号');
    shows('我有账号，去登录');
    expect(screen.queryByText('通知设置')).toBeNull();
  });

  test('home is what was reported; reporting again begins at the last place', async () => {
    await open(TodayPage);
    expect(phone.done).toContainEqual(['replace', '/pages/mine/index']);
    cleanup();
    await open(GuestPage, QUERY);
    cleanup();
    await open(ReportPage);
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index']);
    cleanup();
    await open(GuestPage);
    shows('中央花园');
  });
});
