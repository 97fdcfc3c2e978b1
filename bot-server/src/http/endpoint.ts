// By what name is a request counted and logged? Out of a fixed list: addresses hold ids, and whatever strangers type.
import { endpointNamed } from '@paidan/shared/contract/index';

const OTHERS = {
  '/api/openapi.json': 'openapi',
  '/api/feed.stream': 'feed.stream',
  '/healthz': 'health',
  '/readyz': 'health',
  '/metrics': 'metrics',
} as const;
/** By how the address begins. */
const UNDER = [
  ['/api/files/', 'file'],
  ['/hooks/', 'hook'],
  ['/auth/', 'signin'],
  ['/go/', 'signin'],
  ['/q/', 'label'],
  ['/sandbox/', 'sandbox'],
] as const;

export const OTHER_ENDPOINTS: readonly string[] = [
  ...new Set([...Object.values(OTHERS), ...UNDER.map(([, name]) => name), 'unknown', 'page']),
];

/** A name of the contract, or one of `OTHER_ENDPOINTS`. */
export function endpointOf(path: string): string {
  if (Object.hasOwn(OTHERS, path)) return OTHERS[path as keyof typeof OTHERS];
  const under = UNDER.find(([start]) => path.startsWith(start));
  if (under !== undefined) return under[1];
  if (!path.startsWith('/api/')) return 'page';
  const name = path.slice('/api/'.length);
  return endpointNamed(name) === undefined ? 'unknown' : name;
}
