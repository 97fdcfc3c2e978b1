// A ticket's life in the chat: reported in the console, dispatched from a card's link, taken and carried on by
// presses on the stand-in's page, through a power cut; and nights, faults of the platform and notices that did not arrive.
import type { Page } from 'playwright-core';
import { onlyOn } from '../support/databases';
import { PATIENCE, PATIENCE_MS } from '../support/patience';
import { type Caller, signIn } from './api';
import { DESKTOP, gone, openWindow, sign } from './browser';
import { addPhoto, IN_WECOM, openHandset, pageAt, press, reads, sheetOf } from './handset';
import {
  buttonOn,
  cardOf,
  clearFaults,
  failSending,
  groupOf,
  linkOn,
  openBench,
  phoneOf,
  say,
  saysOn,
  shown,
} from './phones';
import { setStage } from './stage';
import { timelineOf } from './told';

/** The sample organization's people, by what they are called on the page. */
const DISPATCHERS = ['王磊', '赵敏'];
const [DISPATCHER = ''] = DISPATCHERS;
const RESIDENT = '吴芳';
const WORKER = '张伟';
const OTHERS = ['刘洋', '孙强', '周斌'];
/** More failures than come about until they are cleared: the connection rests again and again, each time for longer. */
const FAILURES = 50;
/** It rests longer than any single message waits for its next attempt, at first. Milliseconds. */
const REST = 4000;

const MINUTE = 60_000;

