// A technician's work on one ticket, judged by the real rules: with signal, without, and when somebody else was faster.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DISPATCHER, REQUESTER, TECH, TECH_2 } from '@paidan/shared/testing/people';
import { accept, assign, comment, offer, report } from '@paidan/shared/testing/say';
import { act as says, TICKET } from '@paidan/shared/testing/story';
import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { flush, giveUp } from '../src/lib/outbasket/outbasket';
import { currentBasket } from '../src/lib/outbasket/shelf';
import { beginSession, endSession, type Session, sessionOver } from '../src/lib/session';
import BasketPage from '../src/pages/basket/index';
import WorkPage from '../src/pages/ticket-work/index';
import { rulesServer } from './stubs/rules';
import { phone } from './stubs/taro';

configure({ asyncUtilTimeout: 240_000 });

const me = {
  token: 'secret-token',
  member: { id: TECH.id, login: 'lijg', name: '李建国', roles: ['technician'], grants: ['ticket.work'] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const offline = () => Promise.reject(new Error('request:fail'));
const north = (metres: number) => ({ latitude: 31.2304 + metres / 111_195, longitude: 121.4737, accuracy: 12 });

const open = () => act(async () => void render(<WorkPage />));
const press = (name: string | RegExp) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
  });
const fill = (label: string, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });
const settle = () => act(async () => void (await flush()));

let server: ReturnType<typeof rulesServer>;
const given = (...beginning: Parameters<typeof rulesServer>[0]) => {
  server = rulesServer(beginning);
  phone.server = server.serve;
};
const ticket = () => server.now().ticket;

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  localStorage.clear();
  beginSession(me, 'lijg');
  phone.params = { id: TICKET };
  phone.requests.length = 0;
  phone.uploads.length = 0;
  phone.done.length = 0;
  phone.storageFull = false;
  phone.place = () => north(10);
  phone.photos = () => ['wxfile://tmp/1.jpg'];
  let files = 0;
  phone.receive = () => {
    files += 1;
    const file = { id: `f${String(files).padStart(19, '0')}`, kind: 'image', name: '1.jpg' };
    return { statusCode: 200, data: JSON.stringify({ file }) };
  };
  given(says(REQUESTER, report()), says(DISPATCHER, assign(TECH)));
});
afterEach(async () => {
  cleanup();
  phone.server = () => ({ statusCode: 404, data: null });
  for (const { key } of currentBasket().entries) await giveUp(key);
  endSession();
  jest.useRealTimers();
});

