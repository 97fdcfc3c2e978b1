// What goes wrong on a phone's browser: photos that are too large or of no known kind, no room, no right, a clock that is hours wrong,
// DingTalk's own browser. Each is said in plain words with the next step, and what was filled in is still there.
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { heic } from '../support/pictures';
import { signIn } from './api';
import { addPhoto, openHandset, pageAt, press, reads, signInHere, type } from './handset';
import { setStage } from './stage';

const MB = 1024 * 1024;
const IN_DINGTALK =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile AliApp(DingTalk/7.6.0) com.alibaba.android.rimet';

const folder = mkdtempSync(path.join(tmpdir(), 'paidan-hard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = setStage(() => ({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }), { standIn: true });

// In the page's own words. Its storage, to the last byte and free again; the bridge that DingTalk's Android browser gives its pages.
const FILL = `for (let size = 1 << 20; size >= 16; size >>= 1) {
  try {
    for (let n = 0; n < 20; n++) localStorage.setItem('stuff' + size + '.' + n, 'x'.repeat(size));
  } catch {}
}`;
const FREE = `for (const key of Object.keys(localStorage)) if (key.startsWith('stuff')) localStorage.removeItem(key);`;
const BRIDGE = `window.nuva = {
  isReady: true,
  require: () => (done, failed, module, method, { corpId }) => void askDingtalk(module, method, corpId).then(done, failed),
};`;

/** A photo of nothing but noise, which no program makes small. */
async function noise(name: string, width: number, height: number): Promise<string> {
  const file = path.join(folder, name);
  const raw = { width, height, channels: 3 as const };
  const dots = randomFillSync(Buffer.alloc(width * height * 3));
  await sharp(dots, { raw }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(file);
  return file;
}

/** A resident before the form of flat 301. */
async function atTheForm(options: Parameters<typeof openHandset>[1] = {}) {
  const { server, browser } = stage();
  const handset = await openHandset(browser, options);
  await handset.page.goto(`${server.url}/q/cuihu/s/CH-1-1-301`);
  await press(handset.page, '我有账号');
  await signInHere(handset.page, 'resident1');
  await reads(handset.page, '301室');
  return handset;
}

async function fillIn(page: Page, title: string): Promise<void> {
  await press(page, '水管漏水');
  await type(page, '什么问题', title);
  await type(page, '联系电话', '13800138009');
}

async function choose(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('.photos__add').last().click();
  await (await chooser).setFiles(file);
}

const reported = async (title: string) => {
  const dispatch = await signIn(stage().server.url, 'dispatch');
  const { body } = await dispatch('ticket.list', { order: 'newest', limit: 20 });
  const found = body.items.filter((item: { title: string }) => item.title === title);
  expect(found).toHaveLength(1);
  return (await dispatch('ticket.get', { ticketId: found[0].id })).body.ticket;
};

test('a photo of 40 MB is made small before it travels; an iPhone’s own kind is refused in words, and another one taken', async () => {
  const { page, errors } = await atTheForm();
  await fillIn(page, '大照片');
  const apple = path.join(folder, 'IMG_1.HEIC');
  await writeFile(apple, heic());
  await choose(page, apple);
  await reads(page, '在相机设置里选“兼容性最佳”');
  expect(await page.getByRole('textbox', { name: '什么问题' }).inputValue()).toBe('大照片');

  const large = await noise('large.jpg', 4700, 3500);
  expect((await stat(large)).size).toBeGreaterThan(40 * MB);
  const sent: number[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/file.upload')) sent.push(request.postDataBuffer()?.length ?? 0);
  });
  await addPhoto(page, page, large);
  await press(page, '提交');
  await reads(page, '已提交');
  expect(sent).toHaveLength(1);
  expect(sent[0]).toBeLessThan(8 * MB);
  expect((await reported('大照片')).values.photos).toHaveLength(1);
  expect(errors).toEqual([]);
});

test('no room on the phone: said, nothing lost, sent once there is room', async () => {
  const { page, errors } = await atTheForm();
  await fillIn(page, '没有空间');
  await page.evaluate(FILL);
  await press(page, '提交');
  await reads(page, '手机存储满了');
  expect(await page.getByRole('textbox', { name: '什么问题' }).inputValue()).toBe('没有空间');
  await page.evaluate(FREE);
  await press(page, '提交');
  await reads(page, '已提交');
  await reported('没有空间');
  expect(errors).toEqual([]);
});

test('a clock five hours slow, and no right to know the place: the technician works all the same', async () => {
  const { server, browser } = stage();
  const resident = await signIn(server.url, 'resident1');
  const { items } = (await resident('template.list', {})).body;
  const template = items.find(({ code }: { code: string }) => code === 'repair');
  const dispatch = await signIn(server.url, 'dispatch');
  const { body: sites } = await dispatch('site.list', { text: 'CH-1-1-301' });
  const values = {
    title: '钟慢了',
    category: 'water',
    priority: 'normal',
    site: sites.items[0].id,
    phone: '13800138009',
  };
  const { ticket } = (await resident('ticket.create', { templateId: template.id, values })).body;
  const { member } = (await (await signIn(server.url, 'tech1'))('session.get', {})).body;
  await dispatch('ticket.assign', { ticketId: ticket.id, memberId: member.id });

  // Refused, not only never granted: a browser that nobody looks at may ask, and wait for an answer.
  const { context, page, errors } = await openHandset(browser, { permissions: [] });
  await context.clock.install({ time: Date.now() - 5 * HOUR });
  await page.goto(pageAt(server.url, 'ticket-work', `?id=${ticket.id}`));
  await signInHere(page, 'tech1');
  await press(page, '接单');
  await press(page, '出发');
  await press(page, '到达签到');
  await reads(page, '没有定位的权限');
  await type(page, '没有定位也能签到，说明原因', '手机定位坏了');
  await press(page, '说明原因并签到');
  await reads(page, '完成');
  const told = (await dispatch('ticket.timeline', { ticketId: ticket.id })).body.items;
  const arrived = told.find((item: { type: string }) => item.type === 'ticket.arrived');
  expect(Math.abs(arrived.at - Date.now())).toBeLessThan(2 * MINUTE);
  expect(errors).toEqual([]);
});

test('DingTalk’s browser says who is there: in without a page, a password or a press', async () => {
  const { server, browser } = stage();
  const { context, page, errors } = await openHandset(browser, { userAgent: IN_DINGTALK });
  const person = { corpId: 'ding5a0d3cuihu00001', clientId: 'dingapp5a0d3cuihu01', userid: 'dt-tech1' };
  await context.exposeFunction('askDingtalk', async (module: string, method: string, corpId: string) => {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ ...person, corpId });
    const answer = await fetch(`${server.url}/sandbox/api/ding/code`, { method: 'POST', headers, body });
    return `${module}.${method}` === 'runtime.permission.requestAuthCode' ? await answer.json() : null;
  });
  await context.addInitScript(BRIDGE);
  const scripts: string[] = [];
  page.on('request', (request) => void scripts.push(request.url()));
  await page.goto(pageAt(server.url, 'today', '?org=cuihu'));
  await reads(page, '翠湖物业');
  const visited = scripts.filter((address) => /\/auth\/|\/sandbox\//.test(address));
  expect([visited, errors]).toEqual([[], []]);
  expect(await page.evaluate("localStorage.getItem('session')")).toContain('张伟');
});
