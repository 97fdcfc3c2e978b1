// Tokens for tests of adapters: kept in memory, fetched by one while the others wait.
import type { Answer, Tokens } from '../../../core/channels';

export function memoryTokens() {
  const kept = new Map<string, string>();
  const asked = new Map<string, Promise<Answer<string>>>();
  const tokens: Tokens = ({ id }, purpose, fetch, stale) => {
    const name = `${id} ${purpose}`;
    const token = kept.get(name);
    if (token !== undefined && token !== stale) return Promise.resolve({ ok: true, value: token });
    const under = asked.get(name);
    if (under !== undefined) return under;
    const answer = fetch()
      .then((found): Answer<string> => {
        if (!found.ok) return found;
        kept.set(name, found.value.token);
        return { ok: true, value: found.value.token };
      })
      .finally(() => asked.delete(name));
    asked.set(name, answer);
    return answer;
  };
  return { tokens, forget: () => kept.clear(), all: () => [...kept.values()] };
}
