// One's own password: the old one is asked for, a wrong one is said, and this browser is signed in again with the new one.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { me } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import { BottomBar } from './BottomBar';
import OwnPassword from './OwnPassword';

const field = (label: string) => screen.getByLabelText(new RegExp(`^${label}`));
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });

test('set, and signed in again', async () => {
  const sent = serve((name) =>
    name === 'session.setPassword' || name === 'session.create' ? { status: 200, body: {} } : undefined,
  );
  const closed = jest.fn();
  stage(<OwnPassword onClose={closed} />);
  const save = await screen.findByRole('button', { name: '保存' });
  expect(save.hasAttribute('disabled')).toBe(true);
  type('原密码', 'paidan123');
  type('新密码', 'short');
  expect(save.hasAttribute('disabled')).toBe(true);
  type('新密码', 'a longer one');
  fireEvent.click(save);
  await waitFor(() => expect(closed).toHaveBeenCalled());
  expect(sent.map(({ name, input }) => [name, input]).filter(([name]) => String(name).startsWith('session.'))).toEqual([
    ['session.setPassword', { current: 'paidan123', password: 'a longer one' }],
    ['session.create', { org: me.tenant.code, login: me.member.login, password: 'a longer one' }],
  ]);
});

test('whoever has none, and comes in through a chat app, is offered none to change', async () => {
  serve();
  const bar = <BottomBar onPassword={() => {}} />;
  const { unmount } = stage(bar);
  fireEvent.click(await screen.findByRole('button', { name: '更多' }));
  expect(await screen.findByRole('button', { name: '修改密码' })).toBeTruthy();
  unmount();
  stage(bar, { as: { ...me, member: { ...me.member, hasPassword: false } } });
  fireEvent.click(await screen.findByRole('button', { name: '更多' }));
  expect(await screen.findByRole('button', { name: '退出登录' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '修改密码' })).toBeNull();
});

test('the old one is wrong: said, and nothing is lost', async () => {
  const error = { code: 'wrong_password', message: '原密码不正确', requestId: 'r1' };
  const sent = serve((name) => (name === 'session.setPassword' ? { status: 403, body: { error } } : undefined));
  stage(<OwnPassword onClose={() => {}} />);
  await screen.findByRole('button', { name: '保存' });
  type('原密码', 'a guess');
  type('新密码', 'a longer one');
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText('原密码不正确')).toBeTruthy();
  expect((field('新密码') as HTMLInputElement).value).toBe('a longer one');
  expect(sent.some(({ name }) => name === 'session.create')).toBe(false);
});
