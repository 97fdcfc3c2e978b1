import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { accounts } from '../../../test/fake/channels';
import { me } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import AccountPage from './AccountPage';
import AccountsPage from './AccountsPage';
import type { Account } from './useAccounts';

const pages = (
  <Routes>
    <Route path="connections" element={<AccountsPage />} />
    <Route path="connections/:id" element={<AccountPage />} />
  </Routes>
);
const [wecom, , wechat, bare] = accounts as [Account, Account, Account, Account];
const at = (account: Account, tab?: string) => ({ at: `/connections/${account.id}${tab ? `?tab=${tab}` : ''}` });
const where = () => screen.getByTestId('where').textContent;
const last = (sent: ReturnType<typeof serve>, name: string) => sent.filter((each) => each.name === name).at(-1)?.input;
const state = (name: string) => document.querySelector(`[data-check=${name}]`)?.getAttribute('data-state');
const refusal = (code: string, message: string) => ({ status: 409, body: { error: { code, message } } });
const writable = () => Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
const clipboard = { writeText: jest.fn(async () => undefined) };

test('each connection says how it stands; an error says what to do; retired ones are hidden', async () => {
  serve();
  stage(pages, { at: '/connections' });
  expect(await screen.findByText('已连通')).toBeTruthy();
  expect(screen.getByText('出错 93000')).toBeTruthy();
  expect(screen.getByText('Webhook 无效，或群里已删掉它')).toBeTruthy();
  expect(screen.getByText('在群里重新添加消息推送，把新地址粘贴到“设置”。')).toBeTruthy();
  expect(screen.getByText(/^暂停到/)).toBeTruthy();
  expect(screen.getByText('等待回调验证')).toBeTruthy();
  expect(screen.queryByText('旧客服群')).toBeNull();
  fireEvent.click(screen.getByLabelText('包括已停用'));
  expect(screen.getByText('旧客服群')).toBeTruthy();
});

test('an organization without connections is told where to begin', async () => {
  serve((name) => (name === 'account.list' ? { status: 200, body: { items: [] } } : undefined));
  stage(pages, { at: '/connections' });
  expect(await screen.findByText('还没有连接任何平台')).toBeTruthy();
});

test('a new connection: wrong values are named at their fields, right ones are sent, and its page opens', async () => {
  const sent = serve();
  stage(pages, { at: '/connections' });
  fireEvent.click((await screen.findAllByRole('button', { name: '新建连接' }))[0] as HTMLElement);
  fireEvent.click(await screen.findByRole('button', { name: /企业微信群/ }));
  fireEvent.click(screen.getByRole('button', { name: '保存并检查' }));
  expect(screen.getByText('请填写')).toBeTruthy();
  expect(last(sent, 'account.create')).toBeUndefined();
  const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7abc';
  // As typing does it: what is typed here is kept until it is saved, and its page opens without a question.
  fireEvent.input(screen.getByLabelText(/Webhook 地址/), { target: { value: address } });
  fireEvent.click(screen.getByRole('button', { name: '保存并检查' }));
  await waitFor(() => expect(where()).toMatch(/^\/connections\/acct/));
  expect(last(sent, 'account.create')).toEqual({
    kind: 'wecomGroup',
    name: '企业微信群',
    values: {},
    secrets: { webhookKey: '693a91f6-7abc' },
  });
});

test('a refusal of the server stands in the form', async () => {
  serve((name) => (name === 'account.create' ? refusal('missing_values', '还缺少：appSecret') : undefined));
  stage(pages, { at: '/connections' });
  fireEvent.click((await screen.findAllByRole('button', { name: '新建连接' }))[0] as HTMLElement);
  fireEvent.click(await screen.findByRole('button', { name: /微信小程序/ }));
  fireEvent.change(screen.getByLabelText(/AppID/), { target: { value: 'wx8f9e0d1c' } });
  fireEvent.change(screen.getByLabelText(/AppSecret/), { target: { value: 'secret-of-eight' } });
  fireEvent.click(screen.getByRole('button', { name: '保存并检查' }));
  expect((await screen.findByRole('alert')).textContent).toContain('还缺少');
});

