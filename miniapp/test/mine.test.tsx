// My reports as their owner sees them: phases, pages, nothing yet, no signal; and who I am: language, notices, the way out.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { rememberLabel } from '../src/lib/guest';
import { currentLanguage, switchLanguage } from '../src/lib/language';
import { beginSession, currentSession, endSession, type Session } from '../src/lib/session';
import MinePage from '../src/pages/mine/index';
import { phone } from './stubs/taro';

const identity = {
  token: 'secret-token',
  member: { id: 'm1', login: 'lin', name: '林晓', roles: [], grants: ['ticket.create'] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const report = (no: number, title: string, more: object = {}) => ({
  ...{ id: `k${no}`, no, title, phase: 'active', site: null, overdue: false },
  ...{ createdAt: Date.now(), dueAt: Date.now() + 3_600_000, ...more },
});
const yes = (data: unknown) => ({ statusCode: 200, data });
const offline = () => Promise.reject(new Error('request:fail'));
const open = () => act(async () => void render(<MinePage />));
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const on = (happens: () => void) => act(async () => happens());

beforeEach(() => {
  localStorage.clear();
  beginSession(identity, 'lin');
  phone.requests.length = 0;
  phone.done.length = 0;
});
afterEach(() => {
  cleanup();
  endSession();
  if (currentLanguage() === 'en') switchLanguage();
});

describe('my picture', () => {
  const asked = (name: string) => phone.requests.filter(({ url }) => url.endsWith(name));
  beforeEach(() => {
    phone.photos = () => ['wxfile://tmp/me.jpg'];
    phone.server = ({ url, data }) => yes(url.endsWith('setPicture') ? { pictureId: data.pictureId } : { items: [] });
    phone.receive = () => ({ statusCode: 200, data: JSON.stringify({ file: { id: 'f1', kind: 'image' } }) });
  });

  test('is chosen, uploaded, shown', async () => {
    await open();
    await press('我的账号');
    expect(screen.getAllByText('晓')).toHaveLength(2);
    await press('放上头像，报修人认得出你');
    expect(asked('session.setPicture')[0]?.data).toEqual({ pictureId: 'f1' });
    expect(currentSession()?.member.pictureId).toBe('f1');
    expect(screen.getAllByText('换头像').length).toBeGreaterThan(0);
    expect(document.querySelectorAll('.face img, .face image').length).toBeGreaterThan(0);
  });

  test.each([
    ['no network', () => Promise.reject(new Error('uploadFile:fail')), /现在没有网络。联网后再换/],
    [
      'a picture that the server does not take',
      () => ({
        statusCode: 415,
        data: JSON.stringify({ error: { code: 'file_heic', message: '暂不支持 HEIC 照片', requestId: 'r' } }),
      }),
      /暂不支持 HEIC 照片/,
    ],
  ])('%s is said, and the old one stays', async (_name, receive, words) => {
    phone.receive = receive as typeof phone.receive;
    await open();
    await press('我的账号');
    await press('放上头像，报修人认得出你');
    expect(screen.getByRole('alert').textContent).toMatch(words);
    expect(currentSession()?.member.pictureId).toBeUndefined();
    expect(asked('session.setPicture')).toEqual([]);
  });
});

describe('the list', () => {
  test('what, where, which phase; pressed, it leads to the progress', async () => {
    phone.server = () =>
      yes({
        items: [
          report(3, '门禁失灵', { phase: 'done', waitsFor: [identity.member.id] }),
          // Accepted by somebody else.
          report(5, '路灯不亮', { phase: 'done', stage: 'toRate', waitsFor: ['m9'] }),
          report(2, '水管漏水', { site: { id: 's', name: '云城 / 501' }, overdue: true }),
          report(1, '灯不亮', { phase: 'closed' }),
          report(4, '等人接的', { phase: 'active', stage: 'assigned' }),
        ],
      });
    await open();
    for (const words of ['处理中', '待接单', '待确认', '已关闭', '云城 / 501', '已超时', '等你处理']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.getByText('路灯不亮')).toBeTruthy();
    expect(phone.requests[0]?.data).toEqual({ view: 'mine', order: 'newest', limit: 20 });
    await press(/水管漏水/);
    expect(phone.done).toContainEqual(['go', '/pages/ticket/index?id=k2']);
  });

  test('the bottom brings the next page, each report once', async () => {
    phone.server = ({ data }) =>
      yes(
        data.cursor
          ? { items: [report(2, '第二件'), report(1, '第一件')] }
          : { items: [report(2, '第二件')], next: 'p2' },
      );
    await open();
    await on(phone.reachBottom);
    await on(phone.reachBottom);
    const pages = phone.requests.filter(({ url }) => url.endsWith('ticket.list'));
    expect(pages.map(({ data }) => data.cursor)).toEqual([undefined, 'p2']);
    expect(screen.getAllByText('第二件')).toHaveLength(1);
    expect(screen.getByText('没有更多了')).toBeTruthy();
  });

  test('nothing yet says what to do', async () => {
    phone.server = () => yes({ items: [] });
    await open();
    await press('去报修');
    expect(phone.done).toContainEqual(['replace', '/pages/report/index']);
  });

  test('without signal the last list stays, for its owner only', async () => {
    phone.server = () => yes({ items: [report(1, '水管漏水')] });
    await open();
    cleanup();
    phone.server = offline;
    await open();
    expect(screen.getByText('水管漏水')).toBeTruthy();
    expect(screen.getByText('没有网络，这是上次看到的')).toBeTruthy();
    cleanup();
    beginSession({ ...identity, member: { ...identity.member, id: 'm2' as typeof identity.member.id } }, 'other');
    await open();
    expect(screen.queryByText('水管漏水')).toBeNull();
    expect(screen.getByRole('button', { name: '重试' })).toBeTruthy();
  });
});

describe('what was reported here before signing in', () => {
  const label = { kind: 's', org: 'vanke', code: 'G' } as never;
  let here: { id: string; no: number; title: string; at: number }[] = [];
  const asked = (name: string) => phone.requests.filter(({ url }) => url.endsWith(name));
  beforeEach(() => {
    rememberLabel(label);
    here = [5, 4, 3, 2].map((no) => ({ id: `g${no}`, no, title: `路灯 ${no}`, at: Date.now() }));
    phone.server = ({ url, data }) => {
      if (url.endsWith('guest.here')) return yes({ items: here });
      if (url.endsWith('guest.claim'))
        return yes({ items: here.filter(({ id }) => (data.ids as string[]).includes(id)) });
      return yes({ items: [] });
    };
  });

  test('is asked about, taken over with the proof of this very phone, and listed', async () => {
    await open();
    expect(screen.getByText('这 4 张报修是您提交的吗？')).toBeTruthy();
    expect(screen.getByText('#5 路灯 5')).toBeTruthy();
    expect(screen.getByText('还有 1 张')).toBeTruthy();
    const lists = asked('ticket.list').length;
    await press('是我的');
    const [claimed] = asked('guest.claim');
    expect(claimed?.data.ids).toEqual(['g5', 'g4', 'g3', 'g2']);
    expect(claimed?.data.device).toBe(asked('guest.here')[0]?.data.device);
    expect(screen.getByText('4 张报修已归到您名下')).toBeTruthy();
    expect(asked('ticket.list').length).toBeGreaterThan(lists);
  });

  test('without signal it says so, and the question stays', async () => {
    await open();
    const server = phone.server;
    phone.server = offline;
    await press('是我的');
    expect(screen.getByRole('alert').textContent).not.toBe('');
    phone.server = server;
    await press('是我的');
    expect(screen.getByText('4 张报修已归到您名下')).toBeTruthy();
  });

  test('once denied it is not asked of this person again, only of the next, or about another', async () => {
    await open();
    await press('不是我的');
    expect(screen.queryByText(/是您提交的吗/)).toBeNull();
    expect(asked('guest.claim')).toEqual([]);
    cleanup();
    await open();
    expect(screen.queryByText(/是您提交的吗/)).toBeNull();
    cleanup();
    here = [{ id: 'g9', no: 9, title: '门禁', at: Date.now() }, ...here];
    await open();
    expect(screen.getByText('这 1 张报修是您提交的吗？')).toBeTruthy();
    cleanup();
    beginSession({ ...identity, member: { ...identity.member, id: 'm2' as typeof identity.member.id } }, 'other');
    await open();
    expect(screen.getByText('这 5 张报修是您提交的吗？')).toBeTruthy();
  });

  test('is not asked of a guest, nor where nobody has reported without an account', async () => {
    beginSession({ ...identity, guest: true } as Session, '');
    await open();
    cleanup();
    rememberLabel(null as never);
    beginSession(identity, 'lin');
    await open();
    expect(asked('guest.here')).toEqual([]);
  });
});

describe('who I am', () => {
  const effective = { muted: ['departed', 'closed'], quiet: null, flood: 6, via: 'wechat', groups: [] };
  const locked = ['closed'];

  test('a notice is switched off at once; what must be heard has no switch', async () => {
    phone.server = ({ url, data }) => {
      if (url.endsWith('preference.get')) return yes({ values: {}, effective, locked, version: 2 });
      if (url.endsWith('preference.change')) {
        const values = data.values as { muted: string[] };
        return yes({ values, effective: { ...effective, muted: [...locked, ...values.muted] }, locked, version: 3 });
      }
      return yes({ items: [] });
    };
    await open();
    await press('我的账号');
    await press('通知设置');
    expect(screen.getAllByText('总会通知')).toHaveLength(3);
    expect(screen.getByRole('button', { name: '新评论' }).getAttribute('aria-pressed')).toBe('true');
    await press('新评论');
    expect(phone.requests[phone.requests.length - 1]?.data).toEqual({
      of: 'me',
      version: 2,
      values: { muted: ['departed', 'commented'] },
    });
    expect(screen.getByRole('button', { name: '新评论' }).getAttribute('aria-pressed')).toBe('false');
  });

  test('what is off by default can be switched on, what is off for all cannot', async () => {
    phone.server = ({ url, data }) => {
      if (url.endsWith('preference.get')) return yes({ values: {}, effective, locked, version: 2 });
      if (!url.endsWith('preference.change')) return yes({ items: [] });
      const values = data.values as { muted: string[] };
      return yes({ values, effective: { ...effective, muted: [...locked, ...values.muted] }, locked, version: 3 });
    };
    await open();
    await press('我的账号');
    await press('通知设置');
    expect(screen.getAllByText('全组织已关闭')).toHaveLength(1);
    await press('已出发');
    expect(phone.requests[phone.requests.length - 1]?.data).toEqual({ of: 'me', version: 2, values: { muted: [] } });
    expect(screen.getByRole('button', { name: '已出发' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('where notices come is a choice, shown at once, and put right where it is refused', async () => {
    let refused = false;
    phone.server = ({ url, data }) => {
      if (url.endsWith('preference.get')) return yes({ values: { flood: 4 }, effective, locked, version: 2 });
      if (!url.endsWith('preference.change')) return yes({ items: [] });
      if (refused) return { statusCode: 409, data: { error: { code: 'stale', message: '已被改过', requestId: 'r' } } };
      const values = data.values as { via: string };
      return yes({ values, effective: { ...effective, via: values.via }, locked, version: 3 });
    };
    await open();
    await press('我的账号');
    await press('通知设置');
    const chosen = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-pressed');
    expect([chosen('企业微信'), chosen('微信')]).toEqual(['false', 'true']);
    expect(screen.getByText('同意一次收一条，用完了从企业微信收。')).toBeTruthy();
    await press('企业微信');
    expect(phone.requests[phone.requests.length - 1]?.data).toEqual({
      of: 'me',
      version: 2,
      values: { flood: 4, via: 'wecom' },
    });
    expect([chosen('企业微信'), chosen('微信')]).toEqual(['true', 'false']);
    refused = true;
    await press('微信');
    expect([chosen('企业微信'), chosen('微信')]).toEqual(['true', 'false']);
    expect(screen.getByText('已被改过')).toBeTruthy();
  });

  test('the other language is one press away', async () => {
    phone.server = () => yes({ items: [] });
    await open();
    await press('我的账号');
    await press('Switch to English');
    expect(screen.getByText('Nothing reported yet')).toBeTruthy();
    expect(phone.title).toBe('My reports');
  });

  test('signing out tells the server and leaves nothing of mine on the device', async () => {
    phone.server = () => yes({ items: [report(1, '水管漏水')] });
    await open();
    await press('我的账号');
    await press('退出登录');
    expect(currentSession()).toBeNull();
    expect(phone.requests.some(({ url }) => url.endsWith('session.end'))).toBe(true);
    expect(Object.keys(localStorage).filter((key) => key.includes('m1'))).toEqual([]);
  });

  test.each([
    [true, 1],
    // A session that an earlier version kept.
    [undefined, 1],
    [false, 0],
  ])('who came in without a password (%s) is not offered to change it', async (hasPassword, rows) => {
    phone.server = () => yes({ items: [] });
    beginSession({ ...identity, member: { ...identity.member, hasPassword } } as Session, 'lin');
    await open();
    await press('我的账号');
    expect(screen.getByText('通知设置')).toBeTruthy();
    expect(screen.queryAllByText('修改密码')).toHaveLength(rows);
  });

  test('my own password: the old one wrong is said; set, I am signed in again with the new one', async () => {
    let right = false;
    phone.server = ({ url }) => {
      if (url.endsWith('session.create')) return yes({ ...identity, token: 'newer' });
      if (!url.endsWith('setPassword')) return yes({ items: [] });
      const error = { code: 'wrong_password', message: '原密码不正确', requestId: 'r1' };
      return right ? yes({}) : { statusCode: 403, data: { error } };
    };
    const enter = (label: string, value: string) =>
      act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
    await open();
    await press('我的账号');
    await press('修改密码');
    await press('保存');
    expect(screen.getByText('新密码至少 8 位')).toBeTruthy();
    await enter('原密码', 'a guess');
    await enter('新密码', 'a longer one');
    await press('保存');
    expect(screen.getByText('原密码不正确')).toBeTruthy();
    right = true;
    await press('保存');
    const [, last] = phone.requests.filter(({ url }) => url.endsWith('setPassword'));
    expect(last?.data).toEqual({ current: 'a guess', password: 'a longer one' });
    expect(last?.header['Idempotency-Key']).toBeTruthy();
    const [again] = phone.requests.filter(({ url }) => url.endsWith('session.create'));
    expect(again?.data).toMatchObject({ password: 'a longer one', bearer: true });
    expect(currentSession()?.token).toBe('newer');
    expect(screen.queryByText('修改密码')).toBeNull();
  });
});
