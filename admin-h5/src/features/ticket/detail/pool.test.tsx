// A ticket in the pool, as the console shows it: who could take it, and how it gets out again.
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { tickets } from '../../../../test/fake/data';
import { serve, stage } from '../../../../test/stage';
import { TicketsPage } from '../TicketsPage';

const [some] = tickets;
if (some === undefined) throw new Error('no tickets');
const item = { ...some.work[0], handler: null };
const pooled = {
  ...some,
  phase: 'open',
  assignee: null,
  work: [
    { ...item, no: 1, kind: 'dispatch', role: 'dispatcher' },
    { ...item, no: 2, kind: 'offer', role: 'technician' },
  ],
};

function open(canGive: boolean) {
  const actions = [{ command: 'ticket.assign', enabled: canGive }];
  const sent = serve((name) =>
    name === 'ticket.get' ? { status: 200, body: { ticket: pooled, actions } } : undefined,
  );
  stage(
    <Routes>
      <Route path="tickets/:id?" element={<TicketsPage />} />
    </Routes>,
    { at: `/tickets/${pooled.id}` },
  );
  return sent;
}

test('whoever may give it to somebody sees how many could take it, and the way out', async () => {
  open(true);
  expect(await screen.findByText(/^抢单池 · 「.+」4 人可抢$/)).toBeTruthy();
  expect(screen.getByText('先接先得；点“派单”直接派给一个人，就离开抢单池')).toBeTruthy();
  expect(screen.queryByText(/^等「/)).toBeNull();
});

test('others see that it is in the pool, and nobody asks for them who works here', async () => {
  const sent = open(false);
  expect(await screen.findByText(/^抢单池 · 「.+」可抢$/)).toBeTruthy();
  expect(sent.filter(({ name }) => name === 'ticket.candidates')).toEqual([]);
});
