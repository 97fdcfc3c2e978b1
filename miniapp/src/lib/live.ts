// What changed on the server while a page is in front: asked for every few seconds, as mini-programs have no event stream.
import { SECOND } from '@paidan/shared/kernel/time';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import type { Output } from './api';
import { call } from './call';

export type Change = Output<'feed.poll'>['items'][number];

const EVERY = 5 * SECOND;
/** Without signal it asks less and less often. */
const LONGEST = 60 * SECOND;

/** `hear` is told of whatever changed since the page opened, or since it came back to the front. */
export function useLive(hear: (changes: readonly Change[]) => void): void {
  const heard = useRef(hear);
  heard.current = hear;
  const shown = useRef(true);
  useDidShow(() => {
    shown.current = true;
  });
  useDidHide(() => {
    shown.current = false;
  });
  useEffect(() => {
    let gone = false;
    let cursor: number | undefined;
    let pause = EVERY;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      if (shown.current) {
        const answer = await call('feed.poll', cursor === undefined ? {} : { cursor });
        if (gone) return;
        pause = answer.ok ? EVERY : Math.min(LONGEST, pause * 2);
        if (answer.ok) {
          cursor = answer.value.cursor;
          if (answer.value.items.length > 0) heard.current(answer.value.items);
        }
      }
      timer = setTimeout(ask, pause);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
}
