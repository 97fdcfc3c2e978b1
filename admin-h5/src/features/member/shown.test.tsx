import { fireEvent, screen, waitFor } from '@testing-library/react';
import { me, members, tickets } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import MembersPage from './MembersPage';

const NUMBER = '13811112222';
const shown = { status: 200, body: { phone: NUMBER } };
const asked = (sent: ReturnType<typeof serve>, name: string) => sent.filter((one) => one.name === name);
const [first] = members;
/** A list stands on the page twice, as a table and as cards; the style sheet shows one of them. */
const one = <T,>(all: readonly T[]): T => all[0] as T;

test('a number is masked until it is asked for, with a reason that is chosen already', async () => {
  const sent = serve((name) => (name === 'member.phone' ? shown : undefined));
  stage(<MembersPage />, { at: '/members' });
  fireEvent.click(one(await screen.findAllByRole('button', { name: `查看${first?.name}的号码` })));
  expect(asked(sent, 'member.phone')).toEqual([]);
  fireEvent.click(await screen.findByRole('button', { name: '查看号码' }));
  const link = one(await screen.findAllByRole('link', { name: `拨打 ${NUMBER}` }));
  expect(link.getAttribute('href')).toBe(`tel:${NUMBER}`);
  expect(asked(sent, 'member.phone').map(({ input }) => input)).toEqual([{ id: first?.id, reason: '工作联系' }]);
});

test('another reason has to be written; a refusal is said where it was asked, and shows nothing', async () => {
  const body = { error: { code: 'too_many', message: '太频繁了，请稍后再试', requestId: 'r' } };
  const sent = serve((name) => (name === 'member.phone' ? { status: 429, body } : undefined));
  stage(<MembersPage />, { at: '/members' });
  fireEvent.click(one(await screen.findAllByRole('button', { name: `查看${first?.name}的号码` })));
  fireEvent.click(await screen.findByRole('radio', { name: '其他原因' }));
  const button = screen.getByRole('button', { name: '查看号码' }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  fireEvent.change(screen.getByRole('textbox', { name: '其他原因' }), { target: { value: ' 停水通知 ' } });
  fireEvent.click(button);
  expect(await screen.findByText('太频繁了，请稍后再试')).toBeTruthy();
  expect(asked(sent, 'member.phone')[0]?.input.reason).toBe('停水通知');
  expect(screen.queryByRole('link', { name: /拨打/ })).toBeNull();
});

test('whoever may read the list and has nobody to call sees the mask alone', async () => {
  serve(() => undefined);
  const as = { ...me, member: { ...me.member, grants: ['ticket.readAll' as const, 'member.read' as const] } };
  stage(<MembersPage />, { at: '/members', as });
  expect(await screen.findAllByText(first?.phone ?? 'none')).toBeTruthy();
  expect(screen.queryByRole('button', { name: `查看${first?.name}的号码` })).toBeNull();
});

test('who was shown whose number: by person and by day', async () => {
  const [ticket] = tickets;
  const by = { id: me.member.id, name: me.member.name };
  const about = { id: ticket?.id, no: ticket?.no, title: ticket?.title };
  const items = [
    { id: 'd1', at: Date.now(), by, of: 'ticket', member: null, ticket: about, reason: '回访' },
    {
      id: 'd2',
      at: Date.now(),
      by,
      of: 'handler',
      member: { id: first?.id, name: first?.name },
      ticket: about,
      reason: null,
    },
  ];
  const sent = serve((name, input) =>
    name === 'disclosure.list'
      ? { status: 200, body: { items: (input as { from?: number }).from ? [] : items } }
      : undefined,
  );
  stage(<MembersPage />, { at: '/members?tab=disclosures' });
  expect(await screen.findAllByText('回访')).toBeTruthy();
  expect(screen.getAllByText('联系处理人')).toBeTruthy();
  expect(screen.getAllByText(/报修人的号码/)).toBeTruthy();
  await waitFor(() => expect(screen.getByRole('option', { name: members[1]?.name ?? '' })).toBeTruthy());
  fireEvent.change(screen.getByLabelText('谁看的', { selector: 'select' }), { target: { value: members[1]?.id } });
  await waitFor(() => expect(asked(sent, 'disclosure.list').at(-1)?.input.byId).toBe(members[1]?.id));
  fireEvent.change(screen.getByLabelText('哪一天'), { target: { value: '2026-11-23' } });
  await waitFor(() =>
    expect(asked(sent, 'disclosure.list').at(-1)?.input.from).toBe(Date.parse('2026-11-23T00:00:00+08:00')),
  );
  const { from, before } = one(asked(sent, 'disclosure.list').slice(-1)).input as { from: number; before: number };
  expect(before - from).toBe(86_400_000);
  expect(await screen.findByText(/没有找到|没有符合/)).toBeTruthy();
});

test('who took which list along, for whoever manages members alone', async () => {
  const by = { id: me.member.id, name: me.member.name };
  const note = { by, at: Date.now(), of: 'ticket', format: 'csv', filter: {} };
  const items = [
    { ...note, id: 'e1', rows: 120, whole: true },
    { ...note, id: 'e2', of: 'member', format: 'xlsx', rows: 7, whole: false },
    { ...note, id: 'e3', rows: null, whole: null },
  ];
  serve((name) => (name === 'export.list' ? { status: 200, body: { items } } : undefined));
  const page = stage(<MembersPage />, { at: '/members?tab=exports' });
  expect(await screen.findAllByText('120 行')).toBeTruthy();
  expect(screen.getAllByText('成员 · Excel')).toBeTruthy();
  expect(screen.getAllByText('7 行，没有导完')).toBeTruthy();
  expect(screen.getAllByText('没有结束')).toBeTruthy();
  page.unmount();
  const grants = me.member.grants.filter((grant) => grant !== 'member.manage');
  stage(<MembersPage />, { at: '/members?tab=exports', as: { ...me, member: { ...me.member, grants } } });
  expect(await screen.findAllByText(first?.name ?? '')).toBeTruthy();
  expect(screen.queryByText('导出记录')).toBeNull();
});
