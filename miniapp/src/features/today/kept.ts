// The last list that the server gave, kept on the device for the cellar without signal; the next person never sees it.
import type { Instant } from '@paidan/shared/kernel/time';
import Taro from '@tarojs/taro';
import type { Todo } from '../../lib/api';

export type Kept = { readonly items: readonly Todo[]; readonly next: string | undefined; readonly at: Instant };

const KEY = 'todos';

export function keepTodos(memberId: string, kept: Kept): void {
  Taro.setStorageSync(KEY, { memberId, ...kept });
}

export function keptTodos(memberId: string): Kept | null {
  const raw = Taro.getStorageSync(KEY) as (Kept & { memberId: string }) | '' | undefined;
  if (!raw || raw.memberId !== memberId || !Array.isArray(raw.items)) return null;
  return { items: raw.items, next: raw.next, at: raw.at };
}

export function forgetTodos(): void {
  Taro.removeStorageSync(KEY);
}
