// A platform's refusal: a code, and words that are no contract.

export type Refusal = { readonly errcode: number; readonly errmsg: string };
export type Answer = { readonly [key: string]: unknown };

export const refuse = (errcode: number, errmsg: string): Refusal => ({ errcode, errmsg });
export const isRefusal = (value: object): value is Refusal => 'errcode' in value && value.errcode !== 0;
/** WeCom says it each time; WeChat leaves it out where there is something else to say. */
export const fine = (values: Answer = {}): Answer => ({ errcode: 0, errmsg: 'ok', ...values });

/** Collects what is wrong; the first fault is the answer. */
export type Faulty = (errcode: number, errmsg: string) => void;
export function firstFault(check: (fault: Faulty) => void): Refusal | null {
  let first: Refusal | null = null;
  check((errcode, errmsg) => {
    first ??= refuse(errcode, errmsg);
  });
  return first;
}
