/** @jest-environment jsdom */
// Template cards as they are drawn, and what a finger on them sends.
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { TemplateCard } from './model';
import { Language } from './setting';
import { WecomCard } from './WecomCard';

afterEach(cleanup);
const nameOf = (userid: string) => ({ tech2: '刘洋' })[userid] ?? userid;

function draw(card: TemplateCard, more: { sending?: string; pressable?: boolean; lang?: 'zh' | 'en' } = {}) {
  const presses: unknown[] = [];
  const onPress = (key: string, selected: unknown) => presses.push({ key, selected });
  render(
    <Language.Provider value={more.lang ?? 'zh'}>
      <WecomCard
        card={card}
        sending={more.sending ?? null}
        nameOf={nameOf}
        {...(more.pressable !== false && { onPress })}
      />
    </Language.Provider>,
  );
  return presses;
}
const offer: TemplateCard = {
  card_type: 'button_interaction',
  source: { desc: '新工单可抢', desc_color: 2 },
  main_title: { title: '#1024 厨房水管漏水' },
  quote_area: { type: 0, quote_text: '一直滴水' },
  horizontal_content_list: [
    { keyname: '位置', value: '1号楼 301' },
    { keyname: '处理人', type: 3, userid: 'tech2' },
    { keyname: '附件', type: 1, value: '照片', url: 'https://paidan.example/p' },
  ],
  card_action: { type: 1, url: 'https://paidan.example/go/1' },
  task_id: 't1',
  button_list: [
    { text: '接单', style: 1, key: 'accept' },
    { text: '转派', style: 2, key: 'move' },
    { text: '查看', style: 9, type: 1, url: 'https://paidan.example/go/1' },
  ],
};

test('source, title, quote, facts and buttons', () => {
  draw(offer);
  expect(screen.getByText('新工单可抢').className).toContain('tone2');
  expect(screen.getByRole('heading', { name: /#1024 厨房水管漏水/ })).toBeTruthy();
  expect(screen.getByText('一直滴水').closest('blockquote')).not.toBeNull();
  expect(screen.getByText('处理人').nextSibling?.textContent).toBe('刘洋');
  expect(screen.getByRole('link', { name: '照片' }).getAttribute('href')).toBe('https://paidan.example/p');
  expect(screen.getAllByRole('button').map(({ className }) => className)).toEqual([
    'card-button look1',
    'card-button look2',
  ]);
  const view = screen.getByRole('link', { name: /^查看/ });
  expect([view.getAttribute('target'), view.getAttribute('rel'), view.className]).toEqual([
    '_blank',
    'noreferrer',
    'card-button look1',
  ]);
});

test('a press tells its key', () => {
  const presses = draw(offer);
  fireEvent.click(screen.getByRole('button', { name: '接单' }));
  expect(presses).toEqual([{ key: 'accept', selected: [] }]);
});

test('while one press is under way it says so, and no other is taken', () => {
  const presses = draw(offer, { sending: 'accept' });
  expect(screen.getByRole('button', { name: '发送中…' }).getAttribute('aria-busy')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: '转派' }));
  expect(presses).toEqual([]);
});

test('after an update the words stand in place of the buttons', () => {
  draw({ ...offer, replace_text: '已被刘洋接单' });
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.getByText('已被刘洋接单').className).toContain('replaced');
});

test('a group has no way back', () => {
  const presses = draw(offer, { pressable: false });
  fireEvent.click(screen.getByRole('button', { name: '接单' }));
  expect(presses).toEqual([]);
});

test('a notice leads where it says, shows its figure and its jumps', () => {
  draw({
    card_type: 'text_notice',
    emphasis_content: { title: '14:30', desc: '响应时限' },
    sub_title_text: '紧急',
    jump_list: [
      { type: 1, title: '查看工单', url: 'https://paidan.example/go/2' },
      { type: 1, title: '坏的', url: 'javascript:alert(1)' },
    ],
    card_action: { type: 1, url: 'https://paidan.example/go/1' },
  });
  expect(screen.getByText('14:30').tagName).toBe('STRONG');
  expect(screen.getByRole('link', { name: /^紧急/ }).getAttribute('href')).toBe('https://paidan.example/go/1');
  expect(screen.getByRole('link', { name: /^查看工单/ })).toBeTruthy();
  expect(screen.queryByText('坏的')).toBeNull();
});

test('a vote sends what is ticked, several where several may be', () => {
  const vote = (mode: number): TemplateCard => ({
    card_type: 'vote_interaction',
    main_title: { title: '哪天' },
    checkbox: {
      question_key: 'day',
      mode,
      option_list: [
        { id: 'a', text: '周四', is_checked: true },
        { id: 'b', text: '周五' },
      ],
    },
    submit_button: { text: '提交', key: 'go' },
  });
  const one = draw(vote(0));
  fireEvent.click(screen.getByRole('radio', { name: '周五' }));
  fireEvent.click(screen.getByRole('button', { name: '提交' }));
  expect(one).toEqual([{ key: 'go', selected: [{ question_key: 'day', option_ids: ['b'] }] }]);
  cleanup();
  const several = draw(vote(1));
  fireEvent.click(screen.getByRole('checkbox', { name: '周五' }));
  fireEvent.click(screen.getByRole('button', { name: '提交' }));
  expect(several).toEqual([{ key: 'go', selected: [{ question_key: 'day', option_ids: ['a', 'b'] }] }]);
});

test('lists to pick from start at what is selected, else at the first', () => {
  const options = [
    { id: '1', text: '上午' },
    { id: '2', text: '下午' },
  ];
  const presses = draw({
    card_type: 'multiple_interaction',
    main_title: { title: '何时' },
    select_list: [
      { question_key: 'a', title: '时段', selected_id: '2', option_list: options },
      { question_key: 'b', title: '备选', option_list: options },
    ],
    submit_button: { text: '确定', key: 'go' },
  });
  fireEvent.change(screen.getByRole('combobox', { name: '备选' }), { target: { value: '2' } });
  fireEvent.click(screen.getByRole('button', { name: '确定' }));
  expect(presses).toEqual([
    {
      key: 'go',
      selected: [
        { question_key: 'a', option_ids: ['2'] },
        { question_key: 'b', option_ids: ['2'] },
      ],
    },
  ]);
});

test('the corner menu presses, too', () => {
  const presses = draw({
    card_type: 'text_notice',
    main_title: { title: '日报' },
    source: { desc: '派单' },
    action_menu: { desc: '更多操作', action_list: [{ text: '不再接收', key: 'mute' }] },
  });
  fireEvent.click(screen.getByRole('button', { name: '不再接收', hidden: true }));
  expect(presses).toEqual([{ key: 'mute', selected: [] }]);
});

test('news: a picture of elsewhere is named, not fetched; lines below', () => {
  draw({
    card_type: 'news_notice',
    main_title: { title: '停水通知', desc: '1号楼' },
    card_image: { url: 'https://elsewhere.example/a.png' },
    vertical_content_list: [{ title: '今晚 22:00', desc: '请提前储水' }],
  });
  const card = screen.getByRole('article', { name: '停水通知' });
  expect(card.querySelector('img')).toBeNull();
  expect(within(card).getByText(/elsewhere\.example/)).toBeTruthy();
  expect(within(card).getByText('请提前储水')).toBeTruthy();
});
