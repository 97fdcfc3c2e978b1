// From where somebody is without an account to signing in. What they have not sent yet goes under their own name only: once another is
// signed in it lies until they are back, so it is sent first if it can be, and otherwise asked about.
import { useState } from 'react';
import { flush } from './outbasket/outbasket';
import { useWaiting } from './outbasket/shelf';

/** `asks`: pressed once, and so much still waits; the next press goes. */
export function useGoingIn(go: () => void): {
  readonly asks: boolean;
  readonly waiting: number;
  readonly press: () => void;
} {
  const waiting = useWaiting();
  const [asked, setAsked] = useState(false);
  const press = () => {
    if (asked || waiting === 0) return go();
    setAsked(true);
    void flush();
  };
  return { asks: asked && waiting > 0, waiting, press };
}
