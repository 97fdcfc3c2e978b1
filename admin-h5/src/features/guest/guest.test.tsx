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
  voices: [],
  phone: null,
  guest: { id: idOf('member', 90 + at), name: `访客000${at}`, blocked: false, reports: 1 },
  decided: null,
  history: [],
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
    // As the link's own page says it.
    expect(preview.getByText(/凭链接.*看进度、催办和补充；取消、验收和评价，用报修时的那部手机/)).toBeTruthy();
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
    const asked = within(await screen.findByRole('dialog', { name: '放行 1 条？' }));
    expect(asked.getByText('疏通下水道 1')).toBeTruthy();
    expect(of(sent, 'held.release')).toEqual([]);
    fireEvent.click(asked.getByRole('button', { name: '放行' }));
    expect(await screen.findByText('1 条已放行')).toBeTruthy();
    expect(of(sent, 'held.release')).toEqual([{ ids: [items[0]?.id] }]);
  });

  test('what was said can be heard, where nothing was written', async () => {
    const note = { file: idOf('file', 7), seconds: 9 };
    serve((name) =>
      name === 'held.list' ? yes({ items: [held(4, { words: [], voices: [note] })], waiting: 1 }) : undefined,
    );
    stage(<HeldPage />, { at: '/held' });
    const player = await screen.findByLabelText(/9/, { selector: 'audio' });
    expect(player.getAttribute('src')).toContain(note.file);
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
    // Said, and taken back together with the mark.
    expect(await screen.findByText('1 条已标为垃圾，提交的设备已停用')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(() => expect(of(sent, 'held.restore')).toEqual([{ ids: [items[0]?.id] }]));
  });

  test('who blocked a device, who let it in again, and when, stands under the report', async () => {
    const [dispatch, admin] = [
      { id: idOf('member', 1), name: '王磊' },
      { id: idOf('member', 2), name: '陈静' },
    ];
    const [then, later] = [Date.UTC(2026, 10, 3, 1, 5), Date.UTC(2026, 10, 4, 2, 10)];
    const history: HeldView['history'] = [
      { what: 'spammed', at: then, by: dispatch },
      { what: 'blocked', at: then, by: dispatch },
      { what: 'restored', at: later, by: admin },
      { what: 'unblocked', at: later, by: admin },
    ];
    serve((name, input) =>
      name === 'held.list' ? yes({ items: [held(1, { history }), held(2)], waiting: 2 }) : server(name, input),
    );
    stage(<HeldPage />, { at: '/held' });
    const list = await screen.findByRole('list', { name: '处理记录' });
    const lines = within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent?.replace(/\s+/g, ' '));
    expect(lines).toEqual([
      expect.stringMatching(/11.*3.* 王磊 标为垃圾$/),
      expect.stringMatching(/11.*3.* 王磊 停用设备$/),
      expect.stringMatching(/11.*4.* 陈静 撤销垃圾标记$/),
      expect.stringMatching(/11.*4.* 陈静 恢复设备$/),
    ]);
  });

  test('by keyboard: down, choose, down, choose, spam', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    await screen.findByText('疏通下水道 1');
    for (const key of ['j', 'x', 'j', 'x', 's']) fireEvent.keyDown(window, { key });
    await waitFor(() => expect(of(sent, 'held.spam')).toEqual([{ ids: [items[0]?.id, items[1]?.id] }]));
  });

  test('keys do nothing until a row is visibly chosen; the first j chooses the first', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    const row = (at: number) => screen.getByText(`疏通下水道 ${at}`).closest('li') as HTMLElement;
    await screen.findByText('疏通下水道 1');
    for (const key of ['r', 's', 'x', 'u']) fireEvent.keyDown(window, { key });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.querySelector('[aria-current]')).toBeNull();
    fireEvent.keyDown(window, { key: 'j' });
    expect(row(1).getAttribute('aria-current')).toBe('true');
    expect(document.activeElement).toBe(row(1));
    fireEvent.keyDown(window, { key: 's' });
    // Nothing else has been sent before this one.
    await waitFor(() => expect(of(sent, 'held.spam')).toEqual([{ ids: [items[0]?.id] }]));
    await screen.findByText('1 条已标为垃圾');
    expect(of(sent, 'held.release')).toEqual([]);
    // One stands on the next, and u takes the last mark back.
    await waitFor(() => expect(row(2).getAttribute('aria-current')).toBe('true'));
    fireEvent.keyDown(window, { key: 'u' });
    await waitFor(() => expect(of(sent, 'held.restore')).toEqual([{ ids: [items[0]?.id] }]));
  });

  test('releasing by key asks, with the answer under Enter', async () => {
    const sent = serve(server);
    stage(<HeldPage />, { at: '/held' });
    await screen.findByText('疏通下水道 1');
    for (const key of ['j', 'j', 'r']) fireEvent.keyDown(window, { key });
    const asked = within(await screen.findByRole('dialog', { name: '放行 1 条？' }));
    const yesButton = asked.getByRole('button', { name: '放行' });
    expect(document.activeElement).toBe(yesButton);
    expect(of(sent, 'held.release')).toEqual([]);
    fireEvent.click(yesButton);
    await waitFor(() => expect(of(sent, 'held.release')).toEqual([{ ids: [items[1]?.id] }]));
  });

  test('the number is masked, and shown for a reason that is chosen, before anything is decided', async () => {
    const sent = serve((name, input) => {
      if (name === 'held.list') return yes({ items: [held(1, { phone: '138****2222' })], waiting: 1 });
      return name === 'held.phone' ? yes({ phone: '13811112222' }) : server(name, input);
    });
    stage(<HeldPage />, { at: '/held' });
    expect(await screen.findByText('138****2222')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '查看访客0001的号码' }));
    fireEvent.click(await screen.findByRole('button', { name: '查看号码' }));
    expect((await screen.findByRole('link', { name: '拨打 13811112222' })).getAttribute('href')).toBe(
      'tel:13811112222',
    );
    expect(of(sent, 'held.phone')).toEqual([{ id: items[0]?.id, reason: '回电核实' }]);
    expect(of(sent, 'held.release')).toEqual([]);
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
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '放行' }));
    expect(await screen.findByText('1 条没有成功：表单还有需要修改的地方')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '公开报修设置' })).toBeNull();
  });

  test('nothing waits: said', async () => {
    serve((name) => (name === 'held.list' ? yes({ items: [], waiting: 0 }) : undefined));
    stage(<HeldPage />, { at: '/held' });
    expect(await screen.findByText('没有等待确认的')).toBeTruthy();
  });
});
