// Trouble on order: what the next calls of an API are to suffer.

export const FAULT_KINDS = ['http500', 'http503', '45009', '42001', 'html', 'lostReply', 'delay', 'endless'] as const;
/** One of the above, or `errcode:<n>`. */
export const FAULT_PATTERN = /^(?:http500|http503|45009|42001|html|lostReply|delay|endless|errcode:-?\d{1,9})$/;
export const USUAL_DELAY = 3000;

export type Platform = 'wecom' | 'wechat' | 'dingtalk';
export type Fault = { readonly on: Platform; readonly api: string; readonly kind: string; readonly ms: number };
export type FaultView = Fault & { readonly times: number };

export type Faults = {
  /** `times` 0 takes it away again. */
  readonly order: (fault: Fault, times: number) => void;
  /** The fault that this call is to suffer, counted as used. */
  readonly take: (on: Platform, api: string) => Fault | null;
  readonly all: () => readonly FaultView[];
  readonly clear: () => void;
};

const short = (api: string): string => api.replace(/^\/?(?:cgi-bin\/|api\/v1\.0\/|oapi\/topapi\/)?/, '');

export function makeFaults(): Faults {
  let ordered: (Fault & { times: number })[] = [];
  return {
    order: (fault, times) => {
      const api = short(fault.api);
      ordered = ordered.filter((one) => one.on !== fault.on || one.api !== api || one.kind !== fault.kind);
      if (times > 0) ordered.push({ ...fault, api, times });
    },
    take: (on, api) => {
      const found = ordered.find((one) => one.on === on && (one.api === '*' || one.api === short(api)));
      if (found === undefined) return null;
      found.times -= 1;
      if (found.times <= 0) ordered = ordered.filter((one) => one !== found);
      return found;
    },
    all: () => ordered.map((one) => ({ ...one })),
    clear: () => {
      ordered = [];
    },
  };
}
