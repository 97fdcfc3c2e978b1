// Whose labels are whose: for sites and assets alike, as far as they are asked for.
import { hasGrant } from '@paidan/shared/rules/ticket/context';
import type { Scope } from '../../core/scope';
import { ofRef } from './rows';

/** `refs`: of labels, or the kinds themselves. */
export const mayPrint = ({ actor }: Pick<Scope, 'actor'>, refs: readonly string[]): boolean =>
  refs.every((ref) => hasGrant(actor, ofRef(ref) === 'site' ? 'site.manage' : 'asset.manage'));
