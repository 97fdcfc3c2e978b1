import { troubleWords } from '@paidan/shared/text/trouble';
import { screen } from '@testing-library/react';
import { stage } from '../../test/stage';
import { Trouble } from './Trouble';

const said = (code: string, message: string) => {
  const { container, unmount } = stage(<Trouble error={{ code, message }} />);
  const lines = [...container.querySelectorAll('p')].map((line) => line.textContent);
  unmount();
  return lines;
};

test.each([
  ['60020', 'not allow to access from your ip', 'not allow to access from your ip'],
  ['60020', troubleWords('zh-CN', { code: '60020', message: 'not allow' }), 'not allow'],
])('%s with %j: meaning, what to do, and the platform’s own words once', (code, message, own) =>
  expect(said(code, message)).toEqual([
    '服务器 IP 不在可信 IP 里错误码 60020',
    '企业微信管理后台 › 应用管理 › 自建应用 › 企业可信 IP，加上本服务器的出口 IP。',
    own,
  ]),
);

test('every 5xx means the same', () => expect(said('http_502', '')[0]).toBe('平台服务出错错误码 http_502'));

test.each(['99999', 'constructor', '__proto__'])('of %s only what the platform said is told', (code) =>
  expect(said(code, 'something odd')).toEqual([`something odd错误码 ${code}`]),
);

test('a hint without the platform’s words leaves nothing to repeat', () => {
  stage(<Trouble error={{ code: 'sealed', message: troubleWords('zh-CN', { code: 'sealed', message: '' }) }} />);
  expect(screen.getByText(/请在“设置”里重新填写全部密钥/)).toBeTruthy();
  expect(screen.getAllByText(/解不开/)).toHaveLength(1);
});
