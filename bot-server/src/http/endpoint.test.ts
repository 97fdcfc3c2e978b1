import { contract } from '@paidan/shared/contract/index';
import fc from 'fast-check';
import { endpointOf, OTHER_ENDPOINTS } from './endpoint';

test.each([
  ['/api/ticket.list', 'ticket.list'],
  ['/api/openapi.json', 'openapi'],
  ['/api/feed.stream', 'feed.stream'],
  ['/api/files/01hxyz', 'file'],
  ['/api/13800138000', 'unknown'],
  ['/api/toString', 'unknown'],
  ['/hooks/wecom/01hxyz', 'hook'],
  ['/auth/wecom/01hxyz/back', 'signin'],
  ['/q/cuihu/s/B1', 'label'],
  ['/readyz', 'health'],
  ['/constructor', 'page'],
  ['/', 'page'],
])('%s is %s', (path, name) => expect(endpointOf(path)).toBe(name));

test('whatever is asked for, the name is one of ours', () => {
  const known = new Set([...Object.keys(contract), ...OTHER_ENDPOINTS]);
  const starts = fc.constantFrom('/', '/api/', '/api/ticket.', '/hooks/', '/api/files/', '/q/');
  fc.assert(fc.property(starts, fc.string(), (start, rest) => known.has(endpointOf(start + rest))));
});
