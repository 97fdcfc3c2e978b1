// WeChat asks the app to show its privacy guide before photos or places are had. Whoever shows it listens here.
export type Ask = (answer: (agreed: boolean) => void) => void;

const listeners = new Set<Ask>();

export function onPrivacyAsked(hear: Ask): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** The newest listener shows it: that is the page in front. Nobody there: not agreed. */
export function askPrivacy(answer: (agreed: boolean) => void): void {
  const newest = Array.from(listeners).pop();
  if (newest) newest(answer);
  else answer(false);
}
