import { NOTICE_KINDS } from '@paidan/shared/kinds';
import type { Preference } from '@paidan/shared/model/preference';
import { DEFAULTS } from '@paidan/shared/rules/notify/preference';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { me } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import { clockOf, GROUPS } from './kinds';
import PreferencesPage from './PreferencesPage';

const changes = (sent: ReturnType<typeof serve>) =>
  sent.filter(({ name }) => name === 'preference.change').map(({ input }) => input);
const section = async (name: string) => within(await screen.findByRole('region', { name }));

test('every kind stands in one group', () => {
  expect(GROUPS.flatMap(({ kinds }) => [...kinds]).sort()).toEqual([...NOTICE_KINDS].sort());
});

test.each([
  [0, '00:00'],
  [425, '07:05'],
  [1320, '22:00'],
])('%i is %s', (minutes, clock) => expect(clockOf(minutes)).toBe(clock));

test('a kind is switched off at once, saved when the choosing rests, and taken back by one press', async () => {
  const sent = serve();
  stage(<PreferencesPage />, { at: '/preferences' });
  const kinds = await section('收哪些通知');
  fireEvent.click(kinds.getByRole('switch', { name: '有新评论' }));
  fireEvent.click(kinds.getByRole('switch', { name: '工单关闭' }));
  expect(kinds.getByRole('switch', { name: '有新评论' })).toHaveProperty('checked', false);
  fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
  await waitFor(() => expect(changes(sent)).toHaveLength(2));
  expect(changes(sent)).toEqual([
    { of: 'me', version: 3, values: { flood: 4, muted: ['departed', 'arrived', 'commented', 'closed'] } },
    { of: 'me', version: 4, values: { flood: 4 } },
  ]);
  await waitFor(() => expect(kinds.getByRole('switch', { name: '有新评论' })).toHaveProperty('checked', true));
});

test('what must be heard, and what the organization has switched off, cannot be chosen, and say why', async () => {
  const effective: Preference = { ...DEFAULTS, muted: ['departed', 'arrived'] };
  const body = {
    values: { muted: ['departed'] },
    effective,
    above: effective,
    locked: ['departed', 'arrived'],
    version: 1,
  };
  const sent = serve((name) => (name === 'preference.get' ? { status: 200, body } : undefined));
  stage(<PreferencesPage />, { at: '/preferences' });
  const kinds = await section('收哪些通知');
  const assigned = kinds.getByRole('switch', { name: '工单派给了您' });
  fireEvent.click(assigned);
  expect(assigned).toHaveProperty('checked', true);
  expect(kinds.getAllByText(/不能关：/).length).toBeGreaterThan(0);
  const departed = kinds.getByRole('switch', { name: '师傅出发' });
  fireEvent.click(departed);
  expect(departed).toHaveProperty('checked', false);
  expect(kinds.getAllByText('全组织已关闭')).toHaveLength(2);
  expect(changes(sent)).toEqual([]);
});

test('what is off by the product’s default says so, and can be switched on', async () => {
  const sent = serve();
  stage(<PreferencesPage />, { at: '/preferences' });
  const kinds = await section('收哪些通知');
  expect(kinds.getByText('默认关闭 · 正在赶来')).toBeTruthy();
  expect(kinds.queryByText('全组织已关闭')).toBeNull();
  fireEvent.click(kinds.getByRole('switch', { name: '师傅出发' }));
  await waitFor(() =>
    expect(changes(sent)).toEqual([{ of: 'me', version: 3, values: { flood: 4, muted: ['arrived'] } }]),
  );
  await waitFor(() => expect(kinds.getByRole('switch', { name: '师傅出发' })).toHaveProperty('checked', true));
  expect(kinds.queryByText(/默认关闭/)).toBeNull();
});

test('one of two connections is preferred, for oneself or for all', async () => {
  const sent = serve();
  const { unmount } = stage(<PreferencesPage />, { at: '/preferences' });
  const mine = await section('从哪里收通知');
  expect(mine.getByRole('radio', { name: '企业微信' })).toHaveProperty('checked', true);
  fireEvent.click(mine.getByRole('radio', { name: '微信' }));
  await waitFor(() => expect(changes(sent)).toEqual([{ of: 'me', version: 3, values: { flood: 4, via: 'wechat' } }]));
  expect(await mine.findByText('已自定义')).toBeTruthy();
  unmount();
  stage(<PreferencesPage />, { at: '/preferences?of=organization' });
  fireEvent.click((await section('从哪里收通知')).getByRole('radio', { name: '微信' }));
  await waitFor(() =>
    expect(changes(sent).at(-1)).toEqual({ of: 'organization', version: 0, values: { via: 'wechat' } }),
  );
});

test('quiet hours say what they mean; switched off and on again they are as they were', async () => {
  const sent = serve();
  stage(<PreferencesPage />, { at: '/preferences' });
  const quiet = await section('免打扰时段');
  expect(quiet.getByText('22:00 至次日 07:00 只发紧急通知，其余在 07:00 汇总发送。')).toBeTruthy();
  fireEvent.change(quiet.getByLabelText('开始'), { target: { value: '780' } });
  fireEvent.change(quiet.getByLabelText('结束'), { target: { value: '840' } });
  expect(quiet.getByText('13:00 至 14:00 只发紧急通知，其余在 14:00 汇总发送。')).toBeTruthy();
  fireEvent.change(quiet.getByLabelText('结束'), { target: { value: '780' } });
  expect(quiet.getByText(/等于没有免打扰/)).toBeTruthy();
  fireEvent.click(quiet.getByRole('switch'));
  expect(quiet.getByText('全天都可能收到通知。')).toBeTruthy();
  await waitFor(() => expect(changes(sent).at(-1)).toMatchObject({ values: { quiet: null } }));
  fireEvent.click(quiet.getByRole('switch'));
  await waitFor(() => expect(changes(sent).at(-1)).toMatchObject({ values: { quiet: { from: 780, to: 840 } } }));
  // From an hour to the same was asked to be another, and was not sent meanwhile.
  expect(changes(sent)).not.toContainEqual(
    expect.objectContaining({ values: expect.objectContaining({ quiet: { from: 780, to: 780 } }) }),
  );
});

