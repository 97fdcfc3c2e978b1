// Reporting without an account: from a public code to the number and the link, what waits, the link in another browser, and what
// a guest's own pages show.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { publicPage } from '../src/lib/guest';
import { switchLanguage } from '../src/lib/language';
import { commit, flush, giveUp } from '../src/lib/outbasket/outbasket';
import { currentBasket } from '../src/lib/outbasket/shelf';
import { rememberedServer, rememberServer } from '../src/lib/server';
import { beginSession, currentSession, endSession, type Session } from '../src/lib/session';
import FollowPage from '../src/pages/guest/follow';
import GuestPage from '../src/pages/guest/index';
import SamePage from '../src/pages/guest/same';
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
  greetingEn: 'No account needed',
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
  because: 'advert',
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
  'guest.same': () => yes({ items: [], own: [] }),
  'guest.link': () => yes({ link: 'the-secret-of-this-report' }),
};
const open = (Page: () => React.ReactNode, params: Record<string, string> = {}) => {
  phone.params = params;
  return act(async () => void render(<Page />));
};
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string) =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
/** What has just come up takes no second half of a double tap. */
const look = () => act(async () => void (await new Promise((done) => setTimeout(done, 720))));
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
    await press('复制跟踪链接');
    expect(JSON.stringify(phone.done)).toContain('/m/#/pages/guest/follow?t=the-secret-of-this-report');
    shows('已复制');
    await look();
    await press('查看进度');
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k1']);
    // The device is known by what was made here, and by nothing else.
    const [begun] = sent('guest.begin');
    expect(begun?.data).toEqual({ label: LABEL, device: expect.stringMatching(/^[A-Za-z0-9_-]{20,64}$/) });
  });

  test('a draft with its picture is there again, however often one comes back', async () => {
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await press(/拍照或选图/);
    for (const _ of [1, 2, 3]) {
      cleanup();
      await open(GuestPage, QUERY);
      expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '路灯坏了');
      expect(screen.getAllByRole('button', { name: /^照片 1/ }).length).toBeGreaterThan(0);
    }
    await press('提交');
    expect(sent('guest.report')[0]?.data.values).toMatchObject({ title: '路灯坏了', photos: ['f1'] });
    cleanup();
    await open(GuestPage, QUERY);
    expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '');
  });

  test('a draft that is there again was begun on the page where it was begun: sending it at once is not hasty', async () => {
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    cleanup();
    answers['guest.page'] = () => yes({ ...page, stamp: 'k1.proof' });
    await publicPage(LABEL as never, true);
    await open(GuestPage, QUERY);
    await press('提交');
    // The next one is of its own page.
    cleanup();
    await open(GuestPage, QUERY);
    await type('什么问题', '又一盏');
    await press('提交');
    expect(sent('guest.report').map(({ data }) => data.stamp)).toEqual(['k0.proof', 'k1.proof']);
  });

  test('what was begun without an account goes on after signing in, its picture sent anew as the member’s', async () => {
    answers['template.list'] = () => yes({ items: [{ template: { ...template, state: 'active' } }] });
    answers['guest.here'] = () => yes({ items: [] });
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await press(/拍照或选图/);
    await press('紧急');
    await act(async () => beginSession(member, 'linxiao'));
    cleanup();
    answers['ticket.create'] = () =>
      yes({
        ticket: {
          ...report,
          version: 1,
          phase: 'open',
          assignee: null,
          node: { id: 'n', title: say('派单') },
          work: [],
        },
      });
    phone.receive = () => yes({ file: { id: 'f2' } }) as never;
    await open(ReportPage);
    expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '路灯坏了');
    await press('提交');
    expect(sent('ticket.create').at(-1)?.data.values).toMatchObject({
      title: '路灯坏了',
      priority: 'urgent',
      photos: ['f2'],
    });
  });

  test('a picture that was on its way as a guest’s when they signed in is sent again as the member’s', async () => {
    answers['template.list'] = () => yes({ items: [{ template: { ...template, state: 'active' } }] });
    answers['guest.here'] = () => yes({ items: [] });
    let arrive = (_: unknown) => {};
    phone.receive = ({ header }) => {
      if (header.Authorization === 'Bearer guest-token') return new Promise((done) => (arrive = done)) as never;
      return header.Authorization
        ? (yes({ file: { id: 'f2' } }) as never)
        : (refused(401, 'signed_out', '请先登录') as never);
    };
    await open(GuestPage, QUERY);
    await press(/拍照或选图/);
    await type('什么问题', '路灯坏了');
    await act(async () => beginSession(member, 'linxiao'));
    await act(async () => arrive(yes({ file: { id: 'f1' } })));
    expect(currentBasket().pictures).toMatchObject([{ by: 'm1', fileId: 'f2' }]);
    expect(phone.uploads.at(-1)?.header.Authorization).toBe('Bearer own');
  });

  test('signed in elsewhere, nothing of it goes there: neither what a guest wrote nor what nobody had', async () => {
    const elsewhere = { ...member, tenant: { ...member.tenant, id: 't2', code: 'yuanshan', name: '远山' } } as Session;
    const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('draft.'));
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await act(async () => beginSession(elsewhere, 'linxiao'));
    expect(drafts()).toEqual(['draft..report.guest.cuihu.tpl1']);
    cleanup();
    endSession();
    await open(GuestPage, QUERY);
    await press(/拍照或选图/);
    expect(currentSession()?.member.id).toBe('g1');
    await act(async () => beginSession(elsewhere, 'linxiao'));
    expect(drafts()).toEqual(['draft.g1.report.guest.cuihu.tpl1']);
    expect(currentBasket().pictures.at(-1)?.by).toBe('g1');
    // The guest finds it again.
    cleanup();
    endSession();
    await open(GuestPage, QUERY);
    expect(currentSession()?.member.id).toBe('g1');
    cleanup();
    await open(GuestPage, QUERY);
    expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '路灯坏了');
    expect(screen.getAllByRole('button', { name: /^照片 1/ }).length).toBeGreaterThan(0);
  });

  test('what the guest of another organization wrote here goes on after signing in here', async () => {
    const other = { ...guest, token: 'other', tenant: { ...guest.tenant, id: 't2', code: 'yuanshan' } } as Session;
    beginSession({ ...other, member: { ...other.member, id: 'g2' } } as Session, '');
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await act(async () => beginSession(member, 'linxiao'));
    expect(Object.keys(localStorage).filter((key) => key.startsWith('draft.'))).toEqual(['draft.m1.report.tpl1']);
  });

  test('a draft that an earlier version kept is there again', async () => {
    localStorage.setItem('draft..report.guest.tpl1', JSON.stringify({ values: { title: '水管' }, at: Date.now() }));
    await open(GuestPage, QUERY);
    expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '水管');
    expect(localStorage.getItem('draft..report.guest.tpl1')).toBeNull();
  });

  test('whoever is the same again has what waited for a guest', async () => {
    localStorage.setItem('guestIn.cuihu', 'true');
    answers['guest.begin'] = () => Promise.reject(new Error('request:fail'));
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await press('提交');
    expect(currentBasket().entries).toMatchObject([{ by: 'guest' }]);
    cleanup();
    answers['guest.begin'] = usual['guest.begin'] as never;
    await open(GuestPage, QUERY);
    expect(currentSession()?.member.id).toBe('g1');
    await act(() => flush());
    expect(sent('guest.report')).toHaveLength(1);
    expect(currentBasket().entries).toEqual([]);
  });

  test('whoever has something waiting as the guest of another organization stays that one until it has gone', async () => {
    localStorage.setItem('guestIn.cuihu', 'true');
    const other = { ...guest, token: 'other', tenant: { ...guest.tenant, id: 't2', code: 'yuanshan' } } as Session;
    beginSession({ ...other, member: { ...other.member, id: 'g2' } } as Session, '');
    answers['guest.report'] = () => Promise.reject(new Error('request:fail'));
    const label = { kind: 's' as const, org: 'yuanshan', code: 'YS' };
    const input = { label, templateId: 'tpl9', values: { title: '门坏了' }, stamp: 'k0.proof' } as never;
    await act(async () => void (await commit({ name: 'guest.report', input, title: '门坏了' })));
    await open(GuestPage, QUERY);
    expect(currentSession()?.member.id).toBe('g2');
    cleanup();
    answers['guest.report'] = usual['guest.report'] as never;
    await act(() => flush());
    await open(GuestPage, QUERY);
    expect(currentSession()?.member.id).toBe('g1');
  });

  describe('a guest of another organization who comes here for the first time', () => {
    const there = { kind: 's' as const, org: 'yuanshan', code: 'YS' };
    const tokens = (name: string) => sent(name).map(({ header }) => header.Authorization);
    const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('draft.'));
    beforeEach(() => {
      const tenant = { ...guest.tenant, id: 't2', code: 'yuanshan' };
      beginSession({ ...guest, token: 'other', tenant, member: { ...guest.member, id: 'g2' } } as Session, '');
      // As the server does: a label of another organization than the token's is not there.
      answers['guest.report'] = (data) => {
        const own = (data.label as { org: string }).org === 'cuihu' ? 'Bearer guest-token' : 'Bearer other';
        return phone.requests.at(-1)?.header.Authorization === own
          ? (usual['guest.report'] as () => unknown)()
          : refused(404, 'not_found', '没有找到');
      };
    });

    test('reports here as one of here, and is who they were until then', async () => {
      await open(GuestPage, QUERY);
      await type('什么问题', '路灯坏了');
      expect(currentSession()?.member.id).toBe('g2');
      await press('提交');
      shows(/1042/);
      expect(tokens('guest.report')).toEqual(['Bearer guest-token']);
      expect(currentSession()?.member.id).toBe('g1');
      expect(currentBasket().entries).toEqual([]);
      expect(drafts()).toEqual([]);
    });

    test('without signal it waits, and goes as one of here; what was for there has gone there first', async () => {
      answers['guest.begin'] = answers['guest.report'] = () => Promise.reject(new Error('request:fail'));
      const input = { label: there, templateId: 'tpl9', values: { title: '门坏了' }, stamp: 'k0.proof' } as never;
      await act(async () => void (await commit({ name: 'guest.report', input, title: '门坏了' })));
      await open(GuestPage, QUERY);
      await type('什么问题', '路灯坏了');
      await press('提交');
      expect(currentBasket().entries.map(({ by }) => by)).toEqual(['g2', 'guest']);
      expect(currentSession()?.member.id).toBe('g2');
      expect(sent('guest.begin')).toEqual([]);
      phone.requests.length = 0;
      answers = { ...usual };
      await act(() => flush());
      expect(tokens('guest.report')).toEqual(['Bearer other', 'Bearer guest-token']);
      expect(currentBasket().entries).toEqual([]);
      expect(currentSession()?.member.id).toBe('g1');
    });

    test('the first picture is sent as one of here, with the words', async () => {
      const uploaded: unknown[] = [];
      phone.receive = ({ header }) => {
        uploaded.push(header.Authorization);
        return yes({ file: { id: header.Authorization === 'Bearer guest-token' ? 'here' : 'there' } }) as never;
      };
      await open(GuestPage, QUERY);
      await press(/拍照或选图/);
      expect(currentSession()?.member.id).toBe('g1');
      await type('什么问题', '路灯坏了');
      await press('提交');
      shows(/1042/);
      expect(tokens('guest.report')).toEqual(['Bearer guest-token']);
      const [{ data }] = sent('guest.report') as unknown as [{ data: { values: { photos: string[] } } }];
      expect(data.values.photos).toEqual(['here']);
      expect(drafts()).toEqual([]);
      expect(new Set(uploaded)).toEqual(new Set(['Bearer guest-token']));
    });

    test('a picture for one organization goes to no other, however many codes are scanned before there is signal', async () => {
      const third = { ...guest.tenant, id: 't3', code: 'haitang' };
      const uploaded: unknown[] = [];
      phone.receive = ({ header }) => {
        uploaded.push(header.Authorization);
        return yes({ file: { id: String(header.Authorization) } }) as never;
      };
      const away = () => Promise.reject(new Error('request:fail'));
      answers['guest.begin'] = away;
      await open(GuestPage, QUERY);
      await press(/拍照或选图/);
      await type('什么问题', '路灯坏了');
      expect(currentSession()?.member.id).toBe('g2');
      expect(currentBasket().pictures.at(-1)?.by).toBe('guest');
      cleanup();
      // Signal again, at the code of a third organization.
      answers['guest.begin'] = (data) => {
        const { org } = data.label as { org: string };
        const session = { ...guest, token: 'third', tenant: third, member: { ...guest.member, id: 'g3' } };
        return org === 'haitang' ? yes(session) : (usual['guest.begin'] as () => unknown)();
      };
      answers['guest.page'] = (data) =>
        (data.label as { org: string }).org === 'haitang'
          ? yes({ ...page, org: { code: 'haitang', name: '海棠' } })
          : (usual['guest.page'] as () => unknown)();
      await open(GuestPage, { org: 'haitang', kind: 's', code: 'HT' });
      await press(/拍照或选图/);
      expect(currentSession()?.member.id).toBe('g3');
      expect(uploaded).toEqual(['Bearer third']);
      cleanup();
      await open(GuestPage, QUERY);
      expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '路灯坏了');
      await press('提交');
      shows(/1042/);
      expect(uploaded).toEqual(['Bearer third', 'Bearer guest-token']);
      const [{ data }] = sent('guest.report') as unknown as [{ data: { values: { photos: string[] } } }];
      expect(data.values.photos).toEqual(['Bearer guest-token']);
    });

    test('has met the same here: said as one of here', async () => {
      const nearby = [{ ref: 'k9', at: Date.now(), what: say('空调'), phase: 'active', others: 1 }];
      answers['guest.page'] = () => yes({ ...page, nearby });
      answers['guest.meToo'] = () => yes({ others: 2 });
      await publicPage(LABEL as never, true);
      await open(GuestPage, QUERY);
      expect(sent('guest.same')).toEqual([]);
      await press(/这里有 1 件没处理完的报修/);
      await press('我也是');
      expect(tokens('guest.meToo')).toEqual(['Bearer guest-token']);
    });
  });

  test('who has reported nothing yet is told so under my reports, without a wall; signing in is a small way', async () => {
    // No account was ever used on this phone.
    beginSession(guest, '');
    endSession();
    await open(GuestPage, QUERY);
    cleanup();
    await open(MinePage);
    shows('还没有报修');
    expect(screen.queryByText('登录派单')).toBeNull();
    await press('去报修');
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index']);
    await press('我有账号，去登录');
    shows('登录派单');
    await press('返回我的报修');
    shows('还没有报修');
  });

  test('one of the required is changed, and never none', async () => {
    await open(GuestPage, QUERY);
    await press('普通');
    await type('什么问题', '路灯坏了');
    await press('提交');
    expect(sent('guest.report')[0]?.data.values).toMatchObject({ priority: 'normal' });
  });

  test('without a picture the guest is made when it is sent, and is the same one next time', async () => {
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    expect(sent('guest.begin')).toEqual([]);
    await press('提交');
    shows('#1042');
    await act(async () => endSession());
    await look();
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
    shows('已保存在手机里');
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
    // Above the button that was pressed, which stands in sight wherever the page is, and with somebody to call.
    const refusal = screen.getByText('提交太多了，请 40 分钟后再试');
    expect(refusal.closest('.foot')?.contains(screen.getByRole('button', { name: '提交' }))).toBe(true);
    await press('打电话 13800138004');
    expect(phone.done).toContainEqual(['call', '13800138004']);
    expect(screen.getByLabelText('什么问题')).toHaveProperty('value', '路灯坏了');
    // What was said of the report as it was, is not said of another.
    await type('什么问题', '路灯又坏了');
    expect(screen.queryByText('提交太多了，请 40 分钟后再试')).toBeNull();
  });

  test('others’ reports: one line, then what kind and how far; one press says it is the same, another takes it back', async () => {
    const nearby = [
      { ref: 'k9', at: Date.now() - 20 * 60_000, what: say('空调'), phase: 'active', others: 1 },
      { ref: 'k1', at: Date.now() - 30 * 60_000, what: say('电梯'), phase: 'open', others: 0 },
    ];
    let others = 1;
    answers['guest.page'] = () => yes({ ...page, nearby });
    answers['guest.meToo'] = ({ off }) => {
      others += off ? -1 : 1;
      return yes({ others });
    };
    answers['guest.same'] = () => yes({ items: [], own: ['k1'] });
    beginSession(guest, '');
    await publicPage(LABEL as never, true);
    await open(GuestPage, QUERY);
    expect(screen.queryByRole('button', { name: '我也是' })).toBeNull();
    // One's own is not one of the others.
    await press(/这里有 1 件没处理完的报修/);
    shows('空调 · 20 分钟前');
    shows('处理中 · 1 人也遇到');
    await press('我也是');
    expect(sent('guest.meToo').at(-1)?.data).toEqual({ label: LABEL, ref: 'k9' });
    shows('处理中 · 2 人也遇到 · 已记下');
    shows('在“我的报修”里能看到它的进度');
    await press('撤销');
    expect(sent('guest.meToo').at(-1)?.data).toEqual({ label: LABEL, ref: 'k9', off: true });
    shows('处理中 · 1 人也遇到');
    // One's own is not somebody else's.
    await press('你报的 · 查看');
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k1']);
  });

  test('in English, the organization’s own line only where there is one', async () => {
    switchLanguage();
    try {
      await open(GuestPage, QUERY);
      shows('No account needed');
      expect(screen.queryByText('不用注册')).toBeNull();
    } finally {
      switchLanguage();
    }
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
      shows('复制跟踪链接');
      answers['guest.held'] = () => yes({ items: [{ ...standing, state: 'released', no: 1077 }] });
      await act(async () => void (await jest.advanceTimersByTimeAsync(6000)));
      shows('#1077');
      await press('查看进度');
      expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k2']);
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

  test('retired: what it lies in is one press away, without an account', async () => {
    const instead = { code: 'CH-G', name: '翠湖花园 / 中央花园' };
    answers['guest.page'] = () => yes({ state: 'retired', org: page.org, contact: null, instead });
    await publicPage(LABEL as never, true);
    await open(GuestPage, { ...QUERY, code: 'CH-OLD' });
    await press('在「翠湖花园 / 中央花园」报修');
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index?org=cuihu&kind=s&code=CH-G']);
  });

  test('torn, for whoever has reported from here before: said, and not a blank page', async () => {
    beginSession(guest, '');
    await open(ReportPage, { scene: 'xx' });
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index?scene=xx']);
    cleanup();
    await open(GuestPage, { scene: 'xx' });
    expect(screen.getByRole('alert').textContent).toMatch(/这个码看不清/);
    shows('我的报修');
    expect(screen.queryByText('登录派单')).toBeNull();
  });
});

