// The session ended while the page was open: whoever listens shows the sign-in again, on top of the same address.
const EVENT = 'paidan:signed-out';

export const announceSignedOut = () => window.dispatchEvent(new Event(EVENT));

export function onSignedOut(listener: () => void): () => void {
  window.addEventListener(EVENT, listener);
  return () => window.removeEventListener(EVENT, listener);
}