describe('with signal', () => {
  test('accept, set out, check in within the fence, complete with a photo', async () => {
    await open();
    expect(screen.getByText('水管漏水')).toBeTruthy();
    await press('接单');
    expect(ticket()?.acceptedAt).not.toBeNull();
    await press('出发');
    expect(ticket()?.departedAt).not.toBeNull();
    await press('到达签到');
    expect(screen.getByText('在签到范围内，距现场 10 米')).toBeTruthy();
    await press('签到');
    expect(ticket()?.arrivedAt).not.toBeNull();
    await press('完成');
    await press('提交完成');
    expect(screen.getByRole('alert').textContent).toBe('还有 1 处要改');
    await press(/维修后照片/);
    await press('提交完成');
    expect(ticket()?.completedAt).not.toBeNull();
    expect(ticket()?.values.afterPhotos).toEqual(['f0000000000000000001']);
    expect(screen.getByText('等待：成员1')).toBeTruthy();
    expect(currentBasket()).toEqual({ entries: [], pictures: [], known: {} });
  });

  test('what was done before it came is told with both times', async () => {
    const { serve } = server;
    const at = Date.UTC(2026, 10, 1, 3);
    const by = { id: TECH.id, name: '李建国' };
    const item = { ...{ seq: 1, type: 'ticket.departed', channel: 'miniapp', names: {} }, at, by };
    const items = [{ ...item, data: { doneAt: at - 3_600_000 } }];
    phone.server = (request) =>
      request.url.endsWith('timeline') ? { statusCode: 200, data: { items, more: false } } : serve(request);
    await open();
    expect(screen.getByText(/11:00 · 操作于 .*10:00，后来才送达$/)).toBeTruthy();
  });

  /** What is accepted is answered when it is let go. */
  function holdAccepts(): () => void {
    const serve = phone.server;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    phone.server = async (request) => {
      if (request.url.endsWith('ticket.accept')) await held;
      return serve(request);
    };
    return () => release();
  }

  test('a press while the last one is on its way is told to wait, and nothing is sent twice', async () => {
    const release = holdAccepts();
    await open();
    await press('接单');
    await press('正在发送…');
    expect(screen.getByText('上一步还在发送，请稍等')).toBeTruthy();
    release();
    await settle();
    expect(screen.getByRole('button', { name: '出发' })).toBeTruthy();
    expect(screen.queryByText('上一步还在发送，请稍等')).toBeNull();
    expect(phone.requests.filter(({ url }) => url.endsWith('ticket.accept'))).toHaveLength(1);
  });

  test('a press is answered by “sending”, and never for a moment by the step after it', async () => {
    await open();
    jest.useRealTimers();
    const release = holdAccepts();
    const button = screen.getByRole('button', { name: '接单' });
    const shown: (string | null)[] = [];
    const changes = new MutationObserver(() => shown.push(button.textContent));
    changes.observe(button, { childList: true, characterData: true, subtree: true });
    // As a mini-program tells of a press: outside of the browser's own events.
    const key = Object.keys(button).find((name) => name.startsWith('__reactProps')) ?? '';
    const { onClick } = (button as unknown as Record<string, { onClick: () => void }>)[key] as { onClick: () => void };
    const world = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
    world.IS_REACT_ACT_ENVIRONMENT = false;
    onClick();
    await screen.findByRole('button', { name: '正在发送…' });
    release();
    await screen.findByRole('button', { name: '出发' });
    world.IS_REACT_ACT_ENVIRONMENT = true;
    changes.disconnect();
    expect(shown.filter((words, at) => words !== shown[at - 1])).toEqual(['正在发送…', '出发']);
  });

  test('outside the fence a reason is asked for, and told', async () => {
    given(says(REQUESTER, report()), says(DISPATCHER, assign(TECH)), says(TECH, accept()));
    phone.place = () => north(900);
    await open();
    await press('出发');
    await press('到达签到');
    expect(screen.getByText('距现场 900 米，签到范围是 200 米')).toBeTruthy();
    await press('说明原因并签到');
    expect(screen.getByRole('alert').textContent).toBe('请写明原因');
    expect(ticket()?.arrivedAt).toBeNull();
    await fill('为什么不在范围内签到', '地下室没有信号');
    await press('说明原因并签到');
    expect(ticket()?.arrivedAt).not.toBeNull();
    expect(screen.getByText('地下室没有信号')).toBeTruthy();
  });

  test('a phone that may not tell where it is says what to do', async () => {
    given(says(REQUESTER, report()), says(DISPATCHER, assign(TECH)), says(TECH, accept()));
    phone.place = () => {
      throw { errMsg: 'getLocation:fail auth deny' };
    };
    await open();
    await press('出发');
    await press('到达签到');
    expect(screen.getByRole('alert').textContent).toMatch(/没有定位的权限。去设置里打开/);
    // The way out that there is here, and none that there is not.
    expect(screen.getByRole('alert').textContent).toMatch(/写明原因，不定位也能签到/);
    expect(screen.queryByText(/手动选地点/)).toBeNull();
    await press('去设置');
    expect(phone.done).toEqual([['settings']]);
    phone.place = () => north(10);
    await press('重新定位');
    await press('签到');
    expect(ticket()?.arrivedAt).not.toBeNull();
  });

  test('what was asked for before a step, and comes after it, does not take the step back', async () => {
    await open();
    const late: (() => void)[] = [];
    phone.server = (request) => {
      const reply = server.serve(request);
      if (!request.url.endsWith('ticket.get')) return reply;
      return new Promise((resolve) => late.push(() => resolve(reply)));
    };
    await act(async () => phone.comeBack());
    expect(late).toHaveLength(1);
    await press('接单');
    expect(screen.getByRole('button', { name: '出发' })).toBeTruthy();
    await act(async () => late[0]?.());
    expect(screen.getByRole('button', { name: '出发' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '接单' })).toBeNull();
  });

  test('whoever presses second in the pool hears who was faster', async () => {
    given(says(REQUESTER, report()), says(DISPATCHER, offer()));
    await open();
    server.meanwhile([says(TECH_2, accept())]);
    await press('接单');
    expect(screen.getByRole('status').textContent).toMatch(/更新|接单/);
    expect(currentBasket().entries).toEqual([]);
    expect(ticket()?.assigneeId).toBe(TECH_2.id);
  });

  test('a remark of somebody else between looking and pressing is no hindrance', async () => {
    await open();
    server.meanwhile([says(REQUESTER, comment())]);
    await press('接单');
    expect(ticket()?.acceptedAt).not.toBeNull();
  });

  test('the clock runs on while the app is away, and stops into the log', async () => {
    given(says(REQUESTER, report()), says(DISPATCHER, assign(TECH)), says(TECH, accept()));
    await open();
    await press('开始计时');
    await act(async () => void jest.advanceTimersByTime(25 * 60_000 + 5_000));
    expect(screen.getByText('已工作 00:25:05')).toBeTruthy();
    await press(/停止并记录/);
    expect((screen.getByLabelText('用时（分钟）') as HTMLInputElement).value).toBe('26');
    await fill('做了什么', '换了阀门');
    await press(/照片$/);
    await press('记录');
    expect(ticket()?.workMinutes).toBe(26);
    expect(ticket()?.comments).toBe(1);
    expect(screen.getByRole('button', { name: '开始计时' })).toBeTruthy();
  });

  test('what was put down in a sheet and not sent is there when it opens after the page was left', async () => {
    given(says(REQUESTER, report()), says(DISPATCHER, assign(TECH)), says(TECH, accept()));
    phone.place = () => north(900);
    const valueIn = (label: string) => (screen.getByLabelText(label) as HTMLTextAreaElement).value;
    const leave = async () => {
      cleanup();
      await open();
    };
    await open();
    await press('更多');
    await press('评论');
    await fill('评论', '阀门要订货');
    await press(/照片$/);
    await leave();
    await press('更多');
    await press('记录工作');
    await fill('做了什么', '换了垫圈');
    await fill('用时（分钟）', '40');
    await leave();
    await press('更多');
    await press('转派');
    await press(/王师傅/);
    await fill('转派原因', '需要高压证');
    await leave();
    await press('出发');
    await press('到达签到');
    await fill('为什么不在范围内签到', '地下室没有信号');
    await leave();

    await press('到达签到');
    expect(valueIn('为什么不在范围内签到')).toBe('地下室没有信号');
    await leave();
    await press('更多');
    await press('记录工作');
    expect([valueIn('做了什么'), valueIn('用时（分钟）')]).toEqual(['换了垫圈', '40']);
    await press('记录');
    expect(ticket()?.workMinutes).toBe(40);
    await press('更多');
    await press('记录工作');
    expect([valueIn('做了什么'), valueIn('用时（分钟）')]).toEqual(['', '']);
    await leave();
    await press('更多');
    await press('评论');
    expect(valueIn('评论')).toBe('阀门要订货');
    await press('发表');
    expect(ticket()?.comments).toBe(1);
    expect(phone.uploads).toHaveLength(1);
    await press('更多');
    await press('转派');
    expect(valueIn('转派原因')).toBe('需要高压证');
    await press('转派');
    expect(ticket()?.assigneeId).toBe(TECH_2.id);
  });

  test('transfers to the colleague with a reason', async () => {
    given(says(REQUESTER, report()), says(DISPATCHER, assign(TECH)), says(TECH, accept()));
    await open();
    await press('更多');
    await press('转派');
    expect(screen.queryByText('李建国1')).toBeNull();
    await press(/王师傅/);
    await press('转派');
    expect(screen.getByRole('alert').textContent).toBe('请写明原因');
    await fill('转派原因', '需要高压证');
    await press('转派');
    expect(ticket()?.assigneeId).toBe(TECH_2.id);
    expect(screen.getByText('这张工单现在不由你处理')).toBeTruthy();
  });
});

