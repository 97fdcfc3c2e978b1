// In the console's timeline: when something came, and when it was done, where that was before.
import { HOUR } from '@paidan/shared/kernel/time';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { tickets } from '../../../../test/fake/data';
import { serve, stage } from '../../../../test/stage';
import { TicketsPage } from '../TicketsPage';

test('what was done before it came is told with both times', async () => {
  const [ticket] = tickets;
  if (ticket === undefined) throw new Error('no tickets');
  const at = Date.UTC(2026, 10, 1, 3);
  const item = { seq: 1, type: 'ticket.arrived', at, by: { id: 'm9', name: '李建国' }, channel: 'miniapp', names: {} };
  const items = [
    { ...item, data: { doneAt: at - HOUR } },
    { ...item, seq: 2, data: {} },
  ];
  serve((name) => (name === 'ticket.timeline' ? { status: 200, body: { items, more: false } } : undefined));
  stage(
    <Routes>
      <Route path="tickets/:id?" element={<TicketsPage />} />
    </Routes>,
    { at: `/tickets/${ticket.id}` },
  );
  const told = await screen.findAllByText(/后来才送达/);
  expect(told.map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/操作于 \S+ 10:00，后来才送达$/)]);
});
