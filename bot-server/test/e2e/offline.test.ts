// No signal in the middle: what was done waits on the phone, the mini-program opens all the same, everything goes
// out once and in order when the network is back, and where somebody else was faster both versions and a choice are shown.
import type { Page } from 'playwright-core';
import { onlyOn } from '../support/databases';
import { PATIENCE, PATIENCE_MS } from '../support/patience';
import { type Caller, signIn } from './api';
import { KEEPS_PAGES } from './browser';
import { addPhoto, openHandset, pageAt, press, reads, sheetOf, signInHere, type } from './handset';
import { setStage } from './stage';
import { timelineOf } from './told';

const HERE = { latitude: 31.2312, longitude: 121.4743, accuracy: 8 };
const WORKER = '张伟';

onlyOn('sqlite', (_open, database) => {
  const stage = setStage(() => database.config());

  test('a report with a photo: cut off, closed, opened again without network, sent once', async () => {
    const { server, browser, picture } = stage();
    const { url } = server;
    const dispatch = await signIn(url, 'dispatch');
    const { context, page, errors } = await openHandset(browser, KEEPS_PAGES);
    const code = await codeOf(url, dispatch);
    await page.goto(code);
    await press(page, '我有账号');
    await signInHere(page, 'resident1');
    await reads(page, '301室');
    await kept(page);

    await context.setOffline(true);
    await addPhoto(page, page, await picture('漏水.jpg'));
    await fillIn(page, '地下室漏水');
    await press(page, '提交');
    await reads(page, '已保存在手机里');
    await reads(page, '1 项待发送');
    await page.close();

    // Opened again in the cellar: the pages are here, and so is what waits.
    const again = await context.newPage();
    // The code on the wall leads to the form here too.
    await again.goto(code);
    await again.getByText('什么问题').waitFor(PATIENCE);
    await again.goto(pageAt(url, 'mine'));
    await again.getByText('1 项待发送').click(PATIENCE);
    await reads(again, '地下室漏水');
    await reads(again, '1 张照片');
    expect(await countOf(dispatch, '地下室漏水')).toBe(0);
    await context.setOffline(false);
    await reads(again, '都发出去了');
    const [sent] = await titled(dispatch, '地下室漏水');
    expect(await countOf(dispatch, '地下室漏水')).toBe(1);
    const { body } = await dispatch('ticket.get', { ticketId: sent?.id });
    expect(body.ticket.values.photos).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test('an answer that is lost on the way, and a power cut: still one', async () => {
    const { server, browser } = stage();
    const { url } = server;
    const dispatch = await signIn(url, 'dispatch');
    const { page, errors } = await openHandset(browser, KEEPS_PAGES);
    await page.goto(await codeOf(url, dispatch));
    await press(page, '我有账号');
    await signInHere(page, 'resident1');
    await reads(page, '301室');
    let lost = 0;
    await page.route('**/api/ticket.create', async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      // It arrives, and is carried out; the server dies, and nobody hears of it.
      await route.fetch();
      await server.kill9();
      await route.abort('connectionreset');
      return undefined;
    });
    await fillIn(page, '门锁坏了');
    await press(page, '提交');
    await reads(page, '已保存在手机里');
    await server.start();
    await reads(page, '网络恢复，已经提交上去了');
    expect(lost).toBeGreaterThan(1);
    expect(await countOf(dispatch, '门锁坏了')).toBe(1);
    expect(await server.cli('verify')).toMatch(/cuihu: \d+ events in \d+ timelines, 0 findings/);
    expect(errors).toEqual([]);
  });

  test('the steps of the work, in order, each once', async () => {
    const { server, browser, picture } = stage();
    const { url } = server;
    const dispatch = await signIn(url, 'dispatch');
    const ticketId = await assigned(url, dispatch, '水泵异响');
    const { context, page, errors } = await openWork(url, ticketId);
    await press(page, '接单');
    await page.getByRole('button', { name: '出发', exact: true }).waitFor(PATIENCE);
    await context.setOffline(true);
    await press(page, '出发');
    await press(page, '到达签到');
    await reads(sheetOf(page), '误差约 8 米');
    await press(sheetOf(page), '签到');
    await sheetOf(page).waitFor({ state: 'detached', ...PATIENCE });
    await reads(page, '2 项待发送');
    await page.close();

    const again = await context.newPage();
    await again.goto(pageAt(url, 'ticket-work', `?id=${ticketId}`));
    await reads(again, '2 项待发送');
    await press(again, '完成');
    await addPhoto(sheetOf(again), again, await picture('修好.jpg'));
    await press(sheetOf(again), '提交完成');
    await sheetOf(again).waitFor({ state: 'detached', ...PATIENCE });
    await reads(again, '3 项待发送');
    await context.setOffline(false);
    await again.getByText(/项待发送/).waitFor({ state: 'detached', ...PATIENCE });
    const lines = (await timelineOf(dispatch, ticketId)).map(([what, who]) => [what, who]);
    expect(lines.slice(-5)).toEqual([
      ['accepted', WORKER],
      ['departed', WORKER],
      ['arrived', WORKER],
      ['completed', WORKER],
      ['entered', WORKER],
    ]);
    expect(errors).toEqual([]);

    async function openWork(at: string, id: string) {
      const handset = await openHandset(browser, { ...KEEPS_PAGES, permissions: ['geolocation'], geolocation: HERE });
      await handset.page.goto(pageAt(at, 'ticket-work', `?id=${id}`));
      await signInHere(handset.page, 'tech1');
      await kept(handset.page);
      return handset;
    }
  });

  test('somebody else was faster: both versions, and a choice', async () => {
    const { server, browser } = stage();
    const { url } = server;
    const dispatch = await signIn(url, 'dispatch');
    const ticketId = await assigned(url, dispatch, '插座冒烟');
    const { context, page, errors } = await openHandset(browser, KEEPS_PAGES);
    await page.goto(pageAt(url, 'ticket-work', `?id=${ticketId}`));
    await signInHere(page, 'tech1');
    await press(page, '接单');
    await page.getByRole('button', { name: '出发', exact: true }).waitFor(PATIENCE);
    await context.setOffline(true);
    await press(page, '出发');
    await reads(page, '1 项待发送');
    const { body } = await dispatch('member.list', { text: 'tech2' });
    // On the technician's other phone, say.
    const other = await signIn(url, 'tech1');
    const moved = await other('ticket.transfer', { ticketId, memberId: body.items[0].id, reason: '要高压电工' });
    expect(moved.status).toBe(200);
    await context.setOffline(false);
    await page.getByText('1 项要你决定').click(PATIENCE);
    for (const words of ['你操作时', '现在', WORKER, body.items[0].name]) await reads(page, words);
    await press(page, '改为评论');
    await reads(page, '都发出去了');
    const lines = await timelineOf(dispatch, ticketId);
    expect(lines.at(-1)).toEqual(['commented', WORKER, 'miniapp']);
    expect(lines.filter(([what]) => what === 'departed')).toEqual([]);
    expect(errors).toEqual([]);
  });
});

/** The pages lie on the phone, and hold this window. */
async function kept(page: Page): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    if (await page.evaluate('navigator.serviceWorker.controller !== null')) return;
    await page.waitForTimeout(100);
  }
  throw new Error('the pages are not kept');
}

