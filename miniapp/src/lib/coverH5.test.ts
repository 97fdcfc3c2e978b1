// Going back in a browser: what lies over a page is closed first, the router hears of nothing else, and no press is in vain.
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import Taro from '@tarojs/taro';
import { cover, settle } from './coverH5';

/** As the router does: an entry of its own with a key, and whoever hears of every entry that it reaches. */
const router = { location: { key: 'default' } };
const heard = jest.fn();
const onPop = ({ state }: PopStateEvent) => {
  router.location = { key: state?.key ?? 'default' };
  heard(router.location.key);
};
const openPage = (key: string) => {
  window.history.pushState({ key }, '');
  router.location = { key };
};
const replacePage = (key: string) => {
  window.history.replaceState({ key }, '');
  router.location = { key };
};
const tick = () => new Promise((done) => setTimeout(done, 20));
const go = async (steps: number) => {
  window.history.go(steps);
  for (let n = 0; n < 5; n++) await tick();
};
const at = () => [router.location.key, window.history.state?.over ?? 0];
const put = (close: () => void = () => {}) => {
  const gone = cover(() => {
    gone();
    close();
  });
  return gone;
};

let round = 0;
let [home, page] = ['', ''];
beforeAll(() => {
  Object.assign(Taro, { history: router });
  window.addEventListener('popstate', onPop);
});
afterAll(() => {
  delete (Taro as { history?: unknown }).history;
  window.removeEventListener('popstate', onPop);
});
beforeEach(() => {
  [home, page] = [`home${round}`, `page${round++}`];
  openPage(home);
  openPage(page);
  heard.mockClear();
});
afterEach(async () => {
  await tick();
});

test('back closes what lies over the page, and then leaves the page', async () => {
  const closed = jest.fn();
  put(closed);
  await go(-1);
  expect([closed.mock.calls.length, heard.mock.calls, at()]).toEqual([1, [], [page, 0]]);
  await go(-1);
  expect([closed.mock.calls.length, heard.mock.calls]).toEqual([1, [[home]]]);
});

test('of several, the one on top', async () => {
  const closed: string[] = [];
  put(() => closed.push('below'));
  put(() => closed.push('above'));
  await go(-1);
  expect(closed).toEqual(['above']);
  await go(-1);
  expect([closed, at(), heard.mock.calls]).toEqual([['above', 'below'], [page, 0], []]);
});

test('closed by its button, it leaves no entry behind: one step leads out of the page', async () => {
  put()();
  await tick();
  await tick();
  expect([at(), heard.mock.calls]).toEqual([[page, 0], []]);
  await go(-1);
  expect(heard.mock.calls).toEqual([[home]]);
});

test('one that comes in the place of another needs no step between', async () => {
  const closed = jest.fn();
  put()();
  put(closed);
  await tick();
  expect(at()).toEqual([page, 1]);
  await go(-1);
  expect([closed.mock.calls.length, at(), heard.mock.calls]).toEqual([1, [page, 0], []]);
});

test('a page that was opened from it: back leads here, and out with the next step', async () => {
  put()();
  openPage(`next${round}`);
  await tick();
  await go(-1);
  expect(heard.mock.calls).toEqual([[page]]);
  await go(-1);
  expect(heard.mock.calls).toEqual([[page], [home]]);
});

test('what replaces the page replaces its entry, not that of what was closed', async () => {
  put()();
  await settle();
  replacePage(`instead${round}`);
  await go(-1);
  expect(heard.mock.calls).toEqual([[home]]);
});

test('forward opens nothing again, and takes nobody out of the page', async () => {
  put();
  await go(-1);
  await go(1);
  expect([at(), heard.mock.calls]).toEqual([[page, 0], []]);
});

test('read anew while it was open, the page is at its own entry', async () => {
  window.history.pushState({ ...window.history.state, over: 1 }, '');
  await settle();
  expect([at(), heard.mock.calls, settle()]).toEqual([[page, 0], [], null]);
});
