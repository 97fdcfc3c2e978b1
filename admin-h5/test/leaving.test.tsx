import type { GuestRulesView } from '@paidan/shared/contract/guest';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { Link, Route, Routes, useNavigate } from 'react-router';
import RulesPage from '../src/features/guest/RulesPage';
import { TicketsPage } from '../src/features/ticket/TicketsPage';
import { letGo } from '../src/lib/unsaved';
import { EditDialog } from '../src/ui/record/EditDialog';
import { tickets } from './fake/data';
import { serve, stage } from './stage';
import { picture, takeUploads } from './uploads';

const view: GuestRulesView = { values: CLOSED, version: 3 };
const where = () => screen.getByTestId('where').textContent;
const question = () => screen.findByRole('dialog', { name: '离开这一页？' });
const answered = (name: string) => async () => fireEvent.click(within(await question()).getByRole('button', { name }));
const discard = answered('不保存');
const goOn = answered('继续填写');
/** Whether the browser would ask before the tab is closed. */
const closing = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

function Ways() {
  const go = useNavigate();
  return (
    <>
      <Link to="/tickets">去工单</Link>
      <Link to="/public#greeting">同一页</Link>
      <button type="button" onClick={() => go(-1)}>
        后退
      </button>
    </>
  );
}

const onRules = () => {
  const sent = serve((name, input) => {
    if (name === 'guest.rules') return { status: 200, body: view };
    if (name === 'guest.changeRules')
      return { status: 200, body: { values: (input as { values: object }).values, version: 4 } };
    return undefined;
  });
  stage(
    <>
      <Ways />
      <RulesPage />
    </>,
    { at: '/public' },
  );
  return sent;
};
const write = async () =>
  fireEvent.change(await screen.findByLabelText('页面上的一句话'), { target: { value: '随手拍一张' } });
afterEach(letGo);

describe('a page on which something is not saved', () => {
  test('is left at once while nothing was written', async () => {
    onRules();
    await screen.findByLabelText('页面上的一句话');
    expect(closing()).toBe(false);
    fireEvent.click(screen.getByText('去工单'));
    expect(where()).toBe('/tickets');
  });

  test('asks, by link, by back, and before the tab closes; whoever stays has it all', async () => {
    onRules();
    await write();
    expect(closing()).toBe(true);
    for (const way of ['去工单', '后退']) {
      fireEvent.click(screen.getByText(way));
      await goOn();
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(where()).toBe('/public');
    }
    expect(screen.getByLabelText('页面上的一句话')).toHaveProperty('value', '随手拍一张');
    // Another place of the same page loses nothing.
    fireEvent.click(screen.getByText('同一页'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('is left when that was agreed, without another question', async () => {
    onRules();
    await write();
    fireEvent.click(screen.getByText('去工单'));
    await discard();
    await waitFor(() => expect(where()).toBe('/tickets'));
    expect(closing()).toBe(false);
  });

  test('asks nothing once it is saved', async () => {
    const sent = onRules();
    await write();
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(sent.some(({ name }) => name === 'guest.changeRules')).toBe(true));
    await waitFor(() => expect(closing()).toBe(false));
    fireEvent.click(screen.getByText('去工单'));
    expect(where()).toBe('/tickets');
  });
});

test('what is typed in a dialog is asked about as well, until the dialog is gone', async () => {
  serve();
  function Part() {
    const [open, setOpen] = useState(true);
    const close = () => setOpen(false);
    return (
      <>
        <Ways />
        {open && (
          <EditDialog title="部门" busy={false} refusal={null} ready onSave={close} onClose={close}>
            <input aria-label="名称" />
          </EditDialog>
        )}
      </>
    );
  }
  stage(<Part />, { at: '/members' });
  fireEvent.input(await screen.findByLabelText('名称'), { target: { value: '工程' } });
  expect(closing()).toBe(true);
  fireEvent.click(screen.getByText('后退'));
  await goOn();
  fireEvent.click(await screen.findByRole('button', { name: '保存' }));
  expect(closing()).toBe(false);
  fireEvent.click(screen.getByText('去工单'));
  expect(where()).toBe('/tickets');
});

test('photos of a remark that is not sent are asked about; its words are kept anyway', async () => {
  takeUploads();
  serve();
  const id = tickets.find(({ phase }) => phase === 'open')?.id;
  stage(
    <>
      <Link to="/elsewhere">走开</Link>
      <Routes>
        <Route path="tickets/:id?" element={<TicketsPage />} />
      </Routes>
    </>,
    { at: `/tickets/${id}` },
  );
  fireEvent.change(await screen.findByLabelText(/^写评论/), { target: { value: '配件已到' } });
  expect(closing()).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: '添加照片' }));
  const input = document.querySelector('input[type=file]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [picture('a')] } });
  await screen.findByLabelText('移除第 1 张照片');
  expect(closing()).toBe(true);
  fireEvent.click(screen.getByText('走开'));
  await goOn();
  expect(where()).toBe(`/tickets/${id}`);
  fireEvent.click(screen.getByRole('button', { name: '发送' }));
  await waitFor(() => expect(closing()).toBe(false));
});
