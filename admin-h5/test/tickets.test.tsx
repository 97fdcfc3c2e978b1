import type { TicketView } from '@paidan/shared/model/ticket';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { standsNow } from '../src/features/ticket/actions/standsNow';
import { TicketsPage } from '../src/features/ticket/TicketsPage';
import { hear } from '../src/lib/live';
import { en } from '../src/text/en';
import { words } from '../src/text/words';
import { idOf, tickets } from './fake/data';
import { serve, stage } from './stage';

const page = (
  <Routes>
    <Route path="tickets/:id?" element={<TicketsPage />} />
  </Routes>
);
const where = () => screen.getByTestId('where').textContent;
const asked = (sent: ReturnType<typeof serve>) => sent.filter(({ name }) => name === 'ticket.list').at(-1)?.input;
const one = (phase: string) => tickets.find((ticket) => ticket.phase === phase)?.id as string;

beforeEach(() => localStorage.clear());

test('the address filters the list, and the list writes the address', async () => {
  const sent = serve();
  stage(page, { at: '/tickets?phase=open&priority=urgent' });
  expect((await screen.findAllByText('厨房水管爆裂，水已经流到走廊')).length).toBeGreaterThan(0);
  expect(screen.queryByText('地下车库照明整排不亮')).toBeNull();
  expect(asked(sent)).toMatchObject({ phase: ['open'], priority: ['urgent'], order: 'newest' });
  fireEvent.click(screen.getByRole('button', { name: /我处理的/ }));
  expect(where()).toBe('/tickets?view=handling&phase=open&priority=urgent');
  fireEvent.click(screen.getByRole('button', { name: /清除筛选/ }));
  expect(where()).toBe('/tickets?view=handling&phase=open');
  fireEvent.change(screen.getByLabelText('搜索编号、标题、描述'), { target: { value: '1041' } });
  await waitFor(() => expect(where()).toBe('/tickets?view=handling&phase=open&text=1041'));
});

test('the order is remembered', async () => {
  const sent = serve();
  stage(page, { at: '/tickets' });
  fireEvent.change(await screen.findByLabelText('排序'), { target: { value: 'due' } });
  await waitFor(() => expect(asked(sent)).toMatchObject({ order: 'due' }));
  expect(localStorage.getItem('paidan.order')).toBe('"due"');
});

test('a failure says why, with the request’s number, and can be tried again', async () => {
  let broken = true;
  serve((name) =>
    broken && name === 'ticket.list'
      ? { status: 500, body: { error: { code: 'fault', message: '系统出错了', requestId: 'r42' } } }
      : undefined,
  );
  stage(page, { at: '/tickets' });
  expect((await screen.findByRole('alert')).textContent).toContain('r42');
  broken = false;
  fireEvent.click(screen.getByText('重试'));
  expect((await screen.findAllByText('地下车库照明整排不亮')).length).toBeGreaterThan(0);
});

test('a new ticket waits behind a badge; a known one changes where it stands', async () => {
  const known = tickets[2];
  if (!known) throw new Error('no tickets');
  const fresh = { ...known, id: idOf('ticket', 999), no: 2000, title: '新来的工单' };
  let arrived = false;
  serve((name, input) => {
    if (!arrived) return undefined;
    if (name === 'ticket.list') return { status: 200, body: { items: [fresh, ...tickets] } };
    if (name === 'ticket.get' && (input as { ticketId: string }).ticketId === known.id)
      return { status: 200, body: { ticket: { ...known, title: '改过的标题' }, actions: [] } };
    return undefined;
  });
  stage(page, { at: '/tickets' });
  await screen.findAllByText(known.title);
  arrived = true;
  act(() => {
    for (const id of [known.id, fresh.id])
      hear({ no: 1, kind: 'ticket', id: id as never, seq: 9, type: 'ticket.created', at: 1 });
  });
  expect((await screen.findAllByText('改过的标题', {}, { timeout: 20_000 })).length).toBeGreaterThan(0);
  expect(screen.queryByText('新来的工单')).toBeNull();
  fireEvent.click(await screen.findByText(/1 条新工单/));
  expect((await screen.findAllByText('新来的工单')).length).toBeGreaterThan(0);
});

