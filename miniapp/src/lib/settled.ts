// The second half of a double tap is not meant for what has just come into its place: presses count once the screen has stood for
// a moment.
import { useRef } from 'react';

/** Milliseconds. Two taps of one intent are closer together; nobody reads a new screen and aims in less. */
const MOMENT = 700;

/** Wraps what a press does; until this screen has stood for a moment, presses do nothing. */
export function useSettled(): (act: () => void) => () => void {
  const shownAt = useRef(Date.now());
  return (act) => () => {
    if (Date.now() - shownAt.current >= MOMENT) act();
  };
}
