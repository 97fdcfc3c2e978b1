// A connection's secrets in and out of their seal.
import { createHmac } from 'node:crypto';
import type { TenantId } from '@paidan/shared/kernel/id';
import { canonical } from '@paidan/shared/kernel/json';
import type { AccountSecrets, SecretKey } from '@paidan/shared/model/account';
import type { Seal } from '../../core/seal';
import { sealedAbout } from '../../lookups/accounts';

type Whose = { readonly tenantId: TenantId; readonly id: string };

export const sealSecrets = (seal: Seal, { tenantId, id }: Whose, secrets: AccountSecrets): string =>
  seal.close(sealedAbout(tenantId, id), JSON.stringify(secrets));

/** Null: what is stored was changed, moved, or sealed under another SECRET_KEY. They have to be given anew. */
export function openSecrets(seal: Seal, { tenantId, id }: Whose, sealed: string): AccountSecrets | null {
  try {
    return JSON.parse(seal.open(sealedAbout(tenantId, id), sealed)) as AccountSecrets;
  } catch {
    return null;
  }
}

export const keysOf = (secrets: AccountSecrets | null): SecretKey[] =>
  (Object.keys(secrets ?? {}) as SecretKey[]).sort();

/**
 * What an idempotency key is held against in place of secrets: other secrets are another command. Keyed, so that whoever reads
 * the table of keys has nothing to try guesses against.
 */
export const secretsMark = (secretKey: string, secrets: AccountSecrets): string =>
  createHmac('sha256', secretKey)
    .update(`idempotency secrets\n${canonical(secrets as Record<string, string>)}`)
    .digest('base64url');