describe('the checklist', () => {
  test('asks when it opens, and shows what to paste where', async () => {
    writable();
    const sent = serve();
    stage(pages, at(bare));
    await waitFor(() => expect(state('token')).toBe('ok'));
    expect(last(sent, 'account.check')).toEqual({ id: bare.id });
    expect([state('contacts'), state('callback'), state('press')]).toEqual(['off', 'waiting', 'off']);
    expect(screen.getByText(/先在“设置”里填好 Token/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '复制 回调地址' }));
    await waitFor(() => expect(clipboard.writeText).toHaveBeenCalledWith(bare.callbackUrl));
    fireEvent.click(screen.getByRole('button', { name: '去设置' }));
    expect(where()).toContain('tab=settings');
  });

  test('fills itself: the callback and the press are ticked off as they come', async () => {
    let { health } = bare;
    const items = () => [{ ...bare, has: [...bare.has, 'callbackToken', 'callbackKey'], health }];
    serve((name) => (name === 'account.list' ? { status: 200, body: { items: items() } } : undefined));
    stage(pages, at(bare));
    await waitFor(() => expect(state('token')).toBe('ok'));
    expect(screen.getByText('还差 2 步')).toBeTruthy();
    health = { ...health, callbackAt: Date.now() };
    await waitFor(() => expect(state('callback')).toBe('ok'));
    fireEvent.click(screen.getByRole('button', { name: '给我发测试卡片' }));
    await waitFor(() => expect(state('press')).toBe('waiting'));
    health = { ...health, sentAt: Date.now(), pressedAt: Date.now() };
    await waitFor(() => expect(state('press')).toBe('ok'));
    expect(screen.getByText('✓ 全部通过，可以用了')).toBeTruthy();
  });

  test('a failure has its code, its meaning and what to do; it is asked again only by hand', async () => {
    const sent = serve();
    stage(pages, at(wechat));
    await waitFor(() => expect(state('token')).toBe('failed'));
    expect(screen.getByText('错误码 40164')).toBeTruthy();
    expect(screen.getByText(/› IP 白名单，加上本服务器的出口 IP/, { selector: 'p' })).toBeTruthy();
    expect(sent.filter(({ name }) => name === 'account.check')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: '重新检查' }));
    await waitFor(() => expect(sent.filter(({ name }) => name === 'account.check')).toHaveLength(2));
  });

  test('whoever is not bound can bind themselves there, and then gets the card', async () => {
    let bound = false;
    const sent = serve((name) => {
      if (name === 'identity.bind') bound = true;
      return name === 'account.test' && !bound ? refusal('not_bound', '这个平台账号还没有绑定成员') : undefined;
    });
    stage(pages, at(wecom));
    fireEvent.click(await screen.findByRole('button', { name: '再发一张' }));
    fireEvent.click(await screen.findByRole('button', { name: '把我绑定到平台账号' }));
    const dialog = within(screen.getByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(/userid/), { target: { value: 'linxiaoyan' } });
    fireEvent.click(dialog.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(state('press')).toBe('waiting'));
    expect(last(sent, 'identity.bind')).toEqual({
      accountId: wecom.id,
      memberId: me.member.id,
      external: 'linxiaoyan',
    });
  });
});

