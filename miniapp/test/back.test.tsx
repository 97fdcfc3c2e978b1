// The way back from the pages inside the app: where the host has none of its own, and only there.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { host } from '../src/lib/host';
import { beginSession, endSession, type Session } from '../src/lib/session';
import AssetPage from '../src/pages/asset/index';
import BasketPage from '../src/pages/basket/index';
import ReportPage from '../src/pages/report/index';
import TicketPage from '../src/pages/ticket/index';
import TicketWorkPage from '../src/pages/ticket-work/index';
import { phone } from './stubs/taro';

const session = (grants: readonly string[], more: object = {}) =>
  ({
    ...{ token: 'secret', tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 }, ...more },
    member: { id: 'm1', login: 'lin', name: '林晓', roles: [], grants },
  }) as unknown as Session;
const setBack = (own: boolean) => Object.assign(host.can, { back: own });
const open = (Page: () => React.ReactNode) => act(async () => void render(<Page />));
/** An empty basket has a button of the same name as well. */
const way = () => screen.queryAllByRole('button', { name: '返回' }).find((one) => one.matches('.back__to')) ?? null;
const press = () => act(async () => void fireEvent.click(way() as HTMLElement));

beforeEach(() => {
  phone.done.length = 0;
  phone.params = { id: 'k1' };
  phone.server = () => new Promise(() => {});
  setBack(true);
});
afterEach(() => {
  cleanup();
  endSession();
  phone.depth = 1;
  setBack(false);
});

describe.each([
  ['a report', TicketPage, ['ticket.create'], 'mine'],
  ['a report, by whoever works', TicketPage, ['ticket.create', 'ticket.work'], 'today'],
  ['work', TicketWorkPage, ['ticket.work'], 'today'],
  ['an asset', AssetPage, ['ticket.work'], 'today'],
  ['the basket', BasketPage, ['ticket.work'], 'today'],
] as const)('%s', (_name, Page, grants, parent) => {
  beforeEach(() => beginSession(session(grants), 'lin'));

  test('leads back to where somebody came from', async () => {
    phone.depth = 2;
    await open(Page);
    await press();
    expect(phone.done).toEqual([['back']]);
  });

  test('opened by its address, leads to the page that it belongs to', async () => {
    await open(Page);
    await press();
    expect(phone.done).toEqual([['replace', `/pages/${parent}/index`]]);
  });

  test('under a bar of the host’s own there is no second one', async () => {
    setBack(false);
    phone.depth = 2;
    await open(Page);
    expect(way()).toBeNull();
  });
});

test('reporting is a home, unless an asset led there', async () => {
  beginSession(session(['ticket.create']), 'lin');
  await open(ReportPage);
  expect(way()).toBeNull();
  cleanup();
  phone.depth = 2;
  await open(ReportPage);
  expect(way()).not.toBeNull();
});

test('whoever came by a link has no other page to go back to', async () => {
  beginSession(session([], { guest: true, only: 'k1' }), '');
  await open(TicketPage);
  expect(way()).toBeNull();
});
