// Access tokens of the platforms: one refresher among all processes, everybody else waits for what it brings.
import type { Tokens } from '../../core/channels';
import type { Seal } from '../../core/seal';
import type { Store } from '../../store/unit';

export function makeTokens(_store: Store, _seal: Seal): Tokens {
  throw new Error('not yet');
}
