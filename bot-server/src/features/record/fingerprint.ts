// What an idempotency key is held against, where a password is part of the command.
import { createHmac } from 'node:crypto';

/**
 * Another password is another command. Keyed, so that whoever reads the table of keys has nothing to try passwords against; the
 * key never leaves the server.
 */
export const passwordMark =
  (secretKey: string) =>
  (password: string | undefined): { readonly password?: string } =>
    password === undefined
      ? {}
      : { password: createHmac('sha256', secretKey).update(`idempotency password\n${password}`).digest('base64url') };
