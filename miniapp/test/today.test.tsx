// The home page as a person meets it: sign in, see what waits, lose the signal, leave.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { flatQuery } from '../src/lib/host/query';
import { currentLanguage, switchLanguage } from '../src/lib/language';
import { beginSession, currentSession, endSession, type Session } from '../src/lib/session';
import { openedWith } from '../src/lib/start';
import TodayPage from '../src/pages/today/index';
import { phone } from './stubs/taro';

const MINUTE = 60_000;
/** Noon in China of this day, where the clock stands until real time is used again: no midnight falls into a test. */
const standAtNoon = () => {
  const now = Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000) * 86_400_000 + 4 * 3_600_000;
  jest.useFakeTimers({ now, doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  return now;
};
const identity = {
  token: 'secret-token',
  member: { id: 'm1', login: 'lijg', name: '李建国', roles: [], grants: [] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const standing = { phase: 'active', stage: 'assigned' };
const todo = (no: number, title: string, minutes: number, more: object = {}) => ({
  ticket: {
    id: `k${no}`,
    no,
    title,
    priority: 'normal',
    dueAt: Date.now() + minutes * MINUTE,
    site: null,
    ...standing,
    ...more,
  },
  work: { no: 1, node: 'work', kind: 'offer', openedAt: 0 },
});
const yes = (data: unknown) => ({ statusCode: 200, data });
const refused = (statusCode: number, message: string) => ({
  statusCode,
  data: { error: { code: 'someCode', message, requestId: 'r1' } },
});
const lacks = (statusCode: number, code: string, message: string) => ({
  statusCode,
  data: { error: { code, message, requestId: 'r1' } },
});
const offline = () => Promise.reject(new Error('request:fail'));

const open = () => act(async () => void render(<TodayPage />));
const openForm = async () => {
  await open();
  // Whoever signed in by password before finds the form open.
  if (!screen.queryByLabelText('密码')) await press('用账号密码登录');
};
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const on = (event: () => void) => act(async () => event());

beforeEach(() => {
  endSession();
  localStorage.clear();
  phone.requests.length = 0;
  phone.pulls = 0;
  phone.phoneCode = 'phone-code';
});
afterEach(() => {
  cleanup();
  if (currentLanguage() === 'en') switchLanguage();
});

describe('signing in', () => {
  test('asks the server for a token and goes on to the list, which carries it', async () => {
    phone.server = ({ url }) => yes(url.endsWith('session.create') ? identity : { items: [todo(7, '水管漏水', 35)] });
    await openForm();
    fill('组织代码', ' vanke ');
    fill('账号', 'lijg');
    fill('密码', ' pass word ');
    await press('登录');

    expect(screen.getByText('水管漏水')).toBeTruthy();
    const [signIn, list] = phone.requests;
    expect(signIn?.url).toBe('https://paidan.test/api/session.create');
    expect(signIn?.data).toEqual({ org: 'vanke', login: 'lijg', password: ' pass word ', bearer: true });
    expect(signIn?.header).not.toHaveProperty('Authorization');
    expect(list?.header).toMatchObject({
      Authorization: 'Bearer secret-token',
      'X-Paidan-Channel': 'miniapp',
      'Accept-Language': 'zh-CN',
    });
  });

  test('names what is missing and sends nothing', async () => {
    await openForm();
    fill('组织代码', 'vanke');
    fill('账号', ' ');
    await press('登录');
    expect(screen.getByText('请填写账号')).toBeTruthy();
    expect(screen.getByText('请填写密码')).toBeTruthy();
    expect(screen.queryByText('请填写组织代码')).toBeNull();
    expect(phone.requests).toHaveLength(0);
  });

  test.each([
    [
      'a refusal is shown in the server’s words',
      () => refused(401, '组织代码、账号或密码不对'),
      '组织代码、账号或密码不对',
    ],
    [
      'DingTalk throws a refusal: the same',
      () => Promise.reject({ status: 401, data: '{"error":{"code":"c","message":"不对"}}' }),
      '不对',
    ],
    ['no signal', offline, '连不上服务器，检查网络后再试一次'],
    ['a broken server', () => refused(500, 'boom'), '服务器出了点问题，请稍后再试，编号 r1'],
    ['a server without room', () => lacks(507, 'full', '存储空间已满，请联系管理员'), '存储空间已满，请联系管理员'],
    ['a busy server', () => lacks(503, 'busy', '系统繁忙，请稍后再试'), '系统繁忙，请稍后再试'],
    ['a fault with words of its own', () => lacks(500, 'fault', 'at line 7'), '服务器出了点问题，请稍后再试，编号 r1'],
    ['something that is not our server', () => yes('<html>'), '服务器出了点问题，请稍后再试'],
  ])('%s', async (_, server, words) => {
    phone.server = server;
    await openForm();
    for (const label of ['组织代码', '账号', '密码']) fill(label, 'x');
    await press('登录');
    expect(screen.getByRole('alert').textContent).toBe(words);
    expect(currentSession()).toBeNull();
  });

  test('the password can be shown', async () => {
    await openForm();
    await press('显示');
    expect(screen.getByLabelText('密码').getAttribute('type')).toBe('text');
  });

  test('who was signed in still is when the app opens again', () => {
    localStorage.setItem('session', JSON.stringify(identity));
    jest.isolateModules(() => {
      const fresh = require('../src/lib/session') as typeof import('../src/lib/session');
      expect(fresh.currentSession()).toEqual(identity);
    });
    localStorage.setItem('session', JSON.stringify({ token: 'of an older version' }));
    jest.isolateModules(() => {
      const fresh = require('../src/lib/session') as typeof import('../src/lib/session');
      expect(fresh.currentSession()).toBeNull();
    });
  });

  describe('by one press in WeChat', () => {
    const answers = (signIn: object) => {
      phone.server = ({ url, header }) => {
        if (url.endsWith('wechat.signIn')) return yes(signIn);
        if (url.endsWith('session.get')) {
          return header.Authorization === 'Bearer secret-token' ? yes(identity) : refused(401, '请先登录');
        }
        return url.endsWith('wechat.phone')
          ? yes({ token: 'secret-token', member: identity.member })
          : yes({ items: [] });
      };
    };

    test('whoever is bound goes straight in', async () => {
      answers({ token: 'secret-token', member: { id: 'm1', name: '李建国' } });
      await open();
      fill('组织代码', 'vanke');
      await press('微信登录');
      expect(phone.requests[0]?.data).toEqual({ org: 'vanke', code: 'login-code' });
      expect(currentSession()?.tenant.name).toBe('云城物业');
    });

    test('whoever is new shows a phone number once', async () => {
      answers({ ticket: 'pass-1' });
      await open();
      fill('组织代码', 'vanke');
      await press('微信登录');
      await press('用微信手机号继续');
      expect(phone.requests.find(({ url }) => url.endsWith('wechat.phone'))?.data).toEqual({
        ticket: 'pass-1',
        code: 'phone-code',
      });
      expect(currentSession()?.token).toBe('secret-token');
    });

    test('a number that is not given leaves two ways open', async () => {
      answers({ ticket: 'pass-1' });
      phone.phoneCode = '';
      await open();
      fill('组织代码', 'vanke');
      await press('微信登录');
      await press('用微信手机号继续');
      expect(screen.getByRole('alert').textContent).toMatch(/没有拿到手机号/);
      expect(screen.getByRole('button', { name: '用微信手机号继续' })).toBeTruthy();
    });

    test('needs to know the organization, and takes it from the code that was scanned', async () => {
      await open();
      fill('组织代码', ' ');
      await press('微信登录');
      expect(screen.getByText('请填写组织代码')).toBeTruthy();
      expect(phone.requests).toHaveLength(0);
      cleanup();
      openedWith(flatQuery({ q: encodeURIComponent('https://p.example/q/jinjiang/s/LOBBY-1') }));
      await open();
      expect((screen.getByLabelText('组织代码') as HTMLInputElement).value).toBe('jinjiang');
    });
  });
});

describe('a technician’s day', () => {
  const technician = {
    ...identity,
    member: { ...identity.member, grants: ['ticket.work'] },
  } as unknown as Session;
  const site = (no: number) => ({ site: { id: `s${no}`, name: `${no} 号楼` } });
  const task = (no: number, title: string, minutes: number, more: object = {}) => {
    const { ticket } = todo(no, title, minutes, more);
    return { ticket, work: { no: 1, node: 'repair', kind: 'task', openedAt: 0 } };
  };
  const titles = () => screen.getAllByText(/^第/).map(({ textContent }) => textContent);
  const items = [
    task(1, '第一件', 30, { ...site(1), priority: 'low' }),
    task(2, '第二件', 60, { ...site(2), priority: 'urgent' }),
    task(3, '第三件', 90, site(3)),
    todo(9, '池里的', 40, site(1)),
  ];
  const sites: Record<string, number | null> = { s1: 31.21, s2: null, s3: 31.201 };
  beforeEach(() => {
    beginSession(technician, 'lijg');
    phone.done.length = 0;
    phone.place = () => ({ latitude: 31.2, longitude: 121.4, accuracy: 15 });
    phone.server = ({ url, data }) => {
      if (url.endsWith('site.get')) return yes({ record: { lat: sites[String(data.id)], lng: 121.4 } });
      return yes({ items });
    };
  });

  test('stands by time, by distance or by priority', async () => {
    await open();
    expect(titles()).toEqual(['第一件', '第二件', '第三件']);
    await press('按距离');
    expect(titles()).toEqual(['第三件', '第一件', '第二件']);
    expect(screen.getByText('110 米')).toBeTruthy();
    expect(screen.getByText('1.1 公里')).toBeTruthy();
    await press('按优先级');
    expect(titles()).toEqual(['第二件', '第三件', '第一件']);
  });

  test('a phone that may not tell where it is says so, and the list stays', async () => {
    phone.place = () => {
      throw { errMsg: 'getLocation:fail auth deny' };
    };
    await open();
    await press('按距离');
    expect(screen.getByText(/没有定位的权限/)).toBeTruthy();
    expect(titles()).toHaveLength(3);
  });

  test('a press on a task opens its work', async () => {
    await open();
    await act(async () => void fireEvent.click(screen.getByText('第一件')));
    expect(phone.done).toEqual([['go', '/pages/ticket-work/index?id=k1']]);
  });

  test('the pool is a press away; whoever was faster is named, and the line goes', async () => {
    jest.useFakeTimers();
    await open();
    await press('抢单池 1');
    phone.server = () => refused(409, '已被 王师傅 接单');
    await press('抢单');
    expect(screen.getByText('已被 王师傅 接单')).toBeTruthy();
    await act(async () => void jest.advanceTimersByTime(3000));
    expect(screen.queryByText('池里的')).toBeNull();
    jest.useRealTimers();
  });

  test('taken from the pool, its work opens', async () => {
    await open();
    await press('抢单池 1');
    phone.server = ({ url }) => (url.endsWith('ticket.accept') ? yes({ ticket: null, actions: [] }) : yes({ items }));
    await press('抢单');
    const [sent] = phone.requests.filter(({ url }) => url.endsWith('ticket.accept'));
    expect(sent?.data).toEqual({ ticketId: 'k9' });
    expect(sent?.header['Idempotency-Key']).toMatch(/^[\x21-\x7e]{8,80}$/);
    expect(phone.done).toContainEqual(['go', '/pages/ticket-work/index?id=k9']);
  });

  test('the day in five numbers', async () => {
    const now = standAtNoon();
    phone.server = ({ url }) => {
      if (url.endsWith('ticket.list')) return yes({ items: [{ id: 'k1', updatedAt: now }] });
      const done = { completedAt: now, arrivedAt: now, dueAt: now + 1, workMinutes: 90, stars: 4 };
      return url.endsWith('ticket.get') ? yes({ ticket: done, actions: [] }) : yes({ items: [] });
    };
    await open();
    await press('今日小结');
    for (const words of ['1.5 小时', '1/1', '4.0']) expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByText('今天到期的都做完了')).toBeTruthy();
    jest.useRealTimers();
  });

  test('what is due tomorrow is not left of today', async () => {
    const now = standAtNoon();
    const due = (no: number, title: string, hours: number) => {
      const { ticket, work } = task(no, title, 0);
      return { ticket: { ...ticket, dueAt: now + hours * 3_600_000 }, work };
    };
    const two = [due(1, '第一件', 2), due(2, '第二件', 24)];
    phone.server = ({ url }) => yes(url.endsWith('work.list') ? { items: two } : { items: [] });
    await open();
    await press('今日小结');
    expect(screen.getByText('还有 1 件今天到期')).toBeTruthy();
    jest.useRealTimers();
  });
});

describe('the list', () => {
  beforeEach(() => beginSession(identity, 'lijg'));

  test('groups by how pressing, with place, step, priority and how far off', async () => {
    phone.server = () =>
      yes({
        items: [
          todo(1, '卷帘门', -130, { priority: 'urgent', site: { id: 's', name: 'A 座 / 地下二层' } }),
          todo(2, '巡检', 3 * 24 * 60 + 5),
        ],
      });
    await open();
    for (const words of ['2 件待办', '1 件已超时', '超 2 小时 10 分钟', '紧急', 'A 座 / 地下二层', '#1']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    for (const words of ['以后', '剩 3 天', '未填地点']) expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getAllByText('待接单')).toHaveLength(2);
  });

  test('what is over and due today stands first, each under its heading, and only what is later below', async () => {
    standAtNoon();
    phone.server = () => yes({ items: [todo(1, '后天的', 2 * 1440), todo(2, '今天的', 60), todo(3, '过了的', -60)] });
    await open();
    const order = ['已超时', '过了的', '今天', '今天的', '以后', '后天的'].map(
      (words) => screen.getAllByText(words)[0] as HTMLElement,
    );
    for (const [at, one] of order.slice(1).entries()) {
      expect(order[at]?.compareDocumentPosition(one)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    }
    expect(screen.queryByText('今天没有到期的任务')).toBeNull();
    jest.useRealTimers();
  });

  test('nothing due today is said, with when the next one is', async () => {
    standAtNoon();
    phone.server = () => yes({ items: [todo(1, '后天的', 2 * 1440), todo(2, '明天的', 1440)] });
    await open();
    expect(screen.getByText('今天没有到期的任务')).toBeTruthy();
    expect(screen.getByText('最近一件明天 12:00 到期')).toBeTruthy();
    jest.useRealTimers();
  });

  test('shows its shape while it loads', async () => {
    phone.server = () => new Promise(() => {});
    await open();
    expect(screen.getByRole('status', { name: '正在取待办' })).toBeTruthy();
  });

  test('says so when there is nothing to do', async () => {
    phone.server = () => yes({ items: [] });
    await open();
    expect(screen.getByText('今天没有待办')).toBeTruthy();
  });

  test('after a failure, one press tries again', async () => {
    phone.server = () => refused(503, '');
    await open();
    expect(screen.getByText('服务器出了点问题')).toBeTruthy();
    phone.server = () => yes({ items: [todo(7, '水管漏水', 35)] });
    await press('重试');
    expect(screen.getByText('水管漏水')).toBeTruthy();
  });

  test('without signal the list of last time stays readable, and says that it is old', async () => {
    phone.server = () => yes({ items: [todo(7, '水管漏水', 35)] });
    await open();
    cleanup();
    phone.server = offline;
    await open();
    expect(screen.getByText('水管漏水')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toMatch(/^没有网络，这是 \d\d-\d\d \d\d:\d\d 的待办重试$/);
  });

  test('another person never sees it', async () => {
    phone.server = () => yes({ items: [todo(7, '水管漏水', 35)] });
    await open();
    cleanup();
    phone.server = offline;
    beginSession({ ...identity, member: { ...identity.member, id: 'm2' as typeof identity.member.id } }, 'other');
    await open();
    expect(screen.queryByText('水管漏水')).toBeNull();
    expect(screen.getByText('连不上服务器')).toBeTruthy();
  });

  test('pulling down and coming back refresh it', async () => {
    phone.server = () => yes({ items: [] });
    await open();
    phone.server = () => yes({ items: [todo(7, '水管漏水', 35)] });
    await on(phone.pullDown);
    expect(screen.getByText('水管漏水')).toBeTruthy();
    expect(phone.pulls).toBe(1);
    phone.server = () => yes({ items: [todo(8, '门禁失灵', 35)] });
    await on(phone.comeBack);
    expect(screen.queryByText('水管漏水')).toBeNull();
    expect(screen.getByText('门禁失灵')).toBeTruthy();
  });

  test('what the platform says when a page has just been opened asks for nothing again', async () => {
    phone.server = () => yes({ items: [] });
    await open();
    const asked = phone.requests.length;
    await on(phone.show);
    expect(phone.requests.length).toBe(asked);
    await on(phone.comeBack);
    expect(phone.requests.length).toBe(asked + 1);
  });

  describe('while it is open', () => {
    let changes: object[] = [];
    let items: object[] = [];
    let pages: (() => void)[] = [];
    const lists = () => phone.requests.filter(({ url }) => url.endsWith('work.list')).length;
    const goOn = (ms: number) => act(async () => void (await jest.advanceTimersByTimeAsync(ms)));
    beforeEach(() => {
      jest.useFakeTimers();
      [changes, items, pages] = [[], [todo(7, '水管漏水', 35)], []];
      let no = 5;
      phone.server = ({ url }) => {
        if (!url.endsWith('feed.poll')) return yes({ items });
        const said = changes.splice(0);
        no += said.length;
        return yes({ items: said, cursor: no, more: false });
      };
    });
    afterEach(() => void jest.useRealTimers());
    const change = (id: string, kind = 'ticket') => ({ no: 6, kind, id, seq: 1, type: 'ticket.assigned', at: 0 });

    test('what somebody else assigns to me shows by itself', async () => {
      await open();
      items = [...items, todo(8, '门禁失灵', 50)];
      changes = [change('k8')];
      await goOn(5_100);
      expect(screen.getByText('门禁失灵')).toBeTruthy();
    });

    test('many changes are one reading, and those of other things none', async () => {
      await open();
      const asked = lists();
      changes = Array.from({ length: 40 }, (_, at) => change(`k${at}`));
      await goOn(5_100);
      expect(lists()).toBe(asked + 1);
      changes = [change('s1', 'site')];
      await goOn(20_000);
      expect(lists()).toBe(asked + 1);
    });

    test('what changes while it is being read is read once more, not once each', async () => {
      await open();
      const asked = lists();
      const before = phone.server;
      phone.server = (request) =>
        request.url.endsWith('work.list')
          ? new Promise((done) => pages.push(() => done(yes({ items }))))
          : before(request);
      for (const id of ['k1', 'k2', 'k3', 'k4']) {
        changes = [change(id)];
        await goOn(5_100);
      }
      expect(lists()).toBe(asked + 1);
      await act(async () => pages.shift()?.());
      expect(lists()).toBe(asked + 2);
      await act(async () => pages.shift()?.());
      await goOn(20_000);
      expect(lists()).toBe(asked + 2);
    });

    test('a page that nobody looks at asks for nothing', async () => {
      await open();
      await on(phone.goAway);
      const asked = phone.requests.length;
      await goOn(60_000);
      expect(phone.requests.length).toBe(asked);
    });
  });

  test('the bottom brings the next page, each work once', async () => {
    phone.server = ({ data }) =>
      yes(
        data.cursor
          ? { items: [todo(1, '第一件', 35), todo(2, '第二件', 36)] }
          : { items: [todo(1, '第一件', 35)], next: 'page-2' },
      );
    await open();
    expect(screen.getByText('1+ 件待办')).toBeTruthy();
    await on(phone.reachBottom);
    await on(phone.reachBottom);
    const pages = phone.requests.filter(({ url }) => url.endsWith('work.list'));
    expect(pages.map(({ data }) => data.cursor)).toEqual([undefined, 'page-2']);
    expect(screen.getAllByText('第一件')).toHaveLength(1);
    expect(screen.getByText('第二件')).toBeTruthy();
    expect(screen.getByText('没有更多了')).toBeTruthy();
  });

  test('a session that is over leads back to signing in, with organization and account kept', async () => {
    phone.server = () => refused(401, '请重新登录');
    await open();
    expect((screen.getByLabelText('组织代码') as HTMLInputElement).value).toBe('vanke');
    expect((screen.getByLabelText('账号') as HTMLInputElement).value).toBe('lijg');
    expect(localStorage.getItem('session')).toBeNull();
  });

  test('the list that an earlier version kept goes with the first one that this version keeps', async () => {
    localStorage.setItem('todos', JSON.stringify({ memberId: 'm1', items: [todo(7, '水管漏水', 35)] }));
    phone.server = () => yes({ items: [todo(8, '路灯不亮', 35)] });
    await open();
    expect(localStorage.getItem('todos')).toBeNull();
  });

  test('signing out tells the server and leaves nothing of the work on the device', async () => {
    phone.server = () => yes({ items: [todo(7, '水管漏水', 35)] });
    await open();
    // Of an earlier version, left by whoever was here without signal.
    localStorage.setItem('todos', JSON.stringify({ memberId: 'm9', items: [todo(7, '水管漏水', 35)] }));
    await press('我的账号');
    await press('退出登录');
    expect(screen.getByText('登录派单')).toBeTruthy();
    expect(phone.requests.at(-1)).toMatchObject({
      url: 'https://paidan.test/api/session.end',
      header: { Authorization: 'Bearer secret-token' },
    });
    expect(Object.keys(localStorage).sort()).toEqual(['hasLeft', 'knownOrgs', 'lastLogin']);
  });

  test('the other language is one press away, for the server’s words too', async () => {
    phone.server = () => yes({ items: [todo(7, '水管漏水', 35)] });
    await open();
    await press('我的账号');
    await press('Switch to English');
    expect(screen.getByText('My to-dos')).toBeTruthy();
    expect(screen.getByText('in 35 min')).toBeTruthy();
    expect(phone.title).toBe('Paidan');
    await on(phone.pullDown);
    expect(phone.requests.at(-1)?.header['Accept-Language']).toBe('en');
  });
});