test('a secret is never shown, only replaced; what was not touched is not sent', async () => {
  const sent = serve();
  stage(pages, at(wecom, 'settings'));
  expect(await screen.findAllByText(/已设置/)).toHaveLength(4);
  expect(screen.getByRole('button', { name: '保存' })).toHaveProperty('disabled', true);
  fireEvent.click(screen.getByRole('button', { name: '更换 Secret' }));
  fireEvent.change(screen.getByLabelText('Secret'), { target: { value: 'brand-new-secret' } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(last(sent, 'account.change')).toEqual({
      id: wecom.id,
      version: wecom.version,
      change: { secrets: { appSecret: 'brand-new-secret' } },
    }),
  );
  expect(await screen.findByText('已保存')).toBeTruthy();
  expect(await screen.findAllByText(/已设置/)).toHaveLength(4);
});

test('templates: a keyword as the platform writes it, and what is switched off is not sent', async () => {
  const sent = serve();
  stage(pages, at(wechat, 'messages'));
  fireEvent.change(await screen.findByLabelText('处理人'), { target: { value: '{{name5.DATA}}' } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(last(sent, 'account.change')).toMatchObject({
      change: {
        values: {
          subscriptions: [
            {
              topic: 'progress',
              templateId: 'Tq8c_progress_0001',
              keys: { title: 'thing1', status: 'phrase2', time: 'time3', handler: 'name5' },
            },
          ],
        },
      },
    }),
  );
});

test('the contacts are read: counts, problems, and the way to the leavers’ work', async () => {
  const sent = serve();
  stage(pages, at(wecom, 'people'));
  fireEvent.click(await screen.findByRole('button', { name: '立即同步' }));
  expect(await screen.findByText(/新增 2 人，更新 5 人，离职 1 人/)).toBeTruthy();
  expect(screen.getByText('2 处需要留意')).toBeTruthy();
  expect(screen.getByRole('link', { name: '去交接离职的人的工单' }).getAttribute('href')).toBe('/handover');
  expect(last(sent, 'account.sync')).toEqual({ id: wecom.id });
});

test('who is who: leavers are marked, unbinding asks first', async () => {
  const sent = serve();
  stage(pages, at(wecom, 'people'));
  expect((await screen.findAllByText('已离职')).length).toBeGreaterThan(0);
  fireEvent.click(screen.getAllByRole('button', { name: '解除「李建国」的绑定' })[0] as HTMLElement);
  expect(last(sent, 'identity.unbind')).toBeUndefined();
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText(/lijianguo 将不再收到通知/)).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: '解除绑定' }));
  await waitFor(() => expect(last(sent, 'identity.unbind')).toEqual({ accountId: wecom.id, external: 'lijianguo' }));
});

test('binding somebody: chosen from the members, named as the platform does', async () => {
  const sent = serve((name) =>
    name === 'identity.bind' ? refusal('bound_elsewhere', '已绑定到 王芳，请先解除') : undefined,
  );
  stage(pages, at(wecom, 'people'));
  fireEvent.click(await screen.findByRole('button', { name: '绑定成员' }));
  const dialog = within(screen.getByRole('dialog'));
  fireEvent.click(await dialog.findByLabelText(/赵强/));
  fireEvent.change(dialog.getByLabelText(/userid/), { target: { value: '赵 强' } });
  expect(dialog.getByRole('button', { name: '保存' })).toHaveProperty('disabled', true);
  fireEvent.change(dialog.getByLabelText(/userid/), { target: { value: 'zhaoqiang' } });
  fireEvent.click(dialog.getByRole('button', { name: '保存' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('已绑定到 王芳');
  expect(last(sent, 'identity.bind')).toMatchObject({ external: 'zhaoqiang' });
});

test('retiring names what it stops, and sends the version that was seen', async () => {
  const sent = serve();
  stage(pages, at(wecom));
  const menu = await screen.findByRole('button', { name: `${wecom.name} 的操作` });
  fireEvent.keyDown(menu, { key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: '停用' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/不再从这里发通知/)).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: '停用' }));
  await waitFor(() => expect(last(sent, 'account.retire')).toEqual({ id: wecom.id, version: wecom.version }));
});

test('an address of no connection says so', async () => {
  serve();
  stage(pages, { at: '/connections/acct0000000000009999' });
  expect(await screen.findByText('没有这个连接')).toBeTruthy();
});
