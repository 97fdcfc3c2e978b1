// Others who met the same trouble, in the console's timeline: one line that counts those who stand by it.
import { SAME_SAID } from '@paidan/shared/rules/ticket/same';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { tickets } from '../../../../test/fake/data';
import { serve, stage } from '../../../../test/stage';
import { TicketsPage } from '../TicketsPage';

test('three met it, one of them took it back: two, once, and signed by nobody', async () => {
  const [ticket] = tickets;
  if (ticket === undefined) throw new Error('no tickets');
  const said = [SAME_SAID.met, SAME_SAID.met, SAME_SAID.met, SAME_SAID.undone];
  const items = said.map((text, at) => ({
    ...{ seq: at + 1, type: 'ticket.commented', at: ticket.createdAt + at, by: null, channel: 'miniapp' },
    ...{ data: { text, photos: [] }, names: {} },
  }));
  serve((name) => (name === 'ticket.timeline' ? { status: 200, body: { items, more: false } } : undefined));
  stage(
    <Routes>
      <Route path="tickets/:id?" element={<TicketsPage />} />
    </Routes>,
    { at: `/tickets/${ticket.id}` },
  );
  expect((await screen.findByText('2 人也遇到')).closest('li')?.textContent).toMatch(/^2 人也遇到/);
  for (const text of said) expect(screen.queryByText(text)).toBeNull();
});
