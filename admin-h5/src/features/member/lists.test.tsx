// Departments and roles can be taken along as they are shown, by whoever reads them.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { me } from '../../../test/fake/data';
import { serve, stage } from '../../../test/stage';
import { Departments } from './Departments';
import { Roles } from './Roles';

const reader = { ...me, member: { ...me.member, grants: ['member.read'] } } as typeof me;

test.each([
  ['department', <Departments key="d" />],
  ['role', <Roles key="r" />],
] as const)('%s', async (kind, page) => {
  const sent = serve((name) =>
    name.endsWith('.export')
      ? { status: 422, body: { error: { code: 'export_rows', message: '一次最多导出 50000 行', requestId: 'r1' } } }
      : undefined,
  );
  stage(page, { as: reader });
  fireEvent.keyDown(await screen.findByRole('button', { name: '导出' }), { key: 'Enter' });
  fireEvent.click(await screen.findByRole('menuitem', { name: /CSV/ }));
  await waitFor(() =>
    expect(sent.find(({ name }) => name === `${kind}.export`)?.input).toEqual({ retired: true, format: 'csv' }),
  );
  expect(await screen.findByText('一次最多导出 50000 行')).toBeTruthy();
});
