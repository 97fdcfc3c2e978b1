// Reporting as a person meets it: a code fills the place in, a photo and a word are enough, a number comes back. Bad codes, an
// open double, no signal and a refusal are each said, and nothing is lost.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { forgetDelivered, noteDelivered } from '../src/lib/outbasket/delivered';
import { flush } from '../src/lib/outbasket/outbasket';
import { currentBasket } from '../src/lib/outbasket/shelf';
import { beginSession, currentSession, endSession, rememberedLogin, type Session } from '../src/lib/session';
import ReportPage from '../src/pages/report/index';
import { phone } from './stubs/taro';

const SITE = '0123456789abcdefghjk';
const ASSET = '0123456789abcdefghjm';
const identity = {
  token: 'secret-token',
  member: { id: 'm1', login: 'lin', name: '林晓', roles: [], grants: ['ticket.create'] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const say = (text: string) => ({ zh: text, en: text });
const field = (key: string, type: string, more: object = {}) => ({
  key,
  type,
  label: say(key),
  node: 'report',
  ...more,
});
const template = {
  ...{ id: 'tpl1', code: 'repair', state: 'active', revision: 1, version: 1, publishedAt: 0, name: say('物业报修') },
  binds: { title: 'title', priority: 'priority', site: 'site', asset: 'asset', phone: 'phone' },
  promise: { low: 1, normal: 1, high: 1, urgent: 1 },
  flow: [{ id: 'report', kind: 'start', title: say('创建') }],
  fields: [
    field('title', 'text', { required: true }),
    field('photos', 'photo', { max: 6 }),
    field('category', 'select', { required: true, options: [{ value: 'lift', label: say('电梯') }] }),
    field('priority', 'priority', { required: true }),
    field('site', 'site', { required: true }),
    field('phone', 'phone', { required: true }),
    field('asset', 'asset', { visibleWhen: { op: 'is', fact: 'values.category', value: 'lift' } }),
  ],
};
const lift = { id: ASSET, code: 'LIFT-01', name: '1 号电梯', siteId: SITE, sitePath: '云城 / 1 栋', state: 'active' };
const building = {
  id: SITE,
  code: 'B1',
  name: '1 栋',
  path: '云城 / 1 栋',
  kind: 'building',
  children: 0,
  state: 'active',
};
const ticket = {
  ...{ id: 'k1', no: 1024, title: '电梯', version: 1, dueAt: Date.now() + 3_600_000, createdAt: Date.now() },
  ...{ phase: 'open', node: { id: 'dispatch', title: say('派单') }, work: [{ no: 1, kind: 'dispatch' }] },
};
type Answers = Record<string, (data: Record<string, unknown>) => unknown>;
const yes = (data: unknown) => ({ statusCode: 200, data });
const refused = (statusCode: number, code: string, message: string, data?: object) => ({
  statusCode,
  data: { error: { code, message, requestId: 'r1', ...(data && { data }) } },
});
let answers: Answers = {};
const usual: Answers = {
  'template.list': () => yes({ items: [{ ...template, template }] }),
  'asset.get': () => yes({ record: lift }),
  'asset.list': () => yes({ items: [lift] }),
  'site.get': () => yes({ record: building }),
  'site.list': () => yes({ items: [building] }),
  'ticket.list': () => yes({ items: [] }),
  'ticket.create': () => yes({ ticket, actions: [] }),
};
const open = (params: Record<string, string> = {}) => {
  phone.params = params;
  return act(async () => void render(<ReportPage />));
};
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string) =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
/** What has just come up takes no second half of a double tap. */
const look = () => act(async () => void (await new Promise((done) => setTimeout(done, 720))));
const sent = (name: string) => phone.requests.filter(({ url }) => url.endsWith(`/api/${name}`));

beforeEach(() => {
  localStorage.clear();
  beginSession(identity, 'lin');
  phone.requests.length = 0;
  phone.done.length = 0;
  answers = { ...usual };
  phone.server = ({ url, data }) => {
    const answer = answers[url.slice(url.lastIndexOf('/') + 1)];
    return (answer ? answer(data) : refused(404, 'unknown_endpoint', url)) as never;
  };
  phone.photos = () => ['wxfile://tmp/1.jpg'];
  phone.receive = () => yes({ file: { id: 'f1' } }) as never;
});
afterEach(() => {
  jest.restoreAllMocks();
  cleanup();
  forgetDelivered('m1');
  endSession();
});

describe('from the scan to the number', () => {
  test('three presses: the photo, what it is, submit', async () => {
    localStorage.setItem('lastPhone.m1', '"13800000000"');
    await open({ scene: encodeURIComponent(`a.${ASSET}`) });
    expect(screen.getByText('1 号电梯 · LIFT-01')).toBeTruthy();
    await press(/拍照或选图/);
    await press('电梯');
    // Two taps of one intent are close together however slow the machine is: the clock stands.
    const tapped = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(tapped);
    await press('提交');
    expect(sent('ticket.create').map(({ data }) => data)).toEqual([
      {
        templateId: 'tpl1',
        values: {
          ...{ title: '电梯', photos: ['f1'], category: 'lift', priority: 'normal' },
          ...{ site: SITE, asset: ASSET, phone: '13800000000' },
        },
      },
    ]);
    expect(screen.getByText('#1024')).toBeTruthy();
    expect(screen.getByText('下一步：安排师傅')).toBeTruthy();
    expect(screen.getByText(/^承诺(今天|明天) \d\d:\d\d 前完成$/)).toBeTruthy();
    // The second half of a double tap on 提交.
    for (const later of [0, 650]) {
      clock.mockReturnValue(tapped + later);
      await press('再报一件');
      await press('查看进度');
    }
    expect(screen.getByText('#1024')).toBeTruthy();
    expect((phone.done as unknown[][]).filter(([what]) => what === 'go' || what === 'replace')).toEqual([]);
    clock.mockReturnValue(tapped + 750);
    await press('查看进度');
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k1']);
  });

  test('another one: an empty form, with the number of the last above it', async () => {
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    await type('phone', '13800000000');
    await press('提交');
    await look();
    await press('再报一件');
    expect(screen.getByLabelText('title')).toHaveProperty('value', '');
    await press(/已提交 #1024 电梯/);
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k1']);
  });

  test('another kind takes no word and no picture away, and coming back neither', async () => {
    const area = {
      ...template,
      ...{ id: 'tpl2', code: 'area', name: say('公区维修'), about: say('大家共用的') },
      binds: { title: 'what', priority: 'priority', site: 'site', phone: 'phone' },
      fields: [
        field('what', 'text', { required: true }),
        field('pictures', 'photo', { max: 6 }),
        field('priority', 'priority', { required: true }),
        field('site', 'site', { required: true }),
        field('phone', 'phone'),
      ],
    };
    answers['template.list'] = () => yes({ items: [template, area].map((one) => ({ ...one, template: one })) });
    await open({ scene: `s.${SITE}` });
    await press(/拍照或选图/);
    await type('title', '灯坏了');
    await type('phone', '13800000001');
    await press('公区维修');
    expect(screen.getByText('大家共用的')).toBeTruthy();
    expect(screen.getByLabelText('what')).toHaveProperty('value', '灯坏了');
    await type('what', '灯坏了两盏');
    await press('物业报修');
    expect(screen.getByLabelText('title')).toHaveProperty('value', '灯坏了两盏');
    await press('公区维修');
    await press('提交');
    expect(sent('ticket.create').map(({ data }) => data)).toEqual([
      {
        templateId: 'tpl2',
        values: { what: '灯坏了两盏', pictures: ['f1'], priority: 'normal', site: SITE, phone: '13800000001' },
      },
    ]);
    await look();
    await press('再报一件');
    await press('物业报修');
    expect(screen.getByLabelText('title')).toHaveProperty('value', '');
  });

  test('what was written later under another kind, on an earlier visit, is not written over', async () => {
    const other = { ...template, id: 'tpl2', code: 'area', name: say('公区维修') };
    answers['template.list'] = () => yes({ items: [template, other].map((one) => ({ ...one, template: one })) });
    await open({ scene: `s.${SITE}` });
    await press('物业报修');
    await type('title', '甲');
    await look();
    await press('公区维修');
    await type('title', '写了很久的一大段');
    cleanup();
    localStorage.removeItem('lastTemplate.m1');
    await open({ scene: `s.${SITE}` });
    expect(screen.getByLabelText('title')).toHaveProperty('value', '甲');
    await press('公区维修');
    expect(screen.getByLabelText('title')).toHaveProperty('value', '写了很久的一大段');
  });

  test('what is missing is counted, named and led to; nothing is sent', async () => {
    await open({ scene: `s.${SITE}` });
    await press('提交');
    // Led to the highest on the page, not to the first of the template.
    expect((phone.done as unknown[][]).filter(([what]) => what === 'scroll').at(-1)).toEqual([
      'scroll',
      '#field-category',
    ]);
    expect(sent('ticket.create')).toHaveLength(0);
    expect(screen.getAllByText('必填')).toHaveLength(3);
    expect(screen.getByRole('button', { name: '还有 3 项要补充' })).toBeTruthy();
  });

  test('without signal it is kept on the phone, and said so', async () => {
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    await type('phone', '13800000000');
    answers['ticket.create'] = () => Promise.reject(new Error('request:fail'));
    await press('提交');
    expect(screen.getByText('已保存在手机里')).toBeTruthy();
    expect(currentBasket().entries).toMatchObject([{ name: 'ticket.create', title: '电梯' }]);
    const pressed = currentBasket().entries[0]?.at ?? 0;
    const later = jest.spyOn(Date, 'now').mockReturnValue(pressed + 10 * 60_000);
    // Back in the network, it goes by itself and the page says so; the server hears when it was done.
    answers['ticket.create'] = () => yes({ ticket, actions: [] });
    await act(async () => flush());
    later.mockRestore();
    const told = phone.requests.filter(({ url }) => url.endsWith('/ticket.create')).at(-1)?.header;
    expect(told?.['X-Paidan-Done-At']).toBe(String(pressed));
    expect(screen.getByText('网络恢复，已经提交上去了')).toBeTruthy();
    await look();
    await press('看我的报修');
    expect(phone.done).toContainEqual(['replace', '/pages/mine/index']);
  });

  test('sent later, its number is told to whoever sent it when they are back, until they have opened it', async () => {
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    await type('phone', '13800000000');
    answers['ticket.create'] = () => Promise.reject(new Error('request:fail'));
    await press('提交');
    expect(screen.queryByText(/编号 #1024/)).toBeNull();
    // The app is closed meanwhile.
    cleanup();
    answers['ticket.create'] = () => yes({ ticket, actions: [] });
    await act(async () => flush());
    endSession();
    beginSession({ ...identity, member: { ...identity.member, id: 'm2' as never } }, 'wang');
    await open();
    expect(screen.queryByText(/编号 #1024/)).toBeNull();
    cleanup();
    beginSession(identity, 'lin');
    await open();
    await press(/^已提交，编号 #1024：/);
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k1']);
    expect(screen.queryByText(/编号 #1024/)).toBeNull();
    cleanup();
    await open();
    expect(screen.queryByText(/编号 #1024/)).toBeNull();
  });

  test.each([
    [
      'without an account',
      'guest.report',
      { outcome: 'accepted', report: { id: 'k8', no: 8, title: '灯坏了' } },
      '已提交，编号 #8：灯坏了',
    ],
    [
      'to be looked at',
      'guest.report',
      { outcome: 'held', held: { id: 'h1', no: null, title: '灯坏了' } },
      '已提交，等待审核：灯坏了',
    ],
    ['what was no report', 'ticket.comment', { ticket: { id: 'k9', no: 9, title: '灯坏了' } }, null],
  ])('sent later, %s', async (_name, command, answer, line) => {
    noteDelivered(command, answer, 'm1');
    await open();
    expect(screen.queryByText(/灯坏了/)?.textContent ?? null).toBe(line);
  });

  test('watched while it goes out, its number stands there once', async () => {
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    await type('phone', '13800000000');
    await press('提交');
    expect(screen.getByText('#1024')).toBeTruthy();
    expect(screen.queryByText(/编号 #1024/)).toBeNull();
  });

  test('a refusal stands at its field, and the words are still there', async () => {
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    await type('phone', '13800000000');
    const fields = [{ key: 'phone', problem: 'phone' }];
    answers['ticket.create'] = () => refused(422, 'form', '表单有问题', { fields });
    await press('提交');
    expect(screen.getByText('表单有问题')).toBeTruthy();
    expect(screen.getByText('电话号码不正确')).toBeTruthy();
    expect((screen.getByLabelText('phone') as HTMLInputElement).value).toBe('13800000000');
  });

  test('killed in the middle, the draft is there again; the code says where', async () => {
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    cleanup();
    await open();
    expect((screen.getByLabelText('title') as HTMLInputElement).value).toBe('电梯');
  });
});

describe('an open double', () => {
  test('of the same place is shown, and leads to itself', async () => {
    const other = { ...ticket, id: 'k9', no: 9, title: '电梯困人' };
    answers['ticket.list'] = () => yes({ items: [other] });
    await open({ scene: `s.${SITE}` });
    expect(screen.getByText('这里已有 1 件没处理完的报修')).toBeTruthy();
    expect(sent('ticket.list')[0]?.data).toMatchObject({ siteId: SITE, phase: ['new', 'open', 'active', 'waiting'] });
    await press(/电梯困人/);
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k9']);
  });

  test('whoever may not see them goes on', async () => {
    answers['ticket.list'] = () => refused(403, 'forbidden', '没有权限');
    await open({ scene: `s.${SITE}` });
    expect(screen.queryByText('没有权限')).toBeNull();
    expect(screen.getByRole('button', { name: '提交' })).toBeTruthy();
  });
});

describe('a bad code says what to do', () => {
  test.each<[string, Record<string, string>, Answers, string]>([
    ['torn', { scene: 'xx' }, {}, '这个码看不清'],
    [
      'of nothing',
      { scene: `a.${ASSET}` },
      { 'asset.get': () => refused(404, 'not_found', '') },
      '没有这个码对应的地方',
    ],
    [
      'of a retired asset',
      { q: encodeURIComponent('https://p.test/q/vanke/a/LIFT-01') },
      { 'asset.list': () => yes({ items: [{ ...lift, state: 'retired' }] }) },
      '这个位置或设备已停用',
    ],
    [
      'of another organization, by the mini-program’s code',
      { scene: `s.${SITE}` },
      {
        'site.get': () => refused(404, 'not_found', ''),
        'guest.page': () => yes({ state: 'off', org: { code: 'other', name: '远山物业' }, contact: null }),
      },
      '这是「远山物业」的码',
    ],
    [
      'of nobody’s, by the mini-program’s code',
      { scene: `s.${SITE}` },
      {
        'site.get': () => refused(404, 'not_found', ''),
        'guest.page': () => refused(404, 'not_found', ''),
      },
      '没有这个码对应的地方',
    ],
    ['of another organization', { q: encodeURIComponent('https://p.test/q/other/s/B1') }, {}, '这是另一个组织的码'],
    [
      'without signal',
      { scene: `a.${ASSET}` },
      { 'asset.get': () => Promise.reject(new Error('request:fail')) },
      '没查到这个码',
    ],
  ])('%s', async (_, params, more, words) => {
    answers = { ...usual, ...more };
    await open(params);
    expect(screen.getByRole('alert').textContent).toContain(words);
    // In every case the report can be made all the same.
    expect(screen.getByRole('button', { name: '提交' })).toBeTruthy();
  });

  test('by hand: the place of the draft before is not taken without a word', async () => {
    await open({ scene: `s.${SITE}` });
    await type('title', '门坏了');
    cleanup();
    await open({ scene: 'xx' });
    await press('手动选位置');
    expect(screen.getByLabelText('title')).toHaveProperty('value', '门坏了');
    await press('电梯');
    await type('phone', '13800000000');
    await press('提交');
    expect(sent('ticket.create')).toEqual([]);
    expect(screen.getAllByText('必填')).toHaveLength(1);
    expect((phone.done as unknown[][]).filter(([what]) => what === 'scroll').at(-1)).toEqual(['scroll', '#field-site']);
  });

  test('after it, a good one is scanned on the spot', async () => {
    await open({ scene: 'xx' });
    phone.code = () => 'https://p.test/q/vanke/a/LIFT-01';
    await press('扫一扫');
    expect(screen.getByText('1 号电梯 · LIFT-01')).toBeTruthy();
  });

  test('the mini-program’s code of another organization leads there as well', async () => {
    answers['site.get'] = () => refused(404, 'not_found', '');
    answers['guest.page'] = () => yes({ state: 'off', org: { code: 'other', name: '远山物业' }, contact: null });
    await open({ scene: `s.${SITE}` });
    expect(sent('guest.page').map(({ data }) => data)).toEqual([{ label: { kind: 's', id: SITE } }]);
    await press('换组织登录');
    expect(currentSession()).toBeNull();
    expect(rememberedLogin().org).toBe('other');
  });

  test('another organization’s leads to signing in there', async () => {
    await open({ q: encodeURIComponent('https://p.test/q/other/s/B1') });
    await press('换组织登录');
    expect(currentSession()).toBeNull();
    expect(rememberedLogin().org).toBe('other');
  });
});

describe('around it', () => {
  test('who is not signed in does that first, and comes back to the code', async () => {
    endSession();
    await open({ scene: `s.${SITE}` });
    expect(screen.getByText('登录派单')).toBeTruthy();
    await act(async () => beginSession(identity, 'lin'));
    expect(screen.getAllByText('云城 / 1 栋').length).toBeGreaterThan(0);
  });

  test.each<[string, Answers, string]>([
    ['nothing published', { 'template.list': () => yes({ items: [] }) }, '还没有可以报的类型'],
    ['a broken server', { 'template.list': () => refused(503, 'busy', '') }, '服务器出了点问题，请稍后再试，编号 r1'],
  ])('%s is said', async (_, more, words) => {
    answers = { ...usual, ...more };
    await open();
    expect(screen.getByText(words)).toBeTruthy();
  });

  test('without signal the form of last time is there', async () => {
    await open();
    cleanup();
    phone.server = () => Promise.reject(new Error('request:fail'));
    await open();
    expect(screen.getByRole('button', { name: '提交' })).toBeTruthy();
  });

  test('who may not report is told whom to ask', async () => {
    beginSession({ ...identity, member: { ...identity.member, grants: [] } }, 'lin');
    await open();
    expect(screen.getByText('你的账号不能报修')).toBeTruthy();
  });

  test('consent to messages is asked where the host can, and counted', async () => {
    localStorage.setItem('lastPhone.m1', '"13800000000"');
    answers['wechat.subscriptions'] = () => yes({ templateIds: ['w1', 'w2'], topics: {} });
    answers['wechat.consent'] = () => yes({ topics: {} });
    phone.subscribed = () => ({ w1: 'accept', w2: 'reject' });
    await open({ scene: `s.${SITE}` });
    await press('电梯');
    await press('提交');
    await press('进度用微信通知我');
    expect(screen.getByText('好的，会通知你（1 类消息）')).toBeTruthy();
    expect(sent('wechat.consent')[0]?.data).toEqual({ accepted: ['w1'] });
  });
});
