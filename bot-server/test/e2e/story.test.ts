// The whole story, by hand in the console and over the API: a leaking pipe from report to rating.
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { onlyOn } from '../support/databases';
import { PATIENCE } from '../support/patience';
import { type Caller, signIn } from './api';
import { DESKTOP, gone, openAction, openWindow, PHONE, sign } from './browser';
import { setStage } from './stage';
import { timelineOf } from './told';

const TECHNICIANS = 20;

onlyOn('mysql', (_open, database) => {
  const stage = setStage(() => database.config());

  /** The sample organization's four, and as many more as it takes. */
  async function technicians(): Promise<readonly { login: string; call: Caller }[]> {
    const { server } = stage();
    const admin = await signIn(server.url, 'admin');
    const logins = ['tech1', 'tech2', 'tech3', 'tech4'];
    for (let at = logins.length; at < TECHNICIANS; at++) {
      const login = `t${at}-${randomBytes(3).toString('hex')}`;
      const made = { login, name: `技师${at}`, roles: ['technician'], password: 'paidan123' };
      expect((await admin('member.create', made)).status).toBe(200);
      logins.push(login);
    }
    return Promise.all(logins.map(async (login) => ({ login, call: await signIn(server.url, login) })));
  }

  test('a leaking pipe, from the report to the rating', async () => {
    const { server, browser, picture } = stage();
    const team = await technicians();
    const front = await openWindow(browser, server.url, 'front', { viewport: DESKTOP });
    const dispatch = await openWindow(browser, server.url, 'dispatch', { viewport: DESKTOP });
    await dispatch.page.goto(`${server.url}/admin/tickets`);
    await dispatch.page.getByText('还没有工单').waitFor(PATIENCE);

    // Report, with a real photo that tells where it was taken.
    await front.page.goto(`${server.url}/admin/report`);
    await front.page.getByRole('button', { name: '物业报修' }).click();
    await front.page.getByLabel('什么问题').fill('厨房水管漏水');
    await front.page.getByLabel('详细描述').fill('水槽下面一直滴水 💧');
    await front.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await picture('漏水.jpg'));
    await front.page.getByText('水管漏水', { exact: true }).click();
    await front.page.getByText('紧急', { exact: true }).click();
    await front.page.getByRole('button', { name: '选择位置' }).click();
    await front.page.getByPlaceholder('搜索位置名称或编号').fill('1号楼 301');
    await front.page.getByRole('dialog').getByRole('button', { name: /301室/ }).first().click();
    await front.page.getByLabel('联系电话').fill('13800138000');
    await front.page.getByRole('button', { name: '查看第 1 张照片' }).waitFor(PATIENCE);
    await front.page.getByRole('button', { name: '提交工单' }).last().click();
    const receipt = front.page.getByRole('status').filter({ hasText: '工单编号' });
    await receipt.waitFor(PATIENCE);
    const number = /#(\d+)/.exec((await receipt.textContent()) ?? '')?.[1] ?? '';
    expect(Number(number)).toBeGreaterThan(1000);
    expect(await receipt.textContent()).toContain('承诺解决时间');
    await front.page.getByRole('link', { name: '查看进度' }).click();
    await front.page.waitForURL(/\/admin\/tickets\/[0-9a-z]{20}/);
    const ticketId = /tickets\/([0-9a-z]{20})/.exec(front.page.url())?.[1] ?? '';

    // The dispatcher's window, open all the while, learns of it by itself.
    await dispatch.page.getByRole('button', { name: '1 条新工单' }).click(PATIENCE);
    await dispatch.page.getByText(`#${number}`).first().click(PATIENCE);
    await dispatch.page.getByRole('button', { name: '放入抢单池' }).click();
    await dispatch.page.getByRole('dialog').getByRole('button', { name: '放入抢单池' }).click();
    await gone(dispatch.page.getByRole('dialog'));

    // Twenty at once: one has it, nineteen learn who.
    const answers = await Promise.all(team.map(({ call }) => call('ticket.accept', { ticketId })));
    const winners = team.filter((_, at) => answers[at]?.status === 200);
    expect(winners).toHaveLength(1);
    const winner = winners[0];
    if (winner === undefined) throw new Error('nobody');
    const holder = answers.find(({ status }) => status === 200)?.body.ticket.assignee.name;
    const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body.error);
    expect(refused).toHaveLength(TECHNICIANS - 1);
    for (const error of refused) expect(error).toMatchObject({ code: 'taken', data: { name: holder } });
    await front.page.getByText(holder).first().waitFor(PATIENCE);
    await dispatch.page.getByText(holder).first().waitFor(PATIENCE);

    // The power fails in the middle; the windows find their way back by themselves.
    await server.kill9();
    await server.start();

    // The technician, on a phone, some way off at first.
    const site = { latitude: 31.2312, longitude: 121.4743 };
    const phone = await openWindow(browser, server.url, winner.login, {
      viewport: PHONE,
      permissions: ['geolocation'],
      geolocation: { latitude: 31.3, longitude: 121.6, accuracy: 12 },
    });
    await phone.page.goto(`${server.url}/admin/tickets/${ticketId}`);
    await phone.page.getByRole('button', { name: '出发' }).click();
    await phone.page.getByRole('button', { name: '到达签到' }).click();
    const arrive = phone.page.getByRole('dialog');
    await arrive.getByText('误差约 12 米').waitFor(PATIENCE);
    await arrive.getByRole('button', { name: '到达签到' }).click();
    await arrive.getByText(/不在签到范围内/).waitFor(PATIENCE);
    await phone.context.setGeolocation({ ...site, accuracy: 8 });
    await arrive.getByRole('button', { name: '用当前位置' }).click();
    await arrive.getByText('误差约 8 米').waitFor(PATIENCE);
    await arrive.getByRole('button', { name: /签到/ }).last().click();
    await gone(arrive);

    const log = await openAction(phone.page, '记录工作');
    await log.getByLabel('做了什么').fill('角阀老化，更换新阀');
    await log.getByLabel('用时（分钟）').fill('35');
    await log
      .locator('input[type=file]')
      .first()
      .setInputFiles(await picture('维修前.jpg'));
    await log.getByRole('button', { name: '查看第 1 张照片' }).waitFor(PATIENCE);
    await log.getByRole('button', { name: '记录工作' }).click();
    await gone(log);

    const complete = await openAction(phone.page, '完成');
    const inputs = complete.locator('input[type=file]');
    await inputs.last().setInputFiles(await picture('维修后.jpg'));
    await complete.getByRole('button', { name: '查看第 1 张照片' }).nth(1).waitFor(PATIENCE);
    await complete.getByLabel('故障原因与处理').fill('角阀老化');
    await complete.getByRole('button', { name: '完成' }).click();
    await gone(complete);

    // The reporter's window has followed; she signs and rates.
    await front.page.getByRole('button', { name: '确认验收' }).click(PATIENCE);
    const confirm = front.page.getByRole('dialog');
    await sign(confirm.locator('canvas'), front.page);
    await confirm.getByRole('img', { name: '已签名' }).waitFor(PATIENCE);
    await confirm.getByRole('button', { name: '确认验收' }).click();
    await gone(confirm);
    await front.page.getByRole('button', { name: '评价', exact: true }).click(PATIENCE);
    const rate = front.page.getByRole('dialog');
    await rate.getByLabel('5 星').check({ force: true });
    await rate.getByRole('button', { name: '评价', exact: true }).click();
    await gone(rate);
    await dispatch.page.getByText('已关闭').first().waitFor(PATIENCE);

    // Who, when, what, through which channel.
    const teller = await signIn(server.url, 'dispatch');
    const told = await timelineOf(teller, ticketId);
    expect(told).toEqual([
      ['created', '李倩', 'console'],
      ['entered', '李倩', 'console'],
      ['offered', '王磊', 'console'],
      ['accepted', holder, 'api'],
      ['entered', holder, 'api'],
      ['departed', holder, 'console'],
      ['arrived', holder, 'console'],
      ['logged', holder, 'console'],
      ['completed', holder, 'console'],
      ['entered', holder, 'console'],
      ['confirmed', '李倩', 'console'],
      ['entered', '李倩', 'console'],
      ['rated', '李倩', 'console'],
      ['closed', '李倩', 'console'],
    ]);

    // The photo's own story of where it was taken is gone.
    const { body: shown } = await teller('ticket.get', { ticketId });
    expect(shown.ticket).toMatchObject({ phase: 'closed', stars: 5, workMinutes: 35 });
    const [photoId] = shown.ticket.values.photos;
    const stored = await front.page.request.get(`${server.url}/api/files/${photoId}`);
    const meta = await sharp(await stored.body()).metadata();
    expect([meta.exif, meta.orientation]).toEqual([undefined, undefined]);
    expect(Math.max(meta.width ?? 0, meta.height ?? 0)).toBe(1200);
    expect([...front.errors, ...dispatch.errors, ...phone.errors]).toEqual([]);
  });
});