async function fillIn(page: Page, title: string): Promise<void> {
  await press(page, '水管漏水');
  await type(page, '什么问题', title);
  await type(page, '联系电话', '13800138009');
}

/** Of the place's label on the wall. */
async function codeOf(url: string, teller: Caller): Promise<string> {
  const { body } = await teller('site.list', { text: '301' });
  return `${url}/q/cuihu/s/${encodeURIComponent(body.items[0].code)}`;
}

type Titled = { readonly id: string; readonly title: string };
async function titled(teller: Caller, title: string): Promise<readonly Titled[]> {
  const { body } = await teller('ticket.list', { order: 'newest', limit: 50 });
  return (body.items as readonly Titled[]).filter((one) => one.title === title);
}
const countOf = async (teller: Caller, title: string): Promise<number> => (await titled(teller, title)).length;

/** Reported by a resident, given to the technician. */
async function assigned(url: string, dispatch: Caller, title: string): Promise<string> {
  const [resident, { body: people }, { body: sites }] = await Promise.all([
    signIn(url, 'resident1'),
    dispatch('member.list', { text: 'tech1' }),
    dispatch('site.list', { text: '301' }),
  ]);
  const { body: templates } = await resident('template.list', {});
  const { id: templateId } = templates.items.find(({ code }: { code: string }) => code === 'repair');
  const values = { title, category: 'power', priority: 'normal', phone: '13800138009', site: sites.items[0].id };
  const { body: made } = await resident('ticket.create', { templateId, values });
  const ticketId = made.ticket.id as string;
  const given = await dispatch('ticket.assign', { ticketId, memberId: people.items[0].id });
  if (given.status !== 200) throw new Error(JSON.stringify(given.body));
  return ticketId;
}