onlyOn('mysql', (_open, database) => {
  const stage = setStage(() => database.config(), { standIn: true });

  /** With a photo; the ticket's number and id. */
  async function reportByHand(page: Page, title: string): Promise<{ readonly no: string; readonly id: string }> {
    const { server, picture } = stage();
    await page.goto(`${server.url}/admin/report`);
    await page.getByRole('button', { name: '物业报修' }).click();
    await page.getByLabel('什么问题').fill(title);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await picture('漏水.jpg'));
    await page.getByText('水管漏水', { exact: true }).click();
    await page.getByText('高', { exact: true }).click();
    await page.getByRole('button', { name: '选择位置' }).click();
    await page.getByPlaceholder('搜索位置名称或编号').fill('1号楼 301');
    await page.getByRole('dialog').getByRole('button', { name: /301室/ }).first().click();
    await page.getByLabel('联系电话').fill('13800138009');
    await page.getByRole('button', { name: '查看第 1 张照片' }).waitFor(PATIENCE);
    await page.getByRole('button', { name: '提交工单' }).last().click();
    const receipt = page.getByRole('status').filter({ hasText: '工单编号' });
    await receipt.waitFor(PATIENCE);
    const no = /#(\d+)/.exec((await receipt.textContent()) ?? '')?.[1] ?? '';
    await page.getByRole('link', { name: '查看进度' }).click();
    await page.waitForURL(/\/admin\/tickets\/[0-9a-z]{20}/);
    return { no, id: /tickets\/([0-9a-z]{20})/.exec(page.url())?.[1] ?? '' };
  }

  test('a leaking pipe, from the report to the rating, by cards', async () => {
    const { server, browser, picture } = stage();
    const { page: bench, errors } = await openBench(browser, server.url, OTHERS.slice(1));
    const home = await openWindow(browser, server.url, 'resident1', { viewport: DESKTOP });
    const { no, id: ticketId } = await reportByHand(home.page, '厨房水管漏水');

    // The dispatcher's phone rings; the card's link leads into the console, past the page that asks who it is.
    const call = cardOf(phoneOf(bench, DISPATCHER), no);
    await shown(linkOn(call, '派单'));
    await shown(cardOf(groupOf(bench), no).getByText('新工单，待派单'));
    const console_ = bench.context().waitForEvent('page');
    await linkOn(call, '派单').click();
    const desk = await console_;
    await desk.getByRole('heading', { name: /你是谁/ }).waitFor(PATIENCE);
    await desk.getByRole('link', { name: new RegExp(DISPATCHER) }).click();
    await desk.waitForURL(`${server.url}/admin/tickets/${ticketId}`, PATIENCE);
    await desk.getByText('dispatch@cuihu').waitFor(PATIENCE);
    // The platform is down while it is offered, and then the power fails: nothing of it is lost. What was said before has gone out to
    // everybody: on its way it would use up what is planted.
    await allSent(await signIn(server.url, 'admin'));
    const panel = await failSending(bench, 'HTTP 503 服务不可用', FAILURES);
    await desk.getByRole('button', { name: '放入抢单池' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: '放入抢单池' }).click();
    await gone(desk.getByRole('dialog'));
    await resting(server.url, 1 + OTHERS.length);
    await shown(cardOf(groupOf(bench), no).getByText('新工单可抢'));
    await server.kill9();
    await server.start();
    await clearFaults(panel);
    await bench.getByRole('group', { name: '业务时钟' }).getByRole('button', { name: '+10 分钟' }).click();
    for (const name of [WORKER, ...OTHERS]) await shown(buttonOn(cardOf(phoneOf(bench, name), no), '接单'));

    // One presses: the card goes on at once, everybody else reads who has it.
    const mine = cardOf(phoneOf(bench, WORKER), no);
    await buttonOn(mine, '接单').click();
    await shown(buttonOn(mine, '出发'));
    for (const name of OTHERS) await shown(saysOn(cardOf(phoneOf(bench, name), no), `已被${WORKER}接单`));
    const told = phoneOf(bench, RESIDENT).locator('.chat');
    await shown(told.getByText('已接单').first());
    await shown(told.getByText(WORKER).first());
    await home.page.getByText(WORKER).first().waitFor(PATIENCE);

    await say(phoneOf(bench, WORKER), '我的工单');
    await shown(phoneOf(bench, WORKER).getByText(new RegExp(`我的工单（1）[^]*#${no} 厨房水管漏水`)));
    await say(phoneOf(bench, OTHERS[0] ?? ''), `接单 ${no}`);
    await shown(phoneOf(bench, OTHERS[0] ?? '').getByText(`已被 ${WORKER} 接单`));

    await buttonOn(mine, '出发').click();
    await shown(linkOn(mine, '到达签到'));
    const arrive = await linkOn(mine, '到达签到').getAttribute('href');
    // In this browser it is the dispatcher who is signed in: the card's reader is asked for.
    const another = bench.context().waitForEvent('page');
    await linkOn(mine, '到达签到').click();
    await (await another).getByRole('heading', { name: /你是谁/ }).waitFor(PATIENCE);
    await (await another).close();

    // A place and pictures take the page: on the technician's own phone, inside WeCom.
    const { page: hand, errors: handErrors } = await openHandset(browser, {
      userAgent: IN_WECOM,
      permissions: ['geolocation'],
      geolocation: { latitude: 31.2312, longitude: 121.4743, accuracy: 8 },
    });
    await hand.goto(arrive ?? '');
    await hand.getByRole('heading', { name: '企业微信授权登录' }).waitFor(PATIENCE);
    await hand.getByRole('link', { name: new RegExp(WORKER) }).click();
    await hand.waitForURL(pageAt(server.url, 'ticket-work', `?id=${ticketId}`), PATIENCE);
    await press(hand, '到达签到');
    await reads(sheetOf(hand), '误差约 8 米');
    await press(sheetOf(hand), '签到');
    await shown(linkOn(mine, '完成'));
    await press(hand, '完成');
    await addPhoto(sheetOf(hand), hand, await picture('维修后.jpg'));
    await press(sheetOf(hand), '提交完成');
    await sheetOf(hand).waitFor({ state: 'detached', ...PATIENCE });
    // It asks nothing of the technician any more.
    await linkOn(mine, '完成').waitFor({ state: 'detached', ...PATIENCE });

    // The resident reads that it waits for a signature, signs, and rates.
    await shown(told.getByText('工单待确认提醒'));
    await home.page.getByRole('button', { name: '确认验收' }).click(PATIENCE);
    const confirm = home.page.getByRole('dialog');
    await sign(confirm.locator('canvas'), home.page);
    await confirm.getByRole('img', { name: '已签名' }).waitFor(PATIENCE);
    await confirm.getByRole('button', { name: '确认验收' }).click();
    await gone(confirm);
    await home.page.getByRole('button', { name: '评价', exact: true }).click(PATIENCE);
    const rate = home.page.getByRole('dialog');
    await rate.getByLabel('5 星').check({ force: true });
    await rate.getByRole('button', { name: '评价', exact: true }).click();
    await gone(rate);
    await desk.getByText('已关闭').first().waitFor(PATIENCE);

    // Who, when, what, through which channel.
    const teller = await signIn(server.url, 'dispatch');
    const lines = await timelineOf(teller, ticketId);
    expect(lines).toEqual([
      ['created', RESIDENT, 'console'],
      ['entered', RESIDENT, 'console'],
      ['offered', DISPATCHER, 'console'],
      ['accepted', WORKER, 'wecom'],
      ['entered', WORKER, 'wecom'],
      ['departed', WORKER, 'wecom'],
      ['arrived', WORKER, 'miniapp'],
      ['completed', WORKER, 'miniapp'],
      ['entered', WORKER, 'miniapp'],
      ['confirmed', RESIDENT, 'console'],
      ['entered', RESIDENT, 'console'],
      ['rated', RESIDENT, 'console'],
      ['closed', RESIDENT, 'console'],
    ]);
    expect((await teller('ticket.get', { ticketId })).body.ticket).toMatchObject({ phase: 'closed', stars: 5 });
    expect(await server.cli('verify')).toMatch(/cuihu: \d+ events in \d+ timelines, 0 findings/);
    expect([...errors, ...home.errors, ...handErrors]).toEqual([]);
  });

  test('a night, platforms that fail, and a notice that is sent once more', async () => {
    const { server, browser } = stage();
    const admin = await signIn(server.url, 'admin');
    const resident = await signIn(server.url, 'resident1');
    const quiet = { from: 22 * 60, to: 7 * 60 };
    expect((await admin('preference.change', { of: 'organization', values: { quiet } })).status).toBe(200);
    const office = await openWindow(browser, server.url, 'admin', { viewport: DESKTOP });
    const { page: bench, errors } = await openBench(browser, server.url);
    const phone = phoneOf(bench, DISPATCHER);
    const clock = bench.getByRole('group', { name: '业务时钟' });

    // At night only what is urgent rings; the rest comes in the morning, as one.
    await clock.getByRole('button', { name: '到 22:30' }).click();
    await moved(server.url);
    await clock.locator('b', { hasText: /^22:3/ }).waitFor(PATIENCE);
    const { no: lamp } = await report(resident, '楼道灯不亮');
    const { no: door } = await report(resident, '门禁失灵');
    const { no: flood } = await report(resident, '水管爆了', 'urgent');
    await shown(cardOf(phone, flood));
    expect([await cardOf(phone, lamp).count(), await cardOf(phone, door).count()]).toEqual([0, 0]);
    await office.page.goto(`${server.url}/admin/deliveries?state=pending`);
    for (const no of [lamp, door]) await office.page.getByText(`#${no}`).first().waitFor(PATIENCE);
    await clock.getByRole('button', { name: '到明天 8:00' }).click();
    const digest = phone.locator('.card').filter({ hasText: '2 条新通知' });
    await shown(digest.getByText(`#${lamp} 楼道灯不亮`));
    expect(await digest.getByText(`#${door} 门禁失灵`).count()).toBe(1);
    expect([await cardOf(phone, lamp).count(), await cardOf(phone, door).count()]).toEqual([0, 0]);

    // Servers that are down for a moment are asked again. The other dispatcher's digest is out as well.
    await allSent(admin);
    const panel = await failSending(bench, 'HTTP 503 服务不可用', 3);
    const { no: gate } = await report(resident, '车库道闸不抬');
    await shown(panel.getByText('没有故障，平台一切正常。'));
    await shown(cardOf(phone, gate));
    // To the other dispatcher as well: that message would use up what is planted next.
    await allSent(admin);

    // What the platform will never take is not tried for ever: it is shown, with the reason, and can be sent again.
    await failSending(bench, '其他错误码…', DISPATCHERS.length, 40058);
    const { no: wall } = await report(resident, '墙面渗水');
    await shown(panel.getByText('没有故障，平台一切正常。'));
    await office.page.goto(`${server.url}/admin/deliveries`);
    const row = office.page
      .getByRole('row')
      .filter({ hasText: `#${wall}` })
      .filter({ hasText: DISPATCHER });
    await row.getByText('40058').waitFor(PATIENCE);
    expect(await cardOf(phone, wall).count()).toBe(0);
    await row.getByRole('button', { name: `把 #${wall} 的通知重新发给${DISPATCHER}` }).click();
    await office.page.getByText('已重新排队，几秒内发出').waitFor(PATIENCE);
    await shown(cardOf(phone, wall));
    await row.waitFor({ state: 'detached', ...PATIENCE });
    expect(await server.cli('verify')).toMatch(/cuihu: \d+ events in \d+ timelines, 0 findings/);
    expect([...errors, ...office.errors]).toEqual([]);
  });
});

