// When is what a page shows read anew? At once, when the page was away and is back in front, when it is pulled down, and when the network
// is back.
import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { host } from './host';
import { onReached } from './reach';

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
  useReturning(() => {
    // A page that is not in front reads anew when it is.
    if (!wasAway.current) void refresh();
  });
}

/** The phone says that there is a network again, or something else that was asked or sent has had its answer. */
export function useReturning(again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    const leave = [host.network.watch((online) => online && latest.current()), onReached(() => latest.current())];
    return () => {
      for (const one of leave) one();
    };
  }, []);
}