test('a number out of range is not sent; the range is said, and what still holds', async () => {
  const sent = serve();
  stage(<PreferencesPage />, { at: '/preferences' });
  const flood = await section('消息太多时合并');
  const field = flood.getByLabelText('10 分钟内最多几条');
  fireEvent.change(field, { target: { value: '0' } });
  fireEvent.blur(field);
  expect(flood.getByRole('alert').textContent).toContain('请写 1 到 100 的整数；现在仍是 4 条');
  expect(changes(sent)).toEqual([]);
  fireEvent.change(field, { target: { value: '5' } });
  await waitFor(() => expect(changes(sent)).toEqual([{ of: 'me', version: 3, values: { flood: 5 } }]));
  expect(flood.queryByRole('alert')).toBeNull();
});

test('what is one’s own can be given back', async () => {
  const sent = serve();
  stage(<PreferencesPage />, { at: '/preferences' });
  const flood = await section('消息太多时合并');
  expect(flood.getByText('已自定义')).toBeTruthy();
  fireEvent.click(flood.getByRole('button', { name: /改回跟随组织/ }));
  await waitFor(() => expect(changes(sent)).toEqual([{ of: 'me', version: 3, values: {} }]));
  expect(await flood.findByText('跟随组织')).toBeTruthy();
  expect(flood.getByLabelText('10 分钟内最多几条')).toHaveProperty('value', '6');
});

test.each([
  ['/preferences', /改回跟随组织/],
  ['/preferences?of=organization', /恢复默认/],
])('%s: quiet hours that are given back show the default at once, and nothing of what was begun', async (at, name) => {
  const sent = serve();
  stage(<PreferencesPage />, { at });
  const quiet = await section('免打扰时段');
  const said = '22:00 至次日 07:00 只发紧急通知，其余在 07:00 汇总发送。';
  expect(quiet.getByText(said)).toBeTruthy();
  const until = (to: string) => fireEvent.change(quiet.getByLabelText('结束'), { target: { value: to } });
  until('480');
  await waitFor(() => expect(changes(sent)).toHaveLength(1));
  await screen.findByText('已保存');
  // The same hour twice: shown with what is wrong, and no choice yet.
  until('1320');
  expect(quiet.getByText(/等于没有免打扰/)).toBeTruthy();
  fireEvent.click(quiet.getByRole('button', { name }));
  // Before the server has heard of it.
  expect(changes(sent)).toHaveLength(1);
  expect(quiet.getByText(said)).toBeTruthy();
  await waitFor(() => expect(changes(sent)).toHaveLength(2));
  expect(changes(sent)[1]?.values).not.toHaveProperty('quiet');
  await waitFor(() => expect(quiet.queryByRole('button', { name })).toBeNull());
  expect(quiet.getByText(said)).toBeTruthy();
});

test('a refusal puts back what holds, and says so', async () => {
  serve((name) =>
    name === 'preference.change'
      ? { status: 409, body: { error: { code: 'stale', message: '刚刚有更新' } } }
      : undefined,
  );
  stage(<PreferencesPage />, { at: '/preferences' });
  const kinds = await section('收哪些通知');
  fireEvent.click(kinds.getByRole('switch', { name: '有新评论' }));
  expect(await screen.findByText('没有保存：刚刚有更新')).toBeTruthy();
  await waitFor(() => expect(kinds.getByRole('switch', { name: '有新评论' })).toHaveProperty('checked', true));
});

test('whoever leaves the page at once has chosen all the same', async () => {
  const sent = serve();
  const { unmount } = stage(<PreferencesPage />, { at: '/preferences' });
  fireEvent.click((await section('收哪些通知')).getByRole('switch', { name: '有新评论' }));
  unmount();
  await waitFor(() => expect(changes(sent)).toHaveLength(1));
});

test('the organization’s choice is for those who run the platforms; it says what groups hear', async () => {
  const sent = serve();
  stage(<PreferencesPage />, { at: '/preferences?of=organization' });
  const groups = await section('群里听到哪些');
  expect(groups.getByRole('switch', { name: '新工单' })).toHaveProperty('checked', true);
  fireEvent.click(groups.getByRole('switch', { name: '派单' }));
  await waitFor(() =>
    expect(changes(sent)).toEqual([
      {
        of: 'organization',
        version: 0,
        values: { groups: ['created', 'offered', 'assigned', 'accepted', 'urged', 'overdue', 'cancelled'] },
      },
    ]),
  );
});

test('others see their own alone', async () => {
  serve();
  const member = { ...me.member, grants: ['ticket.work' as const] };
  stage(<PreferencesPage />, { at: '/preferences?of=organization', as: { ...me, member } });
  await section('免打扰时段');
  expect(screen.queryByRole('button', { name: '全组织' })).toBeNull();
  expect(screen.queryByRole('region', { name: '群里听到哪些' })).toBeNull();
});
