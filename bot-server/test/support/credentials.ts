/** Sessions and tokens, whole or cut: more of one than the random ids in a log are long, or one of them would look like it some day. */
export const credentialsIn = (text: string): readonly string[] => text.match(/pd[a-z]_[\w-]{13,}/g) ?? [];
