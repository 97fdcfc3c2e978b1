// Every call that the app makes of its host, with what it handed over.
export type Call = {
  readonly name: string;
  /** Without functions. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Where the app was when it asked; empty before its first page. */
  readonly page: string;
};

// biome-ignore lint/suspicious/noExplicitAny: a host's functions take what they take
export type Api = Record<string, any>;

/** The same functions, each telling of its calls first; nested managers (`wx.qy`) under their own name. */
export function recorded(api: Api, calls: Call[], page: () => string, prefix = ''): Api {
  return Object.fromEntries(
    Object.entries(api).map(([key, value]) => {
      const name = prefix + key;
      if (typeof value === 'object' && value !== null && Object.values(value).some((one) => typeof one === 'function'))
        return [key, recorded(value, calls, page, `${name}.`)];
      if (typeof value !== 'function') return [key, value];
      const act = (...given: unknown[]) => {
        calls.push({ name, options: plain(given), page: page() });
        return value(...given);
      };
      return [key, act];
    }),
  );
}

function plain(given: readonly unknown[]): Readonly<Record<string, unknown>> {
  const [first] = given;
  const options =
    typeof first === 'object' && first !== null ? first : { given: given.filter((one) => typeof one !== 'function') };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'));
}
