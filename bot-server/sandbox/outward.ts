// Calls to the product: plain node:http, with an end to waiting and to reading.
import http from 'node:http';
import https from 'node:https';

/** Status zero: no answer, `error` says why. */
export type Heard = {
  readonly status: number;
  readonly body: string;
  readonly error: string | null;
  readonly ms: number;
};
export type Ask = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: string;
  readonly type?: string;
  readonly timeout: number;
};

const MOST_ANSWER = 256 * 1024;
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 256 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 256 }),
};

export function ask({ method, url, body = '', type, timeout }: Ask): Promise<Heard> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, text: string, error: string | null): void => {
      clearTimeout(late);
      resolve({ status, body: text, error, ms: Math.round(performance.now() - begun) });
    };
    const late = setTimeout(() => request?.destroy(new Error('timeout')), timeout);
    const request = begin(url, method, body, type);
    if (request === null) return done(0, '', 'not an address');
    request.once('error', ({ message }) => done(0, '', message || 'failed'));
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > MOST_ANSWER) request.destroy(new Error('the answer has no end'));
      });
      response.once('end', () => done(response.statusCode ?? 0, Buffer.concat(chunks).toString(), null));
      response.once('error', ({ message }) => done(0, '', message || 'cut off'));
    });
    request.end(body);
  });
}

function begin(url: string, method: string, body: string, type: string | undefined): http.ClientRequest | null {
  try {
    const { protocol } = new URL(url);
    if (protocol !== 'http:' && protocol !== 'https:') return null;
    const headers =
      body === '' ? {} : { 'content-type': type ?? 'text/xml', 'content-length': Buffer.byteLength(body) };
    const options = { method, headers, agent: agents[protocol] };
    return protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  } catch {
    return null;
  }
}

/** Connections that are kept open would keep the process. */
export function closeOutward(): void {
  for (const agent of Object.values(agents)) agent.destroy();
}

export const withQuery = (url: string, values: Readonly<Record<string, string>>): string =>
  `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(values)}`;
