// An address of the product that a platform calls, with the platform's check of it.

export type Address = {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
  verified: boolean;
  error: string | null;
  /** Real time of the last check; zero before the first. */
  checkedAt: number;
};
export type AddressInput = Pick<Address, 'url' | 'token' | 'aesKey'>;

/** The same one as before keeps what is known of it; null takes it away. */
export function addressOf(before: Address | null, input: AddressInput | null | undefined): Address | null {
  if (input === undefined) return before;
  if (input === null) return null;
  const same = before?.url === input.url && before.token === input.token && before.aesKey === input.aesKey;
  return same ? before : { ...input, verified: false, error: null, checkedAt: 0 };
}