test('what is told while the list is still being read is looked at when the list stands', async () => {
  const known = tickets[2];
  if (!known) throw new Error('no tickets');
  serve((name, input) =>
    name === 'ticket.get' && (input as { ticketId: string }).ticketId === known.id
      ? { status: 200, body: { ticket: { ...known, title: '改过的标题' }, actions: [] } }
      : undefined,
  );
  stage(page, { at: '/tickets' });
  expect(screen.queryByText(known.title)).toBeNull();
  act(() => hear({ no: 1, kind: 'ticket', id: known.id as never, seq: 9, type: 'ticket.accepted', at: 1 }));
  expect((await screen.findAllByText('改过的标题')).length).toBeGreaterThan(0);
});

test('a line tells who reported it, how many pictures came along, and which earlier one may be the same', async () => {
  serve();
  stage(page, { at: '/tickets' });
  const line = (await screen.findAllByText('厨房水管爆裂，水已经流到走廊'))[0]?.closest('li') as HTMLElement;
  expect(within(line).getAllByText(tickets[1]?.requester.name ?? '-').length).toBeGreaterThan(0);
  expect(within(line).getAllByRole('img', { name: '3 张照片' }).length).toBeGreaterThan(0);
  expect(within(line).getAllByText('可能同 #1036').length).toBeGreaterThan(0);
  // Before anybody has it, it is named as everywhere else.
  expect(within(line).getAllByText('待派单').length).toBeGreaterThan(0);
  expect(screen.getAllByText(/^可能同/).length).toBe(within(line).getAllByText(/^可能同/).length);
});

