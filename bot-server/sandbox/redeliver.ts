// One event to the product: five seconds for an answer, then the same again, three times at most. Source: WeCom 90930, WeChat "message push".
import { setTimeout as wait } from 'node:timers/promises';
import { SECOND } from './clock';
import { ask, type Heard } from './outward';

const PATIENCE = 5 * SECOND;
/** Before each repetition; the platforms do not publish theirs. */
export const REDELIVERY_GAPS: readonly number[] = [0, SECOND, 2 * SECOND];

export type Wire = { readonly url: string; readonly body: string; readonly type: string };

/** The same to another address, such as another process of the product. */
export const redirected = (wire: Wire, url: string | undefined): Wire =>
  url === undefined ? wire : { ...wire, url: `${url}?${new URL(wire.url).searchParams}` };

/** `heard` sees each attempt. Anything but 200 counts as unanswered. */
export async function redeliver(wire: Wire, heard: (answer: Heard) => void): Promise<Heard & { deliveries: number }> {
  for (let deliveries = 1; ; deliveries++) {
    const answer = await ask({ method: 'POST', ...wire, timeout: PATIENCE });
    heard(answer);
    const gap = REDELIVERY_GAPS[deliveries - 1];
    if (answer.status === 200 || gap === undefined) return { ...answer, deliveries };
    await wait(gap, undefined, { ref: false });
  }
}
