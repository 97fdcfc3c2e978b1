// Stored text is inert everywhere: whatever runs where it is shown is put into every text and file name that people can write, and
// then every page that shows any of it is opened. The policy of the server (CSP) is off for this, so that it hides nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { REPAIR } from '../../src/sample/templates';
import { type Answer, type Caller, signIn } from '../e2e/api';
import { DESKTOP, openContext, openWindow } from '../e2e/browser';
import { openHandset, pageAt, signInHere } from '../e2e/handset';
import { watchRest } from '../e2e/rest';
import { setStage } from '../e2e/stage';
import { PATIENCE, PATIENCE_MS } from '../support/patience';
import { photo } from '../support/pictures';
import { makeRotation, PAYLOADS, poisoned } from './corpus';
import { watch } from './watch';

const folder = mkdtempSync(path.join(tmpdir(), 'paidan-inert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = setStage(() => ({ kind: 'sqlite', file: path.join(folder, 'paidan.db') }), { standIn: true });

const next = makeRotation();
/** Every page of the console, by its address; `:id` is what was planted of its kind. */
const CONSOLE = [
  ...['tickets', 'tickets/:id', 'work', 'report', 'board', 'members', 'sites', 'assets', 'templates', 'public'],
  ...['templates/:id', 'labels', 'connections', 'connections/:id', 'deliveries', 'handover', 'held', 'preferences'],
];
/** Every page of the mini-program, by its folder. */
const PHONE = {
  signedIn: ['today', 'mine', 'report', 'ticket', 'basket'],
  technician: ['ticket-work', 'asset'],
  guest: ['guest/index', 'guest/follow', 'guest/same'],
};
/** Milliseconds before which whoever reports is taken for a machine. */
const READ = 2500;

let planted: {
  readonly ticketId: string;
  readonly templateId: string;
  readonly accountId: string;
  readonly assetId: string;
  readonly link: string;
  /** Of a report near the label's place, as strangers see it. */
  readonly near: string;
};

async function sent(call: Caller, name: string, input: object): Promise<Answer['body']> {
  const { status, body } = await call(name, input);
  if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Under a name that would run. */
async function upload(login: string): Promise<string> {
  const { url } = stage().server;
  const answer = await fetch(`${url}/api/session.create`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ org: 'cuihu', login, password: 'paidan123', bearer: true }),
  });
  const { token } = (await answer.json()) as { token: string };
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(await photo(300, 200))]), `${next()}.jpg`);
  const made = await fetch(`${url}/api/file.upload`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  });
  return ((await made.json()) as { file: { id: string } }).file.id;
}

