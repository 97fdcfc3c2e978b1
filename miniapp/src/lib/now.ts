// The clock as the screens see it: a value that moves on every half minute.
import type { Instant } from '@paidan/shared/kernel/time';
import { SECOND } from '@paidan/shared/kernel/time';
import { useEffect, useState } from 'react';

const STEP = 30 * SECOND;

export function useNow(): Instant {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP);
    return () => clearInterval(timer);
  }, []);
  return now;
}
