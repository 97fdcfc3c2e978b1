// The menu says how many reports wait to be looked at, to whoever decides on them.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { me } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import { BottomBar } from './BottomBar';
import { SideNav } from './SideNav';

const waits = (waiting: number) =>
  serve((name) => (name === 'held.list' ? { status: 200, body: { items: [], waiting } } : undefined));
const side = <SideNav onPalette={() => {}} onKeys={() => {}} onPassword={() => {}} />;
const as = (...grants: string[]) => ({ ...me, member: { ...me.member, grants } }) as typeof me;

test.each([
  [3, /^可疑提交\s*3$/],
  [1000, /^可疑提交\s*1000\+$/],
])('%i wait', async (waiting, name) => {
  waits(waiting);
  stage(side, { as: as('ticket.dispatch') });
  expect((await screen.findByRole('link', { name })).getAttribute('href')).toBe('/held');
});

test('none wait: nothing is counted', async () => {
  const sent = waits(0);
  stage(side, { as: as('ticket.dispatch') });
  await waitFor(() => expect(sent.some(({ name }) => name === 'held.list')).toBe(true));
  expect(await screen.findByRole('link', { name: '可疑提交' })).toBeTruthy();
});

test('on a phone, in the sheet of everything else', async () => {
  waits(2);
  stage(<BottomBar onPassword={() => {}} />, { as: as('ticket.dispatch') });
  fireEvent.click(screen.getByRole('button', { name: '更多' }));
  expect(await screen.findByRole('link', { name: /^可疑提交\s*2$/ })).toBeTruthy();
});

test('whoever does not decide on them is not asked for', async () => {
  const sent = waits(3);
  stage(side, { as: as('member.read') });
  expect(await screen.findByRole('link', { name: '成员' })).toBeTruthy();
  expect(sent.some(({ name }) => name === 'held.list')).toBe(false);
});
