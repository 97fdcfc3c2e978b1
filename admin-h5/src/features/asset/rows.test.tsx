import { fireEvent, screen, within } from '@testing-library/react';
import { assets } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import { DataTable } from '../../ui/DataTable';
import AssetsPage from './AssetsPage';

const name = assets[0]?.name as string;
const row = async () => (await screen.findByRole('table')).querySelector('tbody tr') as HTMLElement;
const dialog = () => screen.queryByRole('dialog');

describe('a row that lights up', () => {
  test('opens what its name opens, wherever it is pressed, and by the keyboard', async () => {
    serve();
    stage(<AssetsPage />);
    const first = await row();
    expect(first.className).toContain('hover:');
    fireEvent.click(first.querySelector('td:nth-child(3)') as HTMLElement);
    expect(dialog()?.textContent).toContain('保存');
    fireEvent.click(within(dialog() as HTMLElement).getByRole('button', { name: '取消' }));
    expect(dialog()).toBeNull();
    // What a keyboard finds: the name is a button.
    fireEvent.click(within(first).getByRole('button', { name }));
    expect(dialog()).toBeTruthy();
  });

  test('leaves its menu alone, and the dialogs that come from it', async () => {
    serve();
    stage(<AssetsPage />);
    const first = await row();
    fireEvent.keyDown(within(first).getByRole('button', { name: new RegExp(`${name}.+|.+${name}`) }), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('menuitem', { name: '停用' }));
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    fireEvent.click(within(dialog() as HTMLElement).getByRole('heading'));
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(dialog()?.textContent).not.toContain('保存');
  });

  test('a row that opens nothing does not', async () => {
    const columns = [{ name: '名称', cell: (each: string) => each }];
    stage(<DataTable name="表" rows={['一']} columns={columns} keyOf={(each) => each} menu={null} />);
    expect((await row()).className).not.toContain('hover:');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
