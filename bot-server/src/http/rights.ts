// Does somebody still have the rights that a long answer began with? Asked again and again while it lasts.
import type { Scope } from '../core/scope';
import type { SignedIn } from '../core/sessions';

export function sameRights(now: SignedIn | null, { tenantId, actor }: Scope): boolean {
  const all = (list: readonly string[]) => [...list].sort().join(' ');
  return (
    now !== null &&
    actor.kind === 'member' &&
    now.tenantId === tenantId &&
    all(now.actor.roles) === all(actor.roles) &&
    all(now.actor.grants) === all(actor.grants)
  );
}
