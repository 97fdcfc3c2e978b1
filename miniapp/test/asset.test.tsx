// An asset as its technician meets it: by its code, from its ticket, without signal, out of use, and when the code is none.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { beginSession, endSession, type Session } from '../src/lib/session';
import AssetPage from '../src/pages/asset/index';
import TodayPage from '../src/pages/today/index';
import { phone } from './stubs/taro';

const identity = {
  token: 'secret-token',
  member: { id: 'm1', login: 'lijg', name: '李建国', roles: [], grants: ['ticket.work', 'ticket.create'] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const ID = 'a0000000000000000001';
const lift = {
  ...{ id: ID, code: 'LIFT-01', name: '1 号电梯', sitePath: '云城 / 1 栋', state: 'active', version: 1 },
  ...{ siteId: null, category: '电梯', model: 'KONE', serial: null },
};
const past = (no: number, more: object = {}) => ({
  ...{ id: `k${no}`, no, title: `第 ${no} 次`, phase: 'closed', priority: 'normal', createdAt: 0 },
  ...{ completedAt: Date.now() - 3_600_000, endedAt: null, did: [`换了第 ${no} 根皮带`], flags: 0, mayOpen: true },
  ...{ handler: { id: 'm2', name: '王芳' }, ...more },
});
const yes = (data: unknown) => ({ statusCode: 200, data });
const gone = { statusCode: 404, data: { error: { code: 'not_found', message: '没有找到', requestId: 'r' } } };
const offline = () => Promise.reject(new Error('request:fail'));
const open = () => act(async () => void render(<AssetPage />));
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

function serve(asset: object, story: object) {
  phone.server = ({ url, data }) => {
    if (url.endsWith('asset.history')) {
      return yes(data.cursor ? { asset, open: [], items: [past(1)] } : { asset, open: [], items: [], ...story });
    }
    if (url.endsWith('asset.list')) return yes({ items: data.text === 'LIFT-01' ? [asset] : [] });
    if (url.endsWith('asset.get')) return data.id === ID ? yes({ record: asset }) : gone;
    return yes({ items: [] });
  };
}

beforeEach(() => {
  localStorage.clear();
  beginSession(identity, 'lijg');
  phone.requests.length = 0;
  phone.done.length = 0;
  phone.params = { id: ID };
  serve(lift, {
    open: [past(9, { phase: 'active', completedAt: null, did: [] })],
    items: [past(3), past(2)],
    next: 'p2',
  });
});
afterEach(() => {
  cleanup();
  endSession();
  phone.params = {};
});

describe('known', () => {
  test('name, place, what is wrong, what was done before, when and by whom', async () => {
    await open();
    for (const words of ['1 号电梯', 'LIFT-01', '云城 / 1 栋', '电梯 · KONE', '1 件处理中', '换了第 3 根皮带']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.getAllByText(/今天 .* · 王芳|昨天 .* · 王芳/)).toHaveLength(2);
    await press(/第 9 次/);
    expect(phone.done).toContainEqual(['go', '/pages/ticket-work/index?id=k9']);
    await press('给它报修');
    expect(phone.done).toContainEqual(['go', `/pages/report/index?asset=${ID}`]);
  });

  test('a colleague’s ticket is told and does not open; what was out of order stands out', async () => {
    serve(lift, { items: [past(3, { mayOpen: false, flags: 2 })] });
    await open();
    expect(screen.getByText('换了第 3 根皮带')).toBeTruthy();
    expect(screen.getByText('检查表 2 项异常')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /第 3 次/ })).toBeNull();
  });

  test('the bottom brings the next page', async () => {
    await open();
    await act(async () => phone.reachBottom());
    expect(screen.getByText('换了第 1 根皮带')).toBeTruthy();
    expect(screen.getByText('没有更多了')).toBeTruthy();
    await act(async () => phone.reachBottom());
    expect(screen.getAllByText('换了第 1 根皮带')).toHaveLength(1);
  });

  test('without signal it is what was last seen, and says so', async () => {
    await open();
    cleanup();
    phone.server = offline;
    await open();
    expect(screen.getByText('换了第 3 根皮带')).toBeTruthy();
    expect(screen.getByText('没有网络，这是上次看到的')).toBeTruthy();
  });

  test('out of use it keeps its story and takes no report', async () => {
    serve({ ...lift, state: 'retired' }, { items: [past(3)] });
    await open();
    expect(screen.getByText('已停用')).toBeTruthy();
    expect(screen.getByText(/不能再报修。以前的记录还在/)).toBeTruthy();
    expect(screen.getByText('换了第 3 根皮带')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '给它报修' })).toBeNull();
  });
});

describe('scanned', () => {
  const scanned = (text: string) => {
    phone.params = { scanned: text };
    return open();
  };
  test.each([
    ['our own label', 'https://paidan.test/q/vanke/a/LIFT-01'],
    ['a mini-program’s code', `a.${ID}`],
    ['the maker’s label, where the organization keeps that code', 'LIFT-01'],
  ])('%s', async (_name, text) => {
    await scanned(text);
    expect(screen.getByText('1 号电梯')).toBeTruthy();
  });

  test('one that is out of use opens its story', async () => {
    serve({ ...lift, state: 'retired' }, {});
    await scanned('https://paidan.test/q/vanke/a/LIFT-01');
    expect(screen.getByText('已停用')).toBeTruthy();
  });

  test.each([
    ['another organization’s', 'https://paidan.test/q/other/a/LIFT-01', '这是另一个组织的设备'],
    ['none that we know', 'https://paidan.test/q/vanke/a/GONE', '没有这个码对应的设备'],
    ['somebody else’s address', 'https://example.com/menu', '这个码看不清'],
    ['nothing', ' ', '这个码看不清'],
  ])('%s: said, and scanned again', async (_name, text, words) => {
    await scanned(text);
    expect(screen.getByText(words)).toBeTruthy();
    phone.code = () => 'https://paidan.test/q/vanke/a/LIFT-01';
    await press('再扫一次');
    expect(screen.getByText('1 号电梯')).toBeTruthy();
  });

  test('the code of a place leads to its report', async () => {
    const site = { id: 's0000000000000000001', code: 'B1', name: '1 栋', path: '1 栋', state: 'active' };
    phone.server = ({ url }) => yes(url.endsWith('site.list') ? { items: [site] } : { items: [] });
    await scanned('https://paidan.test/q/vanke/s/B1');
    expect(phone.done).toContainEqual(['replace', `/pages/report/index?site=${site.id}`]);
  });

  test('in the cellar: one that was looked at here before is known, another says what to do', async () => {
    await scanned('https://paidan.test/q/vanke/a/LIFT-01');
    cleanup();
    phone.server = offline;
    await scanned('https://paidan.test/q/vanke/a/LIFT-01');
    expect(screen.getByText('换了第 3 根皮带')).toBeTruthy();
    cleanup();
    await scanned('https://paidan.test/q/vanke/a/PUMP-9');
    expect(screen.getByText('没查到这个码')).toBeTruthy();
    serve({ ...lift, code: 'PUMP-9' }, {});
    phone.server = ({ url }) =>
      yes(url.endsWith('asset.list') ? { items: [{ ...lift, code: 'PUMP-9' }] } : { asset: lift, open: [], items: [] });
    await press('再查一次');
    expect(screen.getByText('1 号电梯')).toBeTruthy();
  });

  test('from today', async () => {
    phone.code = () => 'LIFT-01';
    await act(async () => void render(<TodayPage />));
    await press('扫设备码');
    expect(phone.done).toContainEqual(['go', '/pages/asset/index?scanned=LIFT-01']);
  });
});
