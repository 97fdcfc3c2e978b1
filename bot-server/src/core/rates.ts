// Who asks too often? Counted before anything is done.

/** Each counts one request and answers 0, or the whole seconds to wait: then nothing was counted. */
export type AskedTooOften = {
  readonly byMember: (tenantId: string, memberId: string) => number;
  /** Of whoever is not signed in. */
  readonly byAddress: (address: string) => number;
};
