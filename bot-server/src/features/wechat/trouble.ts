// The platform's trouble as a refusal that travels to whoever asked.
import { no } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Trouble } from '../../core/channels';

/** A code is good for five minutes and once (40029); people whom WeChat holds for risky do not get in (40226). */
export function troubled({ code, message }: Trouble) {
  if (code === '40029') return no(refuse('too_late'));
  if (code === '40226') return no(refuse('forbidden'));
  return no(refuse('channel_trouble', { code, message: message.slice(0, 200) }));
}
