import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { leavers } from '../../../test/fake/channels';
import { me } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import WorkPage from '../work/WorkPage';
import HandoverPage from './HandoverPage';

const open = async () => {
  fireEvent.click(await screen.findByRole('button', { name: '交接 郑浩然 的工单' }));
  return within(screen.getByRole('dialog'));
};

test('who has left, with their tickets, a few at first', async () => {
  serve();
  stage(<HandoverPage />, { at: '/handover' });
  expect(await screen.findByText(/7 张未完成/)).toBeTruthy();
  expect(screen.queryByText('#1036')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '显示全部 7 张' }));
  expect(screen.getByText('#1036').closest('a')?.getAttribute('href')).toBe(`/tickets/${leavers[0]?.tickets[6]?.id}`);
});

test('a successor is chosen, the reason is there already, what moves is said; what did not move says why', async () => {
  const sent = serve();
  stage(<HandoverPage />, { at: '/handover' });
  const dialog = await open();
  const send = dialog.getByRole('button', { name: '转交 7 张' });
  expect(send).toHaveProperty('disabled', true);
  // Whoever has left, or whose work it is, takes nothing over.
  fireEvent.click(await dialog.findByLabelText(/王芳/));
  expect(dialog.queryByRole('radio', { name: /郑浩然/ })).toBeNull();
  expect(dialog.getByText('将把 7 张工单从 郑浩然 转给 王芳')).toBeTruthy();
  fireEvent.click(send);
  expect(await screen.findByText('5 张已转给 王芳')).toBeTruthy();
  expect(screen.getByText('2 张没有转成')).toBeTruthy();
  expect(screen.getByText(/此人不能接这张工单/)).toBeTruthy();
  expect(sent.find(({ name }) => name === 'handover.move')?.input).toEqual({
    from: leavers[0]?.member.id,
    to: me.member.id.replace(/1$/, '3'),
    reason: '郑浩然 已离职，工单转交处理',
  });
});

test('without a reason nothing is sent; a refusal stands in the dialog', async () => {
  serve((name) =>
    name === 'handover.move'
      ? { status: 403, body: { error: { code: 'forbidden', message: '您没有这项权限' } } }
      : undefined,
  );
  stage(<HandoverPage />, { at: '/handover' });
  const dialog = await open();
  fireEvent.click(await dialog.findByLabelText(/王芳/));
  const send = dialog.getByRole('button', { name: '转交 7 张' });
  fireEvent.change(dialog.getByLabelText(/原因/), { target: { value: '  ' } });
  expect(send).toHaveProperty('disabled', true);
  fireEvent.change(dialog.getByLabelText(/原因/), { target: { value: '调岗' } });
  fireEvent.click(send);
  expect((await dialog.findByRole('alert')).textContent).toContain('您没有这项权限');
});

test('only those who can take tickets are offered, though others are members', async () => {
  const sent = serve();
  stage(<HandoverPage />, { at: '/handover' });
  const dialog = await open();
  await dialog.findByRole('radio', { name: /王芳/ });
  expect(dialog.getAllByRole('radio')).toHaveLength(4);
  // A resident, and a dispatcher.
  for (const name of [/周敏/, /林晓燕/]) expect(dialog.queryByRole('radio', { name })).toBeNull();
  expect(sent.some(({ name }) => name === 'member.list')).toBe(false);
});

test('where the first ticket can be given to nobody, the next one tells who could take it', async () => {
  let asked = 0;
  const refused = { status: 403, body: { error: { code: 'not_yours', message: '不归您处理' } } };
  const sent = serve((name) => (name === 'ticket.candidates' && ++asked === 1 ? refused : undefined));
  stage(<HandoverPage />, { at: '/handover' });
  const dialog = await open();
  expect(await dialog.findByRole('radio', { name: /赵强/ })).toBeTruthy();
  const about = sent.filter(({ name }) => name === 'ticket.candidates').map(({ input }) => input);
  expect(about).toEqual(leavers[0]?.tickets.slice(0, 2).map(({ id }) => ({ ticketId: id })));
});

describe('the to-dos', () => {
  test('say that work waits to be handed over', async () => {
    serve();
    stage(<WorkPage />, { at: '/work' });
    expect(await screen.findByText('2 位离职的同事手上还有 8 张工单')).toBeTruthy();
    expect(screen.getByRole('link', { name: '去交接' }).getAttribute('href')).toBe('/handover');
  });

  test('say nothing when there is nothing, and ask nothing for those who do not dispatch', async () => {
    const nothing = () => ({ status: 200, body: { items: [] } });
    serve((name) => (name === 'handover.list' ? nothing() : undefined));
    const { unmount } = stage(<WorkPage />, { at: '/work' });
    await waitFor(() => expect(screen.queryByRole('status', { name: '正在加载' })).toBeNull());
    expect(screen.queryByText('去交接')).toBeNull();
    unmount();
    const sent = serve();
    stage(<WorkPage />, { at: '/work', as: { ...me, member: { ...me.member, grants: ['ticket.work'] } } });
    await waitFor(() => expect(sent.some(({ name }) => name === 'work.list')).toBe(true));
    expect(sent.some(({ name }) => name === 'handover.list')).toBe(false);
  });
});
