// What a browser, an app or a program shows: random, told apart by prefix, and stored only as a keyed hash.
import { createHmac, randomBytes } from 'node:crypto';
import type { CredentialKind } from '../../core/sessions';

const PREFIXES = { cookie: 'pds_', bearer: 'pdb_', token: 'pdt_' } as const satisfies Record<CredentialKind, string>;

export const newCredential = (kind: CredentialKind): string => PREFIXES[kind] + randomBytes(32).toString('base64url');

/** The prefix is part of what is hashed, so it cannot be exchanged for another. */
export function kindOf(credential: string): CredentialKind | null {
  const kinds = Object.keys(PREFIXES) as CredentialKind[];
  return kinds.find((kind) => credential.startsWith(PREFIXES[kind])) ?? null;
}

export const hashCredential = (secretKey: string, credential: string): string =>
  createHmac('sha256', secretKey).update(credential).digest('hex');
