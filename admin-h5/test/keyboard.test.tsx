// What is done without a mouse: finding the way back from a dialog, giving a ticket to somebody, walking the sites.
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { Route, Routes } from 'react-router';
import { TicketsPage } from '../src/features/ticket/TicketsPage';
import { Dialog } from '../src/ui/Dialog';
import { PhotoRow } from '../src/ui/field/PhotoRow';
import { SiteField } from '../src/ui/field/SiteField';
import { Menu, MenuItem } from '../src/ui/Menu';
import { idOf, tickets } from './fake/data';
import { serve, stage } from './stage';

const open = tickets.find(({ phase }) => phase === 'open')?.id;
const focused = () => document.activeElement;
const press = (key: string) => fireEvent.keyDown(focused() as Element, { key });

describe('a dialog that is closed gives the focus back', () => {
  test('to the button that opened it', async () => {
    serve();
    stage(
      <Routes>
        <Route path="tickets/:id?" element={<TicketsPage />} />
      </Routes>,
      { at: `/tickets/${open}` },
    );
    const button = await screen.findByRole('button', { name: '派单' });
    act(() => button.focus());
    fireEvent.click(button);
    await screen.findByRole('dialog');
    press('Escape');
    await waitFor(() => expect(focused()).toBe(button));
  });

  test('to the picture, from the large one', async () => {
    stage(<PhotoRow ids={[idOf('file', 1), idOf('file', 2)]} />);
    const thumb = screen.getByRole('button', { name: '查看第 2 张照片' });
    act(() => thumb.focus());
    fireEvent.click(thumb);
    await screen.findByRole('dialog');
    press('Escape');
    await waitFor(() => expect(focused()).toBe(thumb));
  });

  function Opened({ gone }: { gone: boolean }) {
    const [shown, show] = useState(false);
    return (
      <main id="main" tabIndex={-1}>
        <Menu trigger={<button type="button">更多</button>}>
          <MenuItem onSelect={() => show(true)}>改</MenuItem>
        </Menu>
        {!(gone && shown) && (
          <button type="button" onClick={() => show(true)}>
            做
          </button>
        )}
        {shown && (
          <Dialog title="问" onClose={() => show(false)}>
            ?
          </Dialog>
        )}
      </main>
    );
  }
  test('to the button of the menu that it was chosen from', async () => {
    render(<Opened gone={false} />);
    const trigger = screen.getByRole('button', { name: '更多' });
    act(() => trigger.focus());
    press('Enter');
    fireEvent.click(await screen.findByRole('menuitem', { name: '改' }));
    await screen.findByRole('dialog');
    press('Escape');
    await waitFor(() => expect(focused()).toBe(trigger));
  });

  test('to the page, where what opened it is gone', async () => {
    render(<Opened gone />);
    const button = screen.getByRole('button', { name: '做' });
    act(() => button.focus());
    fireEvent.click(button);
    await screen.findByRole('dialog');
    press('Escape');
    await waitFor(() => expect(focused()?.id).toBe('main'));
  });
});

/** The dialog in which a ticket is given to somebody. */
async function assigning() {
  stage(
    <Routes>
      <Route path="tickets/:id?" element={<TicketsPage />} />
    </Routes>,
    { at: `/tickets/${open}` },
  );
  fireEvent.click(await screen.findByRole('button', { name: '派单' }));
  return within(await screen.findByRole('dialog'));
}

test('giving a ticket to somebody: the search has the focus, Enter marks the first and then takes whoever is marked', async () => {
  const sent = serve();
  const dialog = await assigning();
  const search = await dialog.findByRole('textbox');
  const marked = () =>
    dialog.queryAllByRole('radio', { checked: true }).map((each) => each.closest('label')?.textContent);
  expect(focused()).toBe(search);
  expect(marked()).toEqual([]);
  press('ArrowDown');
  press('ArrowDown');
  press('ArrowUp');
  const [first] = dialog.getAllByRole('radio');
  expect(first).toHaveProperty('checked', true);
  fireEvent.change(search, { target: { value: '芳' } });
  // Whoever was marked is out of sight: nobody is taken unseen.
  press('Enter');
  expect(marked()).toEqual([expect.stringContaining('王芳')]);
  expect(sent.some(({ name }) => name === 'ticket.assign')).toBe(false);
  press('Enter');
  await waitFor(() =>
    expect(sent.find(({ name }) => name === 'ticket.assign')?.input).toMatchObject({ memberId: idOf('member', 3) }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('Enter that ends a word in an input method takes nobody', async () => {
  serve();
  const dialog = await assigning();
  fireEvent.keyDown(await dialog.findByRole('textbox'), { key: 'Enter', isComposing: true });
  expect(dialog.queryAllByRole('radio', { checked: true })).toEqual([]);
});

test('the sites: down and up, right goes in, left out to where one was, Enter takes', async () => {
  serve();
  const chosen = jest.fn();
  stage(<SiteField value="" onChange={chosen} />);
  fireEvent.click(screen.getByRole('button', { name: '选择位置' }));
  const search = await screen.findByRole('searchbox');
  expect(focused()).toBe(search);
  const on = (code: string) => waitFor(() => expect(focused()?.textContent).toContain(code));
  await screen.findByText(/JJ$/);
  press('ArrowDown');
  await on('锦江花园');
  press('ArrowRight');
  await on('JJ-3');
  press('ArrowDown');
  await on('JJ-5');
  // There is nothing further down or inside.
  press('ArrowDown');
  press('ArrowRight');
  await on('JJ-5');
  press('ArrowUp');
  press('ArrowRight');
  await on('JJ-3-12');
  press('ArrowLeft');
  await on('3号楼');
  press('ArrowUp');
  expect(focused()).toBe(search);
  press('ArrowLeft');
  await on('锦江花园');
  fireEvent.click(focused() as Element);
  expect(chosen).toHaveBeenCalledWith(idOf('site', 1));
});