type Reported = { readonly no: number; readonly createdAt: number };
async function report(caller: Caller, title: string, priority = 'normal'): Promise<Reported> {
  const templates = await caller('template.list', {});
  const { id: templateId } = templates.body.items.find(({ code }: { code: string }) => code === 'repair');
  const sites = await caller('site.list', { text: '301' });
  const values = { title, category: 'power', priority, phone: '13800138009', site: sites.body.items[0].id };
  const made = await caller('ticket.create', { templateId, values });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  return made.body.ticket;
}

type Notice = { readonly error: object | null; readonly availableAt: number };
/** After trouble the connection is left alone, and so many notices wait until it is up again. */
async function resting(url: string, count: number): Promise<void> {
  const admin = await signIn(url, 'admin');
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const { body } = await admin('delivery.list', { state: 'pending' });
    const waiting = body.items.filter(({ error, availableAt }: Notice) => error && availableAt > Date.now() + REST);
    if (waiting.length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the connection does not rest');
}

async function allSent(admin: Caller): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    if ((await admin('delivery.list', { state: 'pending' })).body.items.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('something is still to be sent');
}

/**
 * The platforms' clock was moved, and the product has followed, which it does within a moment. Seen by the other organization,
 * which is connected to nothing. What the clock shows does not tell it: at half past ten at night it shows the same before.
 */
async function moved(url: string): Promise<void> {
  const stranger = await signIn(url, 'resident1', 'yunshan');
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const { offset } = (await (await fetch(`${url}/sandbox/api/clock`)).json()) as { readonly offset: number };
    const { createdAt } = await report(stranger, '现在几点');
    if (offset > 0 && Math.abs(createdAt - Date.now() - offset) < MINUTE / 2) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('the product does not follow the clock');
}
