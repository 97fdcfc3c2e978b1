import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { me, members } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import { Members } from './Members';

const [first] = members;
const asked = (sent: ReturnType<typeof serve>) => sent.filter((one) => one.name === 'member.erase');
const menuOf = async (name: string | undefined) => {
  const [button] = await screen.findAllByRole('button', { name: `${name} 的操作` });
  if (button === undefined) throw new Error('no menu');
  fireEvent.keyDown(button, { key: 'Enter' });
};

const other = members.find(({ id }) => id !== me.member.id);
const NAME = other?.name ?? '';
/** How far it is, before anything. */
const FAR = {
  ...{ version: 3, retired: false, accounts: 2, erased: false, work: null as string | null, reported: 4 },
  ...{ numbers: 5, events: 6, connections: 1, guessable: 0 },
};
const DONE = { numbers: 5, events: 6, connections: 1, guessable: 0 };
const opened = async () => {
  stage(<Members />, { at: '/members' });
  await menuOf(NAME);
  fireEvent.click(await screen.findByRole('menuitem', { name: '删除个人信息' }));
  await screen.findByText('工单文字和照片里写到、拍到的内容');
};
const button = (name = '删除个人信息') => screen.getByRole('button', { name }) as HTMLButtonElement;
const write = (text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: /^删除后无法恢复/ }), { target: { value: text } });
const steps = () =>
  screen.getAllByRole('listitem').flatMap((one) => {
    const mark = within(one).queryByRole('img');
    return mark === null ? [] : [`${mark.getAttribute('aria-label')} ${one.textContent}`];
  });

test('all that it will do is said first; nothing goes before the name is written; what was done is told at the end', async () => {
  const sent = serve((name) => {
    if (name === 'member.erasing') return { status: 200, body: FAR };
    return name === 'member.erase' ? { status: 200, body: { record: other, done: DONE } } : undefined;
  });
  await opened();
  expect(await screen.findByText('解绑 2 个聊天账号')).toBeTruthy();
  expect(steps()).toEqual([
    '未开始 停用账号，所有登录立即失效',
    '未开始 解绑 2 个聊天账号',
    '未开始 删除姓名、账号、头像和密码，包括变更记录里的 6 处删除工单、报修和资料里的 5 处电话',
  ]);
  expect(screen.getByText(/署名变成「已删除用户」/)).toBeTruthy();
  expect(screen.getByText(/以前的备份/)).toBeTruthy();
  expect(button().disabled).toBe(true);
  for (const wrong of ['', `${NAME}x`, NAME.slice(0, -1)]) {
    write(wrong);
    expect(button().disabled).toBe(true);
  }
  fireEvent.click(screen.getByRole('checkbox', { name: /另有 4 处/ }));
  expect(screen.getByText('删除工单、报修和资料里的 9 处电话')).toBeTruthy();
  write(NAME);
  expect(button().disabled).toBe(false);
  fireEvent.click(button());
  expect(await screen.findByText('变更记录里 6 处姓名和账号已删除，包括 1 个聊天应用的绑定记录')).toBeTruthy();
  expect(screen.getByText('5 处电话已删除')).toBeTruthy();
  expect(screen.getByText('账号已停用，登录已失效')).toBeTruthy();
  expect(asked(sent)).toHaveLength(1);
  expect(asked(sent)[0]?.input).toEqual({ id: other?.id, reason: '本人申请', reported: true });
});

test('how far it is shows while it goes on', async () => {
  let far = FAR;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  serve((name) => (name === 'member.erasing' ? { status: 200, body: far } : undefined));
  const quick = globalThis.fetch;
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    if (!String(url).endsWith('/member.erase')) return quick(url, init);
    await ended;
    return { ok: true, status: 200, json: async () => ({ record: other, done: DONE }) };
  }) as typeof fetch;
  await opened();
  write(NAME);
  await waitFor(() => expect(button().disabled).toBe(false));
  fireEvent.click(button());
  expect(await screen.findByText('正在删除，请不要关闭')).toBeTruthy();
  expect(steps()[0]).toBe('进行中 停用账号，所有登录立即失效');
  far = { ...FAR, retired: true, accounts: 1 };
  await waitFor(() =>
    expect(steps().slice(0, 2)).toEqual(['已完成 账号已停用，登录已失效', '进行中 解绑 1 个聊天账号']),
  );
  end();
  expect(await screen.findByText('5 处电话已删除')).toBeTruthy();
});

test('broken off in the middle, the dialog says what is done, and goes on from there', async () => {
  let far = FAR;
  let turns = 0;
  const sent = serve((name) => {
    if (name === 'member.erasing') return { status: 200, body: far };
    if (name !== 'member.erase') return undefined;
    turns += 1;
    // It is tried three times by itself.
    if (turns > 3) return { status: 200, body: { record: other, done: DONE } };
    far = { ...FAR, retired: true, accounts: 1 };
    throw new TypeError('the connection broke');
  });
  await opened();
  write(NAME);
  await waitFor(() => expect(button().disabled).toBe(false));
  fireEvent.click(button());
  expect(await screen.findByText(/没有全部完成/)).toBeTruthy();
  expect(steps().slice(0, 2)).toEqual(['已完成 账号已停用，登录已失效', '未开始 解绑 1 个聊天账号']);
  fireEvent.click(button('继续'));
  expect(await screen.findByText('5 处电话已删除')).toBeTruthy();
  // The same order, under the same key: it is done once, whatever became of the first one.
  expect(asked(sent)).toHaveLength(4);
  expect(new Set(asked(sent).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
});

test('whoever has open work is not begun with, and what can be guessed at is told', async () => {
  serve((name) =>
    name === 'member.erasing' ? { status: 200, body: { ...FAR, work: '#7、#8', guessable: 3 } } : undefined,
  );
  await opened();
  expect(await screen.findByText(/还有未完成的工单：#7、#8/)).toBeTruthy();
  expect(screen.getByText(/其中 3 条记录由旧版本写入/)).toBeTruthy();
  write(NAME);
  expect(button().disabled).toBe(true);
});

test('a refusal is said in the dialog, which stays', async () => {
  const body = { error: { code: 'in_use', message: '仍在使用中：#7', requestId: 'r' } };
  serve((name) => {
    if (name === 'member.erasing') return { status: 200, body: FAR };
    return name === 'member.erase' ? { status: 409, body } : undefined;
  });
  await opened();
  write(NAME);
  await waitFor(() => expect(button().disabled).toBe(false));
  fireEvent.click(button());
  expect(await screen.findByText('仍在使用中：#7')).toBeTruthy();
  expect(screen.queryByText(/没有全部完成/)).toBeNull();
});

test('whoever was erased is neither brought back nor erased again', async () => {
  const gone = { ...first, name: '已删除用户', state: 'retired' as const, erasedAt: 5, login: 'erased-x' };
  serve((name) => (name === 'member.list' ? { status: 200, body: { items: [gone] } } : undefined));
  stage(<Members />, { at: '/members' });
  expect((await screen.findAllByText('个人信息已删除')).length).toBeGreaterThan(0);
  await menuOf('已删除用户');
  expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual(['变更记录']);
});
