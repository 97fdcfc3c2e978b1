// A program's way in: sign in for a bearer token, then call.
export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  readonly body: any;
};
export type Caller = (name: string, input: object, key?: string) => Promise<Answer>;

export async function signIn(url: string, login: string, org = 'cuihu'): Promise<Caller> {
  const call = async (name: string, input: object, token?: string, key?: string): Promise<Answer> => {
    const response = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: await response.json() };
  };
  const { status, body } = await call('session.create', { org, login, password: 'paidan123', bearer: true });
  if (status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`);
  return (name, input, key) => call(name, input, body.token, key);
}
