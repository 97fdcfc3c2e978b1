// When is what a page shows read anew? At once, when the page was away and is back in front, and when it is pulled down.
import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useEffect, useRef } from 'react';

/** Each change of `refresh` loads at once. The platform's first word that the page shows comes beside that, and loads nothing. */
export function useRefreshing(refresh: () => Promise<void>): void {
  const wasAway = useRef(false);
  useEffect(() => void refresh(), [refresh]);
  useDidHide(() => {
    wasAway.current = true;
  });
  useDidShow(() => {
    if (!wasAway.current) return;
    wasAway.current = false;
    void refresh();
  });
  usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh());
  });
}
