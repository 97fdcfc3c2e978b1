import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { SignIn } from '../src/features/session/SignIn';
import { me } from './fake/data';
import { serve, stage } from './stage';

const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = () => fireEvent.click(screen.getByRole('button', { name: '登录' }));

beforeEach(() => localStorage.clear());

test('empty fields are named, and nothing is sent', () => {
  const sent = serve();
  stage(<SignIn onIn={jest.fn()} />);
  fill('账号', 'lin');
  press();
  expect(screen.getAllByText('请填写')).toHaveLength(2);
  expect(sent).toHaveLength(0);
  expect(document.activeElement).toBe(screen.getByLabelText('组织代码'));
});

test.each([
  ['wrong', '组织、账号或密码不正确'],
  ['locked', '尝试次数过多，请 15 分钟后再试'],
])('password %s: %s', async (password, words) => {
  serve();
  const onIn = jest.fn();
  stage(<SignIn onIn={onIn} />);
  fill('组织代码', 'jinjiang');
  fill('账号', 'lin');
  fill('密码', password);
  press();
  expect((await screen.findByRole('alert')).textContent).toContain(words);
  expect(onIn).not.toHaveBeenCalled();
});

test('the organization is remembered, the password is not', async () => {
  serve();
  const onIn = jest.fn();
  stage(<SignIn onIn={onIn} />);
  fill('组织代码', ' jinjiang ');
  fill('账号', 'lin');
  fill('密码', 'secret99');
  press();
  await waitFor(() => expect(onIn).toHaveBeenCalledWith(me));
  expect(JSON.stringify({ ...localStorage })).toContain('jinjiang');
  expect(JSON.stringify({ ...localStorage })).not.toContain('secret99');
});

describe('ways beside the password', () => {
  const way = () => screen.queryByRole('link', { name: '企业微信登录' });

  test('are shown for the organization that is typed, and go when another one is', async () => {
    const sent = serve();
    stage(<SignIn onIn={jest.fn()} />);
    expect(way()).toBeNull();
    fill('组织代码', 'jinjiang');
    await waitFor(() => expect(way()?.getAttribute('href')).toBe('/signin/wecom?org=jinjiang'));
    fill('组织代码', 'jinjian');
    await waitFor(() => expect(way()).toBeNull());
    fill('组织代码', '锦江');
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(sent.map(({ input }) => input.org)).not.toContain('锦江');
  });

  test('are shown at once for the organization that is remembered, and bring the address along', async () => {
    localStorage.setItem('paidan.org', '"jinjiang"');
    window.history.replaceState(null, '', '/admin/tickets/t1');
    serve();
    stage(<SignIn onIn={jest.fn()} />);
    await waitFor(() =>
      expect(way()?.getAttribute('href')).toBe('/signin/wecom?org=jinjiang&to=%2Fadmin%2Ftickets%2Ft1'),
    );
    window.history.replaceState(null, '', '/admin/');
  });

  test('never lead to another site; a failure says nothing', async () => {
    localStorage.setItem('paidan.org', '"jinjiang"');
    const items = [{ kind: 'wecom', name: '派单', url: 'https://evil.example/' }];
    const sent = serve((name) => (name === 'signin.options' ? { status: 200, body: { items } } : undefined));
    const { unmount } = stage(<SignIn onIn={jest.fn()} />);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(screen.queryByRole('link')).toBeNull();
    unmount();
    serve((name) =>
      name === 'signin.options' ? { status: 429, body: { error: { code: 'too_many', message: '太频繁' } } } : undefined,
    );
    stage(<SignIn onIn={jest.fn()} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
