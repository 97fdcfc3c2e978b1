import type { GuestRulesView, HeldView } from '@paidan/shared/contract/guest';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { idOf, me, template } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import HeldPage from './HeldPage';
import RulesPage from './RulesPage';

const view: GuestRulesView = { values: { ...CLOSED, contact: '13800138004' }, version: 3 };
const held = (at: number, more: Partial<HeldView> = {}): HeldView => ({
  id: idOf('held', at),
  state: 'held',
  at: Date.now() - 60_000,
  why: ['links'],
  template: { id: template.id, name: template.name },
  site: { id: idOf('site', 1), name: '锦江花园 / 中央花园' },
  asset: null,
  words: [`疏通下水道 ${at}`],
  photos: [],
  phone: null,
  guest: { id: idOf('member', 90 + at), name: `访客000${at}`, blocked: false, reports: 1 },
  decided: null,
  ticket: null,
  ...more,
});
const items = [held(1), held(2, { why: ['short'] }), held(3)];
const yes = (body: unknown) => ({ status: 200, body });
const done = (input: unknown, no: number | null) =>
  yes({ items: (input as { ids: string[] }).ids.map((id) => ({ id, done: true, no, message: null })) });
const of = (sent: ReturnType<typeof serve>, wanted: string) =>
  sent.filter(({ name }) => name === wanted).map(({ input }) => input);

describe('what the public may do', () => {
  const server = (name: string) => (name === 'guest.rules' ? yes(view) : undefined);

  test('each choice says at once what whoever scans will see; saved as a whole, under the version that was seen', async () => {
    const sent = serve((name, input) =>
      name === 'guest.changeRules' ? yes({ values: (input as { values: object }).values, version: 4 }) : server(name),
    );
    stage(<RulesPage />, { at: '/public' });
    const preview = within(await screen.findByRole('region', { name: '扫码的人会看到' }));
    expect(preview.getByText(/这里暂时不能免登录报修/)).toBeTruthy();
    const save = screen.getByRole('button', { name: '保存' });
    expect(save).toHaveProperty('disabled', true);
    fireEvent.click(screen.getByRole('switch', { name: '允许免登录报修' }));
    expect(preview.getByText('还没有勾选模板：等于关闭')).toBeTruthy();
    fireEvent.click(await screen.findByRole('checkbox', { name: template.name.zh }));
    expect(await preview.findByText(new RegExp(`可以报：${template.name.zh}`))).toBeTruthy();
    expect(preview.getByText('电话可以不留')).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: '联系电话' }), { target: { value: 'never' } });
    expect(preview.getByText('不问电话')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('页面上的一句话'), { target: { value: '随手拍一张' } });
    expect(preview.getByText('随手拍一张')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('一个码'), { target: { value: '8' } });
    fireEvent.click(screen.getByRole('switch', { name: '太短' }));
    fireEvent.click(save);
    await waitFor(() => expect(of(sent, 'guest.changeRules')).toHaveLength(1));
    expect(of(sent, 'guest.changeRules')[0]).toEqual({
      version: 3,
      values: {
        ...view.values,
        on: true,
        templateIds: [template.id],
        phone: 'never',
        greeting: '随手拍一张',
        limits: { ...view.values.limits, label: 8 },
        holds: view.values.holds.filter((one) => one !== 'short'),
      },
    });
    expect(await screen.findByText('已保存')).toBeTruthy();
  });

  test('a wrong number is not sent, and says so', async () => {
    const sent = serve(server);
    stage(<RulesPage />, { at: '/public' });
    const phone = await screen.findByLabelText('联系电话（给扫码人）');
    fireEvent.change(phone, { target: { value: '打我' } });
    expect(screen.getByText('电话号码不对')).toBeTruthy();
    expect(screen.getByRole('button', { name: '保存' })).toHaveProperty('disabled', true);
    expect(of(sent, 'guest.changeRules')).toEqual([]);
  });

  test('what the phone number is worth is said, and where the labels are', async () => {
    serve(server);
    stage(<RulesPage />, { at: '/public' });
    expect(await screen.findByText(/目前没有短信通道，无法验证号码/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '去打印二维码' }).getAttribute('href')).toBe('/labels');
    expect(screen.getByRole('link', { name: '看可疑提交' }).getAttribute('href')).toBe('/held');
  });
});

describe('what waits', () => {
  const server = (name: string, input: unknown) => {
    if (name === 'held.list') {
      const { state = 'held' } = input as { state?: string };
      return yes({ items: state === 'held' ? items : [], waiting: 3 });
    }
    if (name === 'held.release') return done(input, 1042);
    if (name === 'held.spam' || name === 'held.restore') return done(input, null);
    return undefined;
  };

  test('who, where, why and what; one is released', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    const first = within((await screen.findByText('疏通下水道 1')).closest('li') as HTMLElement);
    expect(first.getByText('网址或加微信')).toBeTruthy();
    expect(first.getByText(/访客0001/)).toBeTruthy();
    expect(first.getByText(/中央花园/)).toBeTruthy();
    fireEvent.click(first.getByRole('button', { name: '放行' }));
    expect(await screen.findByText('1 条已放行')).toBeTruthy();
    expect(of(sent, 'held.release')).toEqual([{ ids: [items[0]?.id] }]);
  });

  test('several are spam at once, and one press takes it back', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    fireEvent.click(await screen.findByRole('checkbox', { name: '全选' }));
    const bar = within(screen.getByRole('checkbox', { name: '已选 3 条' }).closest('div') as HTMLElement);
    fireEvent.click(bar.getByRole('button', { name: '标为垃圾' }));
    const ids = items.map(({ id }) => id);
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(() => expect(of(sent, 'held.restore')).toEqual([{ ids }]));
    expect(of(sent, 'held.spam')).toEqual([{ ids }]);
  });

  test('a device is blocked only where that is asked', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    const first = within((await screen.findByText('疏通下水道 1')).closest('li') as HTMLElement);
    fireEvent.click(first.getByRole('button', { name: '标为垃圾并停用设备' }));
    await waitFor(() => expect(of(sent, 'held.spam')).toEqual([{ ids: [items[0]?.id], block: true }]));
  });

  test('by keyboard: down, choose, down, choose, spam', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    await screen.findByText('疏通下水道 1');
    for (const key of ['j', 'x', 'j', 'x', 's']) fireEvent.keyDown(window, { key });
    await waitFor(() => expect(of(sent, 'held.spam')).toEqual([{ ids: [items[1]?.id, items[2]?.id] }]));
  });

  test('what was not done says why; without the grant to rule, no way to the settings', async () => {
    serve((name, input) =>
      name === 'held.release'
        ? yes({ items: [{ id: items[0]?.id, done: false, no: null, message: '表单还有需要修改的地方' }] })
        : server(name, input),
    );
    const as = { ...me, member: { ...me.member, grants: ['ticket.dispatch' as const] } };
    stage(<HeldPage />, { at: '/held', as });
    const first = within((await screen.findByText('疏通下水道 1')).closest('li') as HTMLElement);
    fireEvent.click(first.getByRole('button', { name: '放行' }));
    expect(await screen.findByText('1 条没有成功：表单还有需要修改的地方')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '公开报修设置' })).toBeNull();
  });

  test('nothing waits: said', async () => {
    serve((name) => (name === 'held.list' ? yes({ items: [], waiting: 0 }) : undefined));
    stage(<HeldPage />, { at: '/held' });
    expect(await screen.findByText('没有等待确认的')).toBeTruthy();
  });
});
