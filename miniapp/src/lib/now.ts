// The clock as the screens see it: a value that moves on every half minute, by the server's time.
import type { Instant } from '@paidan/shared/kernel/time';
import { SECOND } from '@paidan/shared/kernel/time';
import { useEffect, useState } from 'react';
import { now as present, useClockOff } from './clock';

const STEP = 30 * SECOND;

export function useNow(): Instant {
  const [now, setNow] = useState(present);
  const off = useClockOff();
  useEffect(() => {
    setNow(present());
    const timer = setInterval(() => setNow(present()), STEP);
    return () => clearInterval(timer);
  }, [off]);
  return now;
}
