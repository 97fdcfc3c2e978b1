/** @jest-environment jsdom */
// Messages in a WeCom chat and WeChat's notices: cards with their outcome, words, the line that a recall leaves.
import { cleanup, render, screen } from '@testing-library/react';
import { Entry } from './Entry';
import { Beside, wayIn } from './links';
import type { Corp, CorpApp, Message } from './model';
import { SubscribeCard } from './SubscribeCard';

afterEach(cleanup);
const app: CorpApp = { agentId: 1, name: '派单', callback: null, dropped: 0 };
const corp: Corp = {
  corpId: 'ww1',
  name: '翠湖',
  departments: [],
  people: [{ userid: 'Tech1', name: '张伟', department: [1], active: true }],
  apps: [app],
  groups: [],
};
const message = (more: Partial<Message>): Message => {
  return { id: '1', msgid: 'm1', at: 0, from: 'app', type: 'text', recalled: false, ...more };
};
const card = {
  card_type: 'button_interaction',
  main_title: { title: '#1 漏水' },
  button_list: [{ text: '接单', key: 'accept' }],
};
const drawn = (more: Partial<Message>, inGroup = false) =>
  render(<Entry message={message(more)} corp={corp} owner={inGroup ? null : 'tech1'} app={inGroup ? null : app} />);

test('a recalled message is a grey line', () => {
  drawn({ type: 'card', card, recalled: true });
  expect(screen.getByText('派单撤回了一条消息')).toBeTruthy();
  expect(screen.queryByRole('article')).toBeNull();
});

test('own words stand on the own side', () => {
  const { container } = drawn({ from: 'user', text: '我的工单' });
  expect(container.querySelector('.row.mine .bubble')?.textContent).toBe('我的工单');
});

test.each([
  ['unanswered', '产品未响应'],
  ['refused', '产品拒绝了这次回调'],
] as const)('a press that was %s is told, also after a reload', (outcome, words) => {
  drawn({ type: 'card', card, pressed: { userid: 'tech1', key: 'accept', at: 0, outcome } });
  expect(screen.getByRole('status').textContent).toBe(words);
});

test('a press that is under way elsewhere shows as such', () => {
  drawn({ type: 'card', card, pressed: { userid: 'tech1', key: 'accept', at: 0, outcome: 'waiting' } });
  expect(screen.getByRole('button', { name: '发送中…' })).toBeTruthy();
});

test('a group: the robot speaks, mentions by name, whatever the case of the userid', () => {
  drawn({ text: '请看', mentions: ['tech1', 'nobody', '@all'] }, true);
  expect(screen.getByText('机器人')).toBeTruthy();
  expect(screen.getByText('@张伟')).toBeTruthy();
  expect(screen.getByText('@nobody')).toBeTruthy();
  expect(screen.getByText('@所有人')).toBeTruthy();
});

const wayTo = (page: string) => wayIn({ appid: 'wx1', openid: 'o1', org: 'cuihu', page });
const template = { title: '工单进度通知', page: 'pages/ticket?id=1', rows: [{ label: '状态', value: '已接单' }] };

test('a service notice leads into the mini-program where the product is near', () => {
  render(
    <Beside.Provider value={true}>
      <SubscribeCard template={template} name="翠湖报修" wayTo={wayTo} />
    </Beside.Provider>,
  );
  expect(screen.getByRole('heading', { name: '工单进度通知' })).toBeTruthy();
  expect(screen.getByText('状态').nextSibling?.textContent).toBe('已接单');
  expect(screen.getByRole('link', { name: '进入小程序查看' }).getAttribute('href')).toBe(
    '?appid=wx1&openid=o1&org=cuihu&page=pages%2Fticket%3Fid%3D1',
  );
});

test('and nowhere where it is not', () => {
  render(<SubscribeCard template={template} name="翠湖报修" wayTo={wayTo} />);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('进入小程序查看')).toBeTruthy();
});