describe('with an account', () => {
  test('signing in is one press away and comes back to the place; who is signed in never sees this page', async () => {
    await open(GuestPage, QUERY);
    await press('微信一键登录');
    shows('登录派单');
    await press('返回报修');
    shows('中央花园');
    await press('微信一键登录');
    await act(async () => beginSession(member, 'lin'));
    expect(phone.done).toContainEqual(['replace', '/pages/report/index?org=cuihu&kind=s&code=CH-G']);
  });
});

describe('the link, in whatever browser', () => {
  const followed = { ...guest, id: 'k1', isTicket: true };
  test('straight to the progress, and to nothing else', async () => {
    answers['guest.follow'] = () => yes(followed);
    await open(FollowPage, { t: 'the-secret-of-this-report' });
    expect(sent('guest.follow')[0]?.data).toEqual({ link: 'the-secret-of-this-report', device: expect.any(String) });
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
  test('whoever came by a link that is over is told so, and not asked to sign in', async () => {
    beginSession({ ...guest, only: 'k1', contact: '13800138004' }, '');
    answers['ticket.get'] = () => refused(401, 'signed_out', '请先登录');
    await open(TicketPage, { id: 'k1' });
    shows('这个链接不能再看了');
    shows('打电话 13800138004');
    expect(screen.queryByText('登录派单')).toBeNull();
    await press('去报修');
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index']);
    // Whoever signs in afterwards and is signed out again is asked to.
    cleanup();
    beginSession(member, 'lin');
    await open(TicketPage, { id: 'k1' });
    shows('登录派单');
  });

  const followed = {
    ...{ id: 'k1', no: 1042, title: '路灯坏了', version: 1, phase: 'open', priority: 'normal', overdue: false },
    ...{ node: { id: 'dispatch', title: say('派单') }, template: { id: 'tpl1', name: say('公区维修') } },
    ...{ templateVersion: 1, requester: { id: 'g1', name: '访客7C3A' }, assignee: null, site: null, asset: null },
    ...{ createdAt: Date.now(), dueAt: Date.now() + 1e7, updatedAt: Date.now(), work: [], urges: 0, stars: null },
    ...{ acceptedAt: null, departedAt: null, arrivedAt: null, completedAt: null, endedAt: null, comments: 0 },
    ...{ values: { title: '路灯坏了', priority: 'normal' }, workMinutes: 0, source: 'miniapp' },
  };
  const link = 'the-secret-of-this-report';
  const no = { code: 'link_only', message: '请用报修时的那部手机' };
  beforeEach(() => {
    const actions = [
      { command: 'ticket.urge', enabled: true },
      { command: 'ticket.cancel', enabled: false, refusal: no },
    ];
    answers['ticket.get'] = () => yes({ ticket: followed, actions });
    answers['ticket.timeline'] = () => yes({ items: [], more: false });
    answers['template.get'] = () => yes({ template });
    answers['guest.link'] = () => yes({ link });
    answers['feed.poll'] = () => yes({ items: [], cursor: 1, more: false });
  });

  test('whoever came by the link is told what it is good for, and is offered nothing else', async () => {
    beginSession({ ...guest, only: 'k1' } as Session, '');
    await open(TicketPage, { id: 'k1' });
    shows(/你是用链接打开的/);
    expect(screen.queryByRole('button', { name: '取消' })).toBeNull();
    expect(screen.queryByRole('button', { name: '停用此链接' })).toBeNull();
  });

  test('whoever reported it switches the link off, once they are sure', async () => {
    answers['guest.revokeLink'] = () => yes({});
    beginSession(guest, '');
    await open(TicketPage, { id: 'k1' });
    await press('停用此链接');
    shows(/不能恢复/);
    expect(sent('guest.revokeLink')).toEqual([]);
    await press('先不停用');
    await press('停用此链接');
    await press('确定停用');
    expect(sent('guest.revokeLink')[0]?.data).toEqual({ id: 'k1' });
    expect(screen.getAllByText('跟踪链接已停用，有链接的人打不开了').length).toBeGreaterThan(0);
    expect(screen.queryByText(/the-secret-of-this-report$/)).toBeNull();
  });

  test('one that is switched off says so, here and where it leads', async () => {
    answers['guest.link'] = () => refused(404, 'link_revoked', '报修人已停用这个链接');
    beginSession(guest, '');
    await open(TicketPage, { id: 'k1' });
    shows('跟踪链接已停用，有链接的人打不开了');
    cleanup();
    const data = { org: '翠湖物业', contact: '13800138004' };
    answers['guest.follow'] = () => refused(404, 'link_revoked', '报修人已停用这个链接', data);
    await open(FollowPage, { t: link });
    shows('这个链接已停用');
    // What now: the organization's own number, or the code on the spot.
    shows(/^翠湖物业 · /);
    await press('打电话 13800138004');
    expect(phone.done).toContainEqual(['call', '13800138004']);
    expect(screen.getByRole('button', { name: '扫一扫' })).toBeTruthy();
    await press('去报修');
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index']);
  });

  test('opened on the device that reported it, the link limits nothing', async () => {
    endSession();
    answers['guest.follow'] = () => yes({ ...guest, id: 'k1', isTicket: true, own: true });
    await open(FollowPage, { t: link });
    expect(String(sent('guest.follow')[0]?.data.device).length).toBeGreaterThanOrEqual(20);
    expect(currentSession()).toMatchObject({ member: { id: 'g1' } });
    expect(currentSession()?.only).toBeUndefined();
  });

  test('the other language is a press away, and stays', async () => {
    beginSession(guest, '');
    await open(TicketPage, { id: 'k1' });
    await press('English');
    shows('To dispatch');
    cleanup();
    await open(TicketPage, { id: 'k1' });
    await press('切换到中文');
    shows('待派单');
  });

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
    await press('复制跟踪链接');
    expect(JSON.stringify(phone.done)).toContain('the-secret-of-this-report');
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
    // No ticket yet is not nothing.
    expect(screen.queryByText('还没有报修')).toBeNull();
    await press(/加微信/);
    expect(phone.done).toContainEqual(['go', '/pages/guest/follow?id=k2']);
    await press('我的账号');
    shows('我有账号，去登录');
    expect(screen.queryByText('通知设置')).toBeNull();
  });

  test('going to sign in is no leaving: the guest stays one, and the way back is there', async () => {
    answers['ticket.list'] = () => yes({ items: [] });
    await open(MinePage);
    await press('我的账号');
    await press('我有账号，去登录');
    shows('登录派单');
    expect(currentSession()?.member.id).toBe('g1');
    expect(sent('session.end')).toEqual([]);
    await press('返回我的报修');
    shows('加微信');
  });

  test('what is not sent yet is sent before going to sign in, or asked about: another’s session would leave it lying', async () => {
    answers['ticket.list'] = () => yes({ items: [] });
    answers['guest.report'] = () => Promise.reject(new Error('request:fail'));
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await press('提交');
    expect(currentBasket().entries).toHaveLength(1);
    await look();
    await press('再报一件');
    await press('微信一键登录');
    shows('还有 1 项没发出，会留在手机里等你回来');
    expect(screen.queryByText('登录派单')).toBeNull();
    await press('仍然去登录');
    shows('登录派单');
    cleanup();
    await open(MinePage);
    await press('我的账号');
    await press('我有账号，去登录');
    shows('还有 1 项没发出，会留在手机里等你回来');
    expect(screen.queryByText('登录派单')).toBeNull();
    cleanup();
    // With signal it has gone by the time of the second press.
    answers['guest.report'] = usual['guest.report'] as never;
    await open(MinePage);
    await press('我的账号');
    await press('我有账号，去登录');
    await act(() => flush());
    expect(currentBasket().entries).toEqual([]);
    expect(screen.queryByText(/项没发出/)).toBeNull();
    await press('我有账号，去登录');
    shows('登录派单');
  });

  describe('where the server is asked for', () => {
    const world = globalThis as unknown as { PAIDAN_SERVER: string };
    const built = world.PAIDAN_SERVER;
    const asked = (name: string) =>
      sent(name).map(({ url, header }) => [url.slice(0, url.indexOf('/api/')), header.Authorization]);
    beforeEach(async () => {
      world.PAIDAN_SERVER = '';
      rememberServer('https://new.test');
      beginSession({ ...member, tenant: { ...member.tenant, code: 'yuanshan', name: '远山' } } as Session, 'lin');
      rememberServer('https://old.test');
      beginSession(guest, '');
      answers['ticket.list'] = () => yes({ items: [] });
      answers['session.create'] = () => refused(403, 'wrong', '账号或密码不正确');
      answers['wechat.signIn'] = () => refused(404, 'no_wechat', '没有开通');
      await open(MinePage);
      await press('我的账号');
      await press('我有账号，去登录');
    });
    afterEach(() => {
      world.PAIDAN_SERVER = built;
      rememberServer('');
    });
    const isStillGuestOfTheOld = async () => {
      expect(rememberedServer()).toBe('https://old.test');
      expect(currentSession()?.member.id).toBe('g1');
      phone.requests.length = 0;
      await press('返回我的报修');
      expect(asked('ticket.list')).toEqual([['https://old.test', 'Bearer guest-token']]);
    };

    test('a guest’s token goes to no other one, and it is remembered once they are in', async () => {
      await press('用账号密码登录');
      await type('服务器地址', 'new.test');
      await type('组织代码', 'yuanshan');
      await type('账号', 'lin');
      await type('密码', 'a wrong one');
      await press('登录');
      shows('账号或密码不正确');
      expect(asked('session.create')).toEqual([['https://new.test', undefined]]);
      await isStillGuestOfTheOld();
      await press('我的账号');
      await press('我有账号，去登录');
      await press('用账号密码登录');
      await type('服务器地址', 'new.test');
      await type('组织代码', 'yuanshan');
      await type('账号', 'lin');
      await type('密码', 'the right one');
      answers['session.create'] = () => yes(member);
      answers['guest.here'] = () => yes({ items: [] });
      await press('登录');
      expect(currentSession()?.token).toBe('own');
      expect(rememberedServer()).toBe('https://new.test');
      expect(asked('ticket.list').at(-1)).toEqual(['https://new.test', 'Bearer own']);
    });

    test('nor by WeChat, nor by choosing an organization of that one', async () => {
      await press('远山');
      expect(screen.getByLabelText('服务器地址')).toHaveProperty('value', 'https://new.test');
      await press('微信登录');
      shows('没有开通');
      expect(asked('wechat.signIn')).toEqual([['https://new.test', undefined]]);
      await isStillGuestOfTheOld();
    });
  });

  test('another organization is asked about first; a code of the former one finds the reports again', async () => {
    answers['ticket.list'] = () => yes({ items: [] });
    endSession();
    await open(GuestPage, QUERY);
    await type('什么问题', '路灯坏了');
    await press('提交');
    cleanup();
    await open(MinePage);
    await press('我的账号');
    await press('换一个组织');
    shows(/你在「翠湖物业」的报修会从这台设备上收起来/);
    expect(currentSession()?.member.id).toBe('g1');
    await press('仍然换一个');
    expect(currentSession()).toBeNull();
    shows('登录派单');
    // Whoever comes back later finds no wall.
    cleanup();
    await open(MinePage);
    shows('还没有报修');
    cleanup();
    await open(GuestPage, QUERY);
    expect(currentSession()?.member.id).toBe('g1');
    expect(sent('guest.same').length).toBeGreaterThan(0);
  });

  test.each([
    ['again', /你一天内在这里报过同样的内容/],
    ['advert', /先看看是不是广告/],
    ['bare', /写得太少/],
    ['unsure', /不是你填错了/],
  ])('what waits says why (%s), and whom to call', async (because, words) => {
    answers['guest.held'] = () => yes({ items: [{ ...standing, because }], contact: '13800138004' });
    await open(FollowPage, { id: 'k2' });
    shows(words);
    await look();
    await press('打电话 13800138004');
    expect(phone.done).toContainEqual(['call', '13800138004']);
  });

  test('what waits opens again later, with its link', async () => {
    answers['guest.held'] = () => yes({ items: [{ ...standing, because: 'again' }] });
    await open(FollowPage, { id: 'k2' });
    shows('已收到，待物业确认');
    shows(/你一天内在这里报过同样的内容/);
    await press('复制跟踪链接');
    expect(JSON.stringify(phone.done)).toContain('the-secret-of-this-report');
    cleanup();
    answers['guest.held'] = () => refused(404, 'not_found', '没有找到');
    await open(FollowPage, { id: 'k7' });
    shows('没有找到');
  });

  test('what others have reported and I have met as well, with how far it is', async () => {
    answers['ticket.list'] = () => yes({ items: [] });
    answers['guest.held'] = () => yes({ items: [] });
    answers['guest.same'] = () =>
      yes({
        items: [{ ref: 'k9', at: Date.now(), what: say('空调'), phase: 'active', others: 2, place: '中央花园' }],
        own: [],
      });
    await open(MinePage);
    shows('我也遇到的');
    shows('空调');
    shows('处理中');
    expect(screen.queryByText('还没有报修')).toBeNull();
    await press(/空调/);
    expect(phone.done).toContainEqual(['go', '/pages/guest/same?id=k9']);
  });

  test('one of them, as far as a stranger may see it: taken back, or reported as another', async () => {
    const one = { ref: 'k9', at: Date.now(), what: say('空调'), phase: 'active', others: 2, place: '中央花园' };
    answers['guest.same'] = () => yes({ items: [{ ...one, label: LABEL }], own: [] });
    answers['guest.meToo'] = () => yes({ others: 1 });
    await open(SamePage, { id: 'k9' });
    for (const words of ['空调', '中央花园', '处理中', '2 人也遇到', /有人报的$/]) shows(words);
    // Nothing of the report itself is asked for.
    expect(phone.requests.some(({ url }) => /ticket\./.test(url))).toBe(false);
    await press('另报一件');
    expect(phone.done).toContainEqual(['replace', '/pages/guest/index?org=cuihu&kind=s&code=CH-G']);
    await press('不是同一件');
    expect(sent('guest.meToo').at(-1)?.data).toEqual({ label: LABEL, ref: 'k9', off: true });
    cleanup();
    answers['guest.same'] = () => yes({ items: [], own: [] });
    await open(SamePage, { id: 'k9' });
    shows(/^这一件已不在/);
    cleanup();
    // Whose place is out of use can only be looked at.
    answers['guest.same'] = () => yes({ items: [{ ...one, phase: 'closed', label: null }], own: [] });
    await open(SamePage, { id: 'k9' });
    shows(/已经结束/);
    expect(screen.queryByRole('button', { name: '不是同一件' })).toBeNull();
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
