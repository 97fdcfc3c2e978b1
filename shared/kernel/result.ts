// How a rule answers: a value, or a refusal that the edge puts into words.

export type Ok<T> = { readonly ok: true; readonly value: T };
export type No<R> = { readonly ok: false; readonly refusal: R };
export type Result<T, R> = Ok<T> | No<R>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const no = <R>(refusal: R): No<R> => ({ ok: false, refusal });
