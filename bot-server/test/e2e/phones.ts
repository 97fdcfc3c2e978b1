// The stand-in's page as its readers use it: phones side by side, the cards on them, and what is pressed and typed there.
import type { Browser, Locator, Page } from 'playwright-core';
import { PATIENCE } from '../support/patience';
import { openContext } from './browser';

const WIDE = { width: 1800, height: 1000 };

export type Bench = { readonly page: Page; readonly errors: string[] };

/** Under the product's own address, with these people's phones beside those that stand there anyway. */
export async function openBench(browser: Browser, url: string, also: readonly string[] = []): Promise<Bench> {
  const context = await openContext(browser, { viewport: WIDE, locale: 'zh-CN' });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${url}/sandbox/`);
  await page.locator('.device').first().waitFor(PATIENCE);
  for (const name of also) await page.getByRole('button', { name, exact: true }).click();
  return { page, errors };
}

export const phoneOf = (page: Page, name: string): Locator => page.getByRole('region', { name: `${name}的手机` });
export const groupOf = (page: Page): Locator => page.getByRole('region', { name: /^群聊：/ });

/** The newest card of this ticket. */
export const cardOf = (device: Locator, no: string | number): Locator =>
  device
    .locator('.card')
    .filter({ has: device.page().getByRole('heading', { name: new RegExp(`^#${no} `) }) })
    .last();
export const buttonOn = (card: Locator, name: string): Locator => card.getByRole('button', { name, exact: true });
export const linkOn = (card: Locator, name: string): Locator =>
  card.getByRole('link', { name: new RegExp(`^${name}`) });
/** Words that stand where the buttons were. */
export const saysOn = (card: Locator, words: string): Locator => card.locator('.replaced', { hasText: words });
export const shown = (what: Locator): Promise<void> => what.waitFor(PATIENCE);

export async function say(phone: Locator, text: string): Promise<void> {
  await phone.getByRole('textbox').fill(text);
  await phone.getByRole('textbox').press('Enter');
}

/** The platform's next calls of sending to people fail like this. */
export async function failSending(page: Page, kind: string, times: number, code?: number): Promise<Locator> {
  const panel = page.getByRole('complementary', { name: '故障' });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: '故障' }).click();
  await panel.getByRole('combobox', { name: '接口' }).selectOption('message/send');
  await panel.getByRole('combobox', { name: '故障' }).selectOption({ label: kind });
  if (code !== undefined) await panel.getByRole('spinbutton', { name: '错误码' }).fill(String(code));
  await panel.getByRole('spinbutton', { name: '次数' }).fill(String(times));
  await panel.getByRole('button', { name: '开启' }).click();
  await shown(panel.getByText(`还剩 ${times} 次`));
  return panel;
}

/** The fault may spend its last turn, and its button go, while somebody reaches for it. */
export async function clearFaults(panel: Locator): Promise<void> {
  const clear = panel.getByRole('button', { name: '清除' });
  const none = panel.getByText('没有故障，平台一切正常。');
  await shown(clear.or(none).first());
  if (!(await none.isVisible())) await Promise.race([clear.click(PATIENCE).catch(() => {}), shown(none)]);
  await shown(none);
}