describe('one ticket', () => {
  test('its next step stands out; what cannot be done says why', async () => {
    serve();
    stage(page, { at: `/tickets/${one('active')}` });
    expect((await screen.findByRole('button', { name: '到达签到' })).className).toContain('bg-accent');
    fireEvent.keyDown(screen.getByRole('button', { name: '更多操作' }), { key: 'Enter' });
    const menu = await screen.findByRole('menu');
    const complete = within(menu).getByRole('menuitem', { name: /完成/ });
    expect(complete.textContent).toContain('请先到现场签到');
    expect(complete.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(complete);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('assigning shows loads and sends the version that was seen', async () => {
    const sent = serve();
    stage(page, { at: `/tickets/${one('open')}` });
    fireEvent.click(await screen.findByRole('button', { name: '派单' }));
    const dialog = await screen.findByRole('dialog');
    const person = await within(dialog).findByRole('radio', { name: /王芳/ });
    expect(person.closest('label')?.textContent).toContain('手上 1 张');
    fireEvent.click(person);
    fireEvent.click(within(dialog).getByRole('button', { name: '派单' }));
    await waitFor(() =>
      expect(sent.find(({ name }) => name === 'ticket.assign')?.input).toMatchObject({
        memberId: idOf('member', 3),
        version: 6,
      }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('cancelling names what it touches and wants a reason', async () => {
    const sent = serve();
    stage(page, { at: `/tickets/${one('active')}` });
    fireEvent.keyDown(await screen.findByRole('button', { name: '更多操作' }), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('menuitem', { name: '取消工单' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('将取消 #1042，并从 李建国 的待办里移走');
    const button = within(dialog).getByRole('button', { name: '取消工单' });
    expect(button).toHaveProperty('disabled', true);
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '重复' } });
    fireEvent.click(button);
    await waitFor(() =>
      expect(sent.find(({ name }) => name === 'ticket.cancel')?.input).toMatchObject({ reason: '重复', version: 6 }),
    );
  });

  test('outside the fence, the distance is told and a reason lets one check in', async () => {
    Object.defineProperty(navigator, 'geolocation', {
      configurable: true,
      value: {
        getCurrentPosition: (done: (at: unknown) => void) =>
          done({ coords: { latitude: 30.7, longitude: 104.1, accuracy: 9 } }),
      },
    });
    const sent = serve();
    stage(page, { at: `/tickets/${one('active')}` });
    fireEvent.click(await screen.findByRole('button', { name: '到达签到' }));
    const dialog = await screen.findByRole('dialog');
    const go = within(dialog).getByRole('button', { name: '到达签到' });
    await waitFor(() => expect(go).toHaveProperty('disabled', false));
    fireEvent.click(go);
    expect((await within(dialog).findByRole('alert')).textContent).toContain('860');
    fireEvent.change(within(dialog).getByLabelText(/为什么在范围外签到/), { target: { value: '东门封闭' } });
    fireEvent.click(within(dialog).getByRole('button', { name: '仍要签到' }));
    await waitFor(() =>
      expect(sent.filter(({ name }) => name === 'ticket.arrive').at(-1)?.input).toMatchObject({ override: '东门封闭' }),
    );
  });

  describe('two dispatchers at once: whoever comes second reads what the first has done', () => {
    const open = tickets.find(({ phase }) => phase === 'open') as TicketView;
    const given = tickets.find(({ id }) => id === one('active')) as TicketView;
    const refused = (code: string) => ({
      status: 409,
      body: { error: { code, message: '工单当前的步骤不能做这个操作' } },
    });
    const assign = async (code: string, then: TicketView) => {
      let tried = false;
      serve((name) => {
        if (name === 'ticket.assign') {
          tried = true;
          return refused(code);
        }
        return name === 'ticket.get' && tried ? { status: 200, body: { ticket: then, actions: [] } } : undefined;
      });
      stage(page, { at: `/tickets/${open.id}` });
      fireEvent.click(await screen.findByRole('button', { name: '派单' }));
      const dialog = await screen.findByRole('dialog');
      fireEvent.click(await within(dialog).findByRole('radio', { name: /王芳/ }));
      fireEvent.click(within(dialog).getByRole('button', { name: '派单' }));
      return (await within(dialog).findByRole('alert')).textContent?.replace('▲', '');
    };
    const { node, assignee, work, phase } = given;
    const theirs: TicketView = { ...open, node, assignee, work, phase, acceptedAt: null, version: open.version + 1 };

    test('given to somebody', async () => {
      expect(await assign('wrong_step', theirs)).toBe(`刚刚有变化：已派给${assignee?.name}`);
    });
    test('and accepted', async () => {
      expect(await assign('stale', { ...theirs, acceptedAt: 1 })).toBe(`刚刚有变化：已被${assignee?.name}接单`);
    });
    test('put into the pool', async () => {
      const pool = { no: 9, node: open.node.id, kind: 'offer', handler: null, role: 'technician' } as const;
      expect(await assign('stale', { ...open, work: [pool] })).toBe('刚刚有变化：已放入抢单池');
    });
    test('cancelled', async () => {
      expect(await assign('ended', { ...open, phase: 'cancelled', work: [] })).toBe('刚刚有变化：工单已取消');
    });
    test('nothing that matters here: the refusal speaks for itself', async () => {
      expect(await assign('stale', { ...open, version: open.version + 1 })).toBe('工单当前的步骤不能做这个操作');
    });
    test('in English', async () => {
      const told = standsNow({ code: 'wrong_step', before: open, after: theirs }, words('en'), '');
      expect(en.ticket.justChanged(told ?? '')).toBe(`This has just changed: Assigned to ${assignee?.name}`);
    });
  });

  test('when somebody was faster, the ticket is read again and the dialog says so', async () => {
    const sent = serve((name) =>
      name === 'ticket.assign'
        ? { status: 409, body: { error: { code: 'stale', message: '工单刚刚有更新' } } }
        : undefined,
    );
    stage(page, { at: `/tickets/${one('open')}` });
    fireEvent.click(await screen.findByRole('button', { name: '派单' }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(await within(dialog).findByRole('radio', { name: /王芳/ }));
    const before = sent.filter(({ name }) => name === 'ticket.get').length;
    fireEvent.click(within(dialog).getByRole('button', { name: '派单' }));
    expect(await screen.findByText('内容刚刚有更新，已为您刷新，请再看一眼')).toBeTruthy();
    await waitFor(() => expect(sent.filter(({ name }) => name === 'ticket.get').length).toBeGreaterThan(before));
  });
});
