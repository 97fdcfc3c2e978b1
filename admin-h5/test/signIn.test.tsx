import { fireEvent, screen, waitFor } from '@testing-library/react';
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
