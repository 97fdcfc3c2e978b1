import { fireEvent, screen, waitFor } from '@testing-library/react';
import { deliveries } from '../../../test/fake/channels';
import { serve, stage } from '../../../test/stage';
import DeliveriesPage from './DeliveriesPage';

const asked = (sent: ReturnType<typeof serve>) =>
  sent.filter(({ name, input }) => name === 'delivery.list' && input.limit !== 1).at(-1)?.input;
const tabs = () => [...document.querySelectorAll('button[aria-pressed]')].map((each) => each.textContent);

test('failures stand first and are shown first, in words with their code', async () => {
  const sent = serve();
  stage(<DeliveriesPage />, { at: '/deliveries' });
  expect((await screen.findAllByText('服务器 IP 不在可信 IP 里')).length).toBeGreaterThan(0);
  expect(screen.getAllByText('错误码 60020').length).toBeGreaterThan(0);
  expect(asked(sent)).toMatchObject({ state: 'buried' });
  expect(tabs()[0]).toContain('失败');
  const link = screen.getAllByRole('link', { name: /#1042/ })[0];
  expect(link?.getAttribute('href')).toBe(`/tickets/${deliveries[0]?.ticket.id}`);
});

test('without failures everything is shown; a state is chosen by its tab and kept in the address', async () => {
  const sent = serve((name, input) =>
    name === 'delivery.list' && (input as { state?: string }).state === 'buried'
      ? { status: 200, body: { items: [] } }
      : undefined,
  );
  stage(<DeliveriesPage />, { at: '/deliveries' });
  await waitFor(() => expect(asked(sent)).toEqual({ limit: 50 }));
  fireEvent.click(screen.getByRole('button', { name: '并入汇总' }));
  await waitFor(() => expect(asked(sent)).toMatchObject({ state: 'merged' }));
  expect(screen.getByTestId('where').textContent).toBe('/deliveries?state=merged');
  fireEvent.click(screen.getByRole('button', { name: '失败' }));
  expect(await screen.findByText('没有失败的通知')).toBeTruthy();
});

test('only what failed or never arrived can be sent again', async () => {
  const sent = serve();
  stage(<DeliveriesPage />, { at: '/deliveries?state=all' });
  await screen.findAllByText('#1034');
  const again = screen.getAllByRole('button', { name: /重新发给/ });
  const names = new Set(again.map((each) => each.getAttribute('aria-label')));
  expect([...names]).toEqual([
    '把 #1042 的通知重新发给李建国',
    '把 #1041 的通知重新发给群',
    '把 #1035 的通知重新发给周敏',
  ]);
  fireEvent.click(again[0] as HTMLElement);
  await waitFor(() =>
    expect(sent.find(({ name }) => name === 'delivery.resend')?.input).toEqual({ id: deliveries[0]?.id }),
  );
  expect(await screen.findByText('已重新排队，几秒内发出')).toBeTruthy();
});

test('the list goes on page by page', async () => {
  const sent = serve((name, input) => {
    if (name !== 'delivery.list') return undefined;
    const { cursor } = input as { cursor?: string };
    const items = cursor === undefined ? deliveries.slice(0, 4) : deliveries.slice(4);
    return { status: 200, body: { items, ...(cursor === undefined && { next: 'more' }) } };
  });
  stage(<DeliveriesPage />, { at: '/deliveries?state=all' });
  fireEvent.click(await screen.findByRole('button', { name: '加载更多' }));
  expect((await screen.findAllByText('#1034')).length).toBeGreaterThan(0);
  expect(asked(sent)).toMatchObject({ cursor: 'more' });
});

test('what waits for the morning says so, and nothing of another try; what failed says when it is tried again', async () => {
  const [first] = deliveries;
  if (first === undefined) throw new Error('no deliveries');
  const availableAt = Date.now() + 8 * 3_600_000;
  const waiting = { ...first, state: 'pending' as const, availableAt, error: null, attempts: 0, held: true };
  const items = [waiting, { ...waiting, id: `${first.id.slice(0, -1)}z`, attempts: 2, held: false }];
  serve((name) => (name === 'delivery.list' ? { status: 200, body: { items } } : undefined));
  stage(<DeliveriesPage />, { at: '/deliveries?state=pending' });
  expect((await screen.findAllByText(/^免打扰时段，.+ 发送$/)).length).toBeGreaterThan(0);
  expect(screen.getAllByText(/ 再试$/).length).toBe(screen.getAllByText(/^免打扰时段/).length);
});

test('a failure to read says so and can be tried again', async () => {
  let broken = true;
  serve((name) =>
    broken && name === 'delivery.list'
      ? { status: 500, body: { error: { code: 'fault', message: '系统出错了', requestId: 'r7' } } }
      : undefined,
  );
  stage(<DeliveriesPage />, { at: '/deliveries?state=all' });
  expect((await screen.findByRole('alert')).textContent).toContain('r7');
  broken = false;
  fireEvent.click(screen.getByText('重试'));
  expect((await screen.findAllByText('#1042')).length).toBeGreaterThan(0);
});
