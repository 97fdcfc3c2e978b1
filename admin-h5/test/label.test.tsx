import { fireEvent, screen, waitFor } from '@testing-library/react';
import LabelsPage from '../src/features/label/LabelsPage';
import { linkOf } from '../src/features/label/labels';
import { assets, sites } from './fake/data';
import { serve, stage } from './stage';

test('a code leads to the phone’s report page of this organization, with the place filled in', () => {
  expect(linkOf('https://p.example', 'jj', { siteId: 's1' })).toBe(
    'https://p.example/m/#/pages/report/index?t=jj&s=s1',
  );
  expect(linkOf('https://p.example', 'jj', { siteId: null, assetId: 'a1' })).toBe(
    'https://p.example/m/#/pages/report/index?t=jj&a=a1',
  );
});

test('the sheet has one label for each choice: code, name, path, number', async () => {
  serve();
  stage(<LabelsPage />, { at: `/labels?sites=${sites[4]?.id}` });
  const picture = await screen.findByAltText('1203 室 的二维码');
  expect(picture.getAttribute('src')).toContain('data:image/svg+xml');
  expect(picture.getAttribute('data-link')).toBe(
    `http://localhost/m/#/pages/report/index?t=jinjiang&s=${sites[4]?.id}`,
  );
  const label = picture.closest('article');
  expect(label?.textContent).toContain('锦江花园 / 3号楼 / 12层');
  expect(label?.textContent).toContain('JJ-3-1203');
  fireEvent.click(await screen.findByLabelText(/锦江花园 \/ 5号楼/));
  expect(await screen.findByAltText('5号楼 的二维码')).toBeTruthy();
  expect(screen.getByText('已选 2 张')).toBeTruthy();
});

test('an asset’s label carries its site along; without a choice there is nothing to print', async () => {
  serve();
  stage(<LabelsPage />, { at: '/labels?what=assets' });
  expect(screen.getByRole('button', { name: '打印' })).toHaveProperty('disabled', true);
  fireEvent.click(await screen.findByLabelText(/客梯 1#/));
  const picture = await screen.findByAltText('客梯 1# 的二维码');
  await waitFor(() =>
    expect(picture.getAttribute('data-link')).toContain(`&s=${assets[0]?.siteId}&a=${assets[0]?.id}`),
  );
});
