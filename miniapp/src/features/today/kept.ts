// The last list that the server gave, kept on the device for the cellar without signal; the next person never sees it.
import type { Instant } from '@paidan/shared/kernel/time';
import Taro from '@tarojs/taro';
import type { Todo } from '../../lib/api';
import { forgetFormerTodos } from '../../lib/leave';

export type Kept = { readonly items: readonly Todo[]; readonly next: string | undefined; readonly at: Instant };

/** Under their name, as all that is forgotten when they leave. */
const keyOf = (memberId: string) => `todos.${memberId}`;

export function keepTodos(memberId: string, kept: Kept): void {
  forgetFormerTodos();
  Taro.setStorageSync(keyOf(memberId), kept);
}

export function keptTodos(memberId: string): Kept | null {
  const raw = Taro.getStorageSync(keyOf(memberId)) as Kept | '' | undefined;
  if (!raw || !Array.isArray(raw.items)) return null;
  return { items: raw.items, next: raw.next, at: raw.at };
}
