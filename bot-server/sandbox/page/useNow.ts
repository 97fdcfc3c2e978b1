// The time on the bench: real time and how far it was moved. Drawn anew each second, or each minute for those who only show minutes.
import { useEffect, useState } from 'react';
import { MINUTE } from './clock';

export function useNow(offset: number, step = 1000): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), Math.min(step, 5_000));
    return () => window.clearInterval(timer);
  }, [step]);
  const now = Date.now() + offset;
  return step === MINUTE ? now - (now % MINUTE) : now;
}
