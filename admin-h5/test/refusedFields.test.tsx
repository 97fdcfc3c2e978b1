// What the server finds wrong with a form stands at the field that it is about.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { MemberDialog } from '../src/features/member/MemberDialog';
import { TicketsPage } from '../src/features/ticket/TicketsPage';
import { serve, stage } from './stage';

const PHONE = '请写 5 到 20 位的电话号码';
const refused = (...issues: { path: string; message: string }[]) => ({
  status: 400,
  body: {
    error: {
      code: 'invalid',
      message: `请求内容不符合要求：${issues[0]?.message}`,
      data: { issues: issues.map((issue) => ({ ...issue, code: 'x' })) },
      requestId: 'r1',
    },
  },
});
const fillIn = async () => {
  fireEvent.change(screen.getByLabelText(/姓名/), { target: { value: '新人' } });
  fireEvent.change(screen.getByLabelText(/账号/), { target: { value: 'new1' } });
  fireEvent.input(screen.getByLabelText(/电话/), { target: { value: '123' } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
};

test('marked, with the words beneath, and the focus there; mended as it is written again', async () => {
  serve((name) => (name === 'member.create' ? refused({ path: 'phone', message: PHONE }) : undefined));
  stage(<MemberDialog member={null} onClose={() => {}} />);
  await fillIn();
  expect(await screen.findByText(PHONE)).toBeTruthy();
  const field = screen.getByLabelText(/电话/);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toContain(PHONE);
  expect(document.activeElement).toBe(field);
  expect(screen.getByText('标红的地方需要修改')).toBeTruthy();
  fireEvent.input(field, { target: { value: '13800138000' } });
  await waitFor(() => expect(screen.queryByText(PHONE)).toBeNull());
  expect(screen.queryByText('标红的地方需要修改')).toBeNull();
});

test('what is about no field of the form is said above it', async () => {
  serve((name) => (name === 'member.create' ? refused({ path: 'elsewhere', message: '没有地方' }) : undefined));
  stage(<MemberDialog member={null} onClose={() => {}} />);
  await fillIn();
  expect(await screen.findByText('请求内容不符合要求：没有地方')).toBeTruthy();
});

test('a torn link leads to no ticket, and is not tried again', async () => {
  serve((name) => (name.startsWith('ticket.') ? refused({ path: 'ticketId', message: '没有找到' }) : undefined));
  stage(
    <Routes>
      <Route path="tickets/:id?" element={<TicketsPage />} />
    </Routes>,
    { at: '/tickets/torn' },
  );
  expect((await screen.findByText('没有这张工单')).closest('[role=alert]')?.querySelector('button')).toBeNull();
});

test('what was typed is not lost by a click beside the dialog; Escape asks first', async () => {
  serve();
  const onClose = jest.fn();
  stage(<MemberDialog member={null} onClose={onClose} />);
  // The library listens from the next turn on.
  await new Promise((resolve) => setTimeout(resolve, 0));
  fireEvent.input(screen.getByLabelText(/姓名/), { target: { value: '新人' } });
  fireEvent.pointerDown(document.body);
  fireEvent.click(document.body);
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  expect(await screen.findByText('写的内容还没有保存，关闭就没有了')).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: '继续填写' }));
  expect(screen.getByLabelText(/姓名/)).toHaveProperty('value', '新人');
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  fireEvent.click(await screen.findByRole('button', { name: '不保存' }));
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('with nothing typed, a click beside it closes it', async () => {
  serve();
  const onClose = jest.fn();
  stage(<MemberDialog member={null} onClose={onClose} />);
  await new Promise((resolve) => setTimeout(resolve, 0));
  fireEvent.pointerDown(document.body);
  fireEvent.click(document.body);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});