describe('without signal', () => {
  const cellar = async () => {
    await open();
    phone.server = offline;
    phone.receive = () => Promise.reject(new Error('uploadFile:fail'));
    await press('接单');
    await press('出发');
    await press('到达签到');
    await press('签到');
  };

  test('the whole work goes on, and arrives in order once there is signal', async () => {
    await cellar();
    expect(screen.getByText('没有网络，已保存在手机里，联网后自动发出')).toBeTruthy();
    expect(screen.getByRole('button', { name: '3 项待发送' })).toBeTruthy();
    await press('完成');
    await press(/维修后照片/);
    await press('提交完成');
    expect(currentBasket().entries.map(({ name }) => name)).toEqual([
      'ticket.accept',
      'ticket.depart',
      'ticket.arrive',
      'ticket.complete',
    ]);
    expect(ticket()?.acceptedAt).toBeNull();
    expect(screen.getByText('做完了，等网络发出')).toBeTruthy();

    phone.server = server.serve;
    phone.receive = () => ({ statusCode: 200, data: { file: { id: 'f0000000000000000007' } } });
    await settle();
    expect(ticket()?.completedAt).not.toBeNull();
    expect(ticket()?.values.afterPhotos).toEqual(['f0000000000000000007']);
    expect(currentBasket().entries).toEqual([]);
    expect(phone.done).toContainEqual(['drop', 'kept:wxfile://tmp/1.jpg']);
  });

  test('killed and opened again it is all still there', async () => {
    await cellar();
    const kept = JSON.parse(localStorage.getItem('outbasket') ?? '') as { entries: unknown[] };
    expect(kept.entries).toHaveLength(3);
    jest.isolateModules(() => {
      const fresh = require('../src/lib/outbasket/shelf') as typeof import('../src/lib/outbasket/shelf');
      expect(fresh.currentBasket().entries.map(({ name }) => name)).toEqual([
        'ticket.accept',
        'ticket.depart',
        'ticket.arrive',
      ]);
    });
  });

  test('answers that get lost on the way do nothing twice', async () => {
    await open();
    phone.server = (request) => {
      server.serve(request);
      return offline();
    };
    await press('更多');
    await press('评论');
    await fill('评论', '已关水');
    await press('发表');
    expect(ticket()?.comments).toBe(1);
    phone.server = server.serve;
    await settle();
    await settle();
    expect(ticket()?.comments).toBe(1);
    expect(currentBasket().entries).toEqual([]);
  });

  test('a session that is over meanwhile keeps it all for its owner', async () => {
    await cellar();
    cleanup();
    sessionOver();
    phone.server = server.serve;
    await settle();
    expect(currentBasket().entries).toHaveLength(3);
    beginSession({ ...me, member: { ...me.member, id: TECH_2.id as never } }, 'other');
    await settle();
    expect(currentBasket().entries).toHaveLength(3);
    beginSession(me, 'lijg');
    await settle();
    expect(currentBasket().entries).toEqual([]);
    expect(ticket()?.arrivedAt).not.toBeNull();
  });

  test('a full storage says so and keeps nothing by halves', async () => {
    await open();
    phone.storageFull = true;
    await press('接单');
    expect(screen.getByRole('status').textContent).toMatch(/存储满了/);
    expect(currentBasket().entries).toEqual([]);
    expect(ticket()?.acceptedAt).toBeNull();
  });

  test('what the same person has done on another phone meanwhile asks nothing, and the rest goes out', async () => {
    await open();
    phone.server = offline;
    await press('接单');
    await press('出发');
    expect(currentBasket().entries).toHaveLength(2);
    server.meanwhile([says(TECH, accept())]);
    phone.server = server.serve;
    await settle();
    expect(currentBasket().entries).toEqual([]);
    expect(ticket()?.departedAt).not.toBeNull();
  });

  describe('when somebody else was faster', () => {
    const clash = async () => {
      await cellar();
      cleanup();
      server.meanwhile([says(DISPATCHER, assignOther())]);
      phone.server = server.serve;
      await settle();
      await act(async () => void render(<BasketPage />));
    };
    const assignOther = () => ({ type: 'ticket.transfer', memberId: TECH_2.id, reason: '改派' }) as never;

    test('both versions are shown, and nothing behind it is sent', async () => {
      await clash();
      expect(screen.getByText('你操作时')).toBeTruthy();
      expect(screen.getByText('成员6')).toBeTruthy();
      expect(screen.getAllByText('等上面那一项决定后发出')).toHaveLength(2);
      expect(currentBasket().entries).toHaveLength(3);
      expect(ticket()?.departedAt).toBeNull();
    });

    test('the ticket shows as it is, not as it would have been', async () => {
      await clash();
      cleanup();
      await open();
      expect(screen.getByText('这张工单现在不由你处理')).toBeTruthy();
      expect(screen.getByRole('button', { name: '1 项要你决定' })).toBeTruthy();
    });

    test('kept as a remark it tells what was done', async () => {
      await clash();
      const before = ticket()?.comments ?? 0;
      await press('改为评论');
      expect(ticket()?.comments).toBe(before + 1);
    });

    test('given up, it is gone after a second press', async () => {
      await clash();
      await press('放弃');
      expect(currentBasket().entries).toHaveLength(3);
      await press('确定放弃');
      expect(currentBasket().entries).toHaveLength(2);
    });

    test('sent anyway, the server judges it as it is now', async () => {
      await clash();
      await press('仍然发送');
      expect(screen.getAllByText(/没有派给您|已被/)).toHaveLength(1);
      expect(ticket()?.assigneeId).toBe(TECH_2.id);
    });
  });
});