beforeAll(async () => {
  const { url } = stage().server;
  const as = async (login: string) => signIn(url, login);
  const [admin, dispatch, tech, resident] = await Promise.all(['admin', 'dispatch', 'tech1', 'resident1'].map(as));
  if (!admin || !dispatch || !tech || !resident) throw new Error('nobody');
  const made = async (kind: string, input: object): Promise<string> =>
    (await sent(admin, `${kind}.create`, input)).record.id as string;
  const bilingual = () => ({ zh: next(), en: next() });
  const departmentId = await made('department', { name: next() });
  await made('role', { code: 'hostile', name: bilingual(), grants: ['ticket.create', 'ticket.work'] });
  const site = await made('site', { code: 'XSS-1', name: next(), kind: 'room' });
  const assetId = await made('asset', {
    code: 'XSS-2',
    name: next(),
    siteId: site,
    category: next(),
    model: next(),
    serial: next(),
  });
  await made('member', { login: 'hostile', name: next(), departmentId, roles: ['hostile'] });
  const people = (await sent(admin, 'member.list', { text: 'tech1' })).items as unknown as {
    id: string;
    version: number;
  }[];
  const worker = people[0]?.id ?? '';
  // Those who report and work have such names themselves.
  for (const login of ['resident1', 'tech1', 'dispatch']) {
    const [one] = (await sent(admin, 'member.list', { text: login })).items;
    await sent(admin, 'member.change', { id: one?.id, change: { name: next() } });
  }
  const body = poisoned(REPAIR, next);
  const templateId = (await sent(admin, 'template.create', { code: 'hostile', body })).template.id as string;
  const account = await sent(admin, 'account.create', {
    kind: 'wechat',
    name: next(),
    values: { appId: 'wx0001' },
    secrets: { appSecret: 'a-secret-of-ours' },
  });
  const accountId = account.account.id as string;
  const rules = (await sent(admin, 'guest.rules', {})).values;
  await sent(admin, 'guest.changeRules', {
    values: { ...rules, greeting: next(), contact: '13800000000', templateIds: [templateId] },
  });

  const values = () => ({
    title: next(120),
    description: PAYLOADS.join('\n'),
    category: 'water',
    priority: 'high',
    phone: '13800138009',
    site,
    asset: assetId,
    location: { lat: 31.2, lng: 121.4, accuracy: 10, address: next() },
  });
  const report = async () => {
    const photos = [await upload('resident1')];
    return (await sent(resident, 'ticket.create', { templateId, values: { ...values(), photos } })).ticket.id as string;
  };
  // One in work, one that was sent back, one with another, one that came to nothing: so that every sort of event is there.
  const ticketId = await report();
  await sent(dispatch, 'ticket.assign', { ticketId, memberId: worker });
  await sent(tech, 'ticket.accept', { ticketId });
  await sent(tech, 'ticket.arrive', { ticketId, position: { lat: 1, lng: 1, accuracy: 5 }, override: next() });
  await sent(tech, 'ticket.log', { ticketId, text: PAYLOADS.slice(0, 5).join(' '), minutes: 3 });
  await sent(tech, 'ticket.complete', { ticketId, values: { fault: next(), afterPhotos: [await upload('tech1')] } });
  await sent(resident, 'ticket.reject', { ticketId, reason: next(), photos: [await upload('resident1')] });
  await sent(resident, 'ticket.comment', { ticketId, text: PAYLOADS.join(' '), photos: [await upload('resident1')] });
  await sent(resident, 'ticket.urge', { ticketId });
  const given = await report();
  await sent(dispatch, 'ticket.assign', { ticketId: given, memberId: worker });
  await sent(tech, 'ticket.accept', { ticketId: given });
  const [other] = (await sent(admin, 'member.list', { text: 'tech2' })).items;
  await sent(tech, 'ticket.transfer', { ticketId: given, memberId: other?.id, reason: next() });
  await sent(resident, 'ticket.cancel', { ticketId: await report(), reason: next() });
  await sent(dispatch, 'ticket.offer', { ticketId: await report() });

  const label = { kind: 's', org: 'cuihu', code: 'XSS-1' } as const;
  const stranger = async (name: string, input: object, token = ''): Promise<Answer['body']> => {
    const headers = { 'Content-Type': 'application/json', ...(token !== '' && { Authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${url}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { token } = await stranger('guest.begin', { label, device: 'x'.repeat(32) });
  const { stamp } = await stranger('guest.page', { label });
  await new Promise((resolve) => setTimeout(resolve, READ));
  const { title, description, category, priority, phone } = values();
  const told = { title, description, category, priority, phone };
  const { link } = await stranger('guest.report', { label, templateId, values: told, stamp }, token);
  const { nearby } = await stranger('guest.page', { label });
  planted = { ticketId, templateId, accountId, assetId, link, near: nearby[0].ref };
});

test('no page is left out', () => {
  const root = path.resolve(__dirname, '../../..');
  const source = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const routes = [...source('admin-h5/src/routes.tsx').matchAll(/ path="([^"*]+)"/g)].map(([, at = '']) => at);
  expect(routes).toContain('tickets/:id?');
  const withAndWithout = routes.flatMap((at) => (at.endsWith('/:id?') ? [at.slice(0, -5), at.slice(0, -1)] : [at]));
  expect(withAndWithout.filter((at) => !CONSOLE.includes(at))).toEqual([]);
  const config = source('miniapp/src/app.config.ts');
  const main = [...(/^\s*pages: \[(.*)\]/m.exec(config)?.[1]?.matchAll(/'pages\/([^']+)'/g) ?? [])].map(
    ([, at = '']) => at,
  );
  const inner = [...config.matchAll(/root: 'pages\/([^']+)', pages: \[([^\]]+)\]/g)].flatMap(([, folder, names = '']) =>
    [...names.matchAll(/'([^']+)'/g)].map(([, name]) => `${folder}/${name}`),
  );
  expect(main).toContain('today/index');
  expect(inner).toContain('guest/follow');
  const opened = [...PHONE.signedIn, ...PHONE.technician].map((at) => `${at}/index`).concat(PHONE.guest);
  expect([...main, ...inner].filter((at) => !opened.includes(at))).toEqual([]);
});

test('the watch notices each of them, where it is taken for markup', async () => {
  const { browser, server } = stage();
  const context = await openContext(browser, { bypassCSP: true });
  const watching = await watch(context);
  const page = await context.newPage();
  const plain = PAYLOADS.filter(
    (payload) => payload.startsWith('<') || payload.startsWith('"') || payload.startsWith("'"),
  );
  expect(plain.length).toBeGreaterThan(10);
  for (const payload of plain) {
    await page.goto(`${server.url}/healthz`);
    await page.setContent(
      `<textarea>${payload.startsWith('</textarea') ? payload : '</textarea>'}<input value="${payload}"><input value='${payload}'>${payload}`,
    );
    // Some of them take a moment.
    const isNoticed = async () => (await watching.noticed(page).catch(() => ['gone elsewhere'])).length > 0;
    for (const until = Date.now() + PATIENCE_MS; !(await isNoticed()); ) {
      if (Date.now() > until) throw new Error(`not noticed: ${payload}`);
      await page.waitForTimeout(50);
    }
  }
});

/** One of them stands there to be read, as letters. */
const SHOWN = `document.body?.innerText.includes('hit(')`;
const showsAny = (page: Page) => page.evaluate(SHOWN);

/** Opens what opens and unfolds what unfolds, once. */
const unfold = (page: Page) =>
  page.evaluate(`for (const element of document.querySelectorAll('details, [aria-expanded="false"]')) {
    if (element.tagName === 'DETAILS') element.open = true; else element.click();
  }`);

test('every page of the console', async () => {
  const { server, browser } = stage();
  const { page, context, errors } = await openWindow(browser, server.url, 'admin', {
    viewport: DESKTOP,
    bypassCSP: true,
  });
  const [watching, rest] = [await watch(context), watchRest(page)];
  const { ticketId, templateId, accountId } = planted;
  const ids: Readonly<Record<string, string>> = { tickets: ticketId, templates: templateId, connections: accountId };
  const pages = CONSOLE.map((at) => at.replace(/^(\w+)\/:id$/, (_, kind: string) => `${kind}/${ids[kind]}`));
  let shown = 0;
  for (const at of pages) {
    await page.goto(`${server.url}/admin/${at}`, { waitUntil: 'load' });
    await page.locator('h1, h2').first().waitFor(PATIENCE);
    await rest();
    await unfold(page);
    await rest();
    expect([at, await watching.noticed(page)]).toEqual([at, []]);
    if (await showsAny(page)) shown++;
  }
  // They did stand there, as letters.
  expect(shown).toBeGreaterThan(7);
  expect(errors).toEqual([]);
});

test.each(['resident1', 'tech1'])('the mini-program’s pages of %s', async (login) => {
  const { server, browser } = stage();
  const { page, context, errors } = await openHandset(browser, { bypassCSP: true, serviceWorkers: 'block' });
  const [watching, rest] = [await watch(context), watchRest(page)];
  const { ticketId, templateId, assetId } = planted;
  await page.goto(pageAt(server.url, 'today'));
  await signInHere(page, login);
  await page.locator('.todo__title').waitFor(PATIENCE);
  const queries: Readonly<Record<string, readonly string[]>> = {
    report: ['', `?template=${templateId}`],
    ticket: [`?id=${ticketId}`],
    'ticket-work': [`?id=${ticketId}`],
    asset: [`?id=${assetId}`],
  };
  const folders = [...PHONE.signedIn, ...(login === 'tech1' ? PHONE.technician : [])];
  const pages = folders.flatMap((at) => (queries[at] ?? ['']).map((query) => [at, query] as const));
  let shown = 0;
  for (const [at, query] of pages) {
    await page.goto('about:blank');
    await page.goto(pageAt(server.url, at, query));
    await page.locator('.taro_page').first().waitFor(PATIENCE);
    await rest();
    expect([at, await watching.noticed(page)]).toEqual([at, []]);
    if (await showsAny(page)) shown++;
  }
  expect(shown).toBeGreaterThan(2);
  expect(errors).toEqual([]);
});

test('what somebody without an account sees, and the phones of the chat platforms', async () => {
  const { server, browser } = stage();
  const { page, context } = await openHandset(browser, { bypassCSP: true, serviceWorkers: 'block' });
  const [watching, rest] = [await watch(context), watchRest(page)];
  const { link, near } = planted;
  const follow = `/m/#/pages/guest/follow?t=${link}`;
  const same = `/m/#/pages/guest/same?id=${near}`;
  for (const at of ['/q/cuihu/s/XSS-1', same, '/q/cuihu/a/XSS-2', follow, '/sandbox/']) {
    await page.goto('about:blank');
    await page.goto(server.url + at);
    await page.waitForFunction(SHOWN, undefined, PATIENCE);
    await rest();
    expect([at, await watching.noticed(page)]).toEqual([at, []]);
    // Somebody who has met it as well.
    if (!at.endsWith('XSS-1')) continue;
    await page.locator('.similar__fold').click(PATIENCE);
    await page.getByRole('button', { name: '我也是' }).first().waitFor(PATIENCE);
    expect([at, await watching.noticed(page)]).toEqual([at, []]);
    const counted = page.waitForResponse(/guest\.meToo/, PATIENCE);
    await page.getByRole('button', { name: '我也是' }).first().click(PATIENCE);
    expect((await counted).status()).toBe(200);
  }
});
