// Starts the stand-in for WeCom's and WeChat's servers: in a process of its own, or within a test.
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Box, makeBox } from './box';
import { type Call, empty, json, type Reply, readBody } from './http';
import { answer, writeForever } from './router';

export type SandboxOptions = {
  /** 0: any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Where the built page is. */
  readonly pageDir?: string;
  /** The time where nobody has moved the clock; what it really is, unless told. */
  readonly now?: () => number;
};
export type RunningSandbox = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

/** Beside the bundle; run from source, what was built last. */
const BUNDLED = path.join(__dirname, 'sandbox-page');
const PAGE_DIR = existsSync(BUNDLED) ? BUNDLED : path.join(__dirname, '../dist/sandbox-page');

export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, host = '127.0.0.1', pageDir = PAGE_DIR, now } = options;
  const box = makeBox(now);
  const server = createServer((request, response) => {
    handle(box, pageDir, request, response).catch((error: unknown) => {
      // The caller has gone away in the middle of its own words.
      if (request.readableAborted) return;
      // A fault of the stand-in itself; whoever runs it is to see it.
      console.error(error);
      if (response.headersSent) response.destroy();
      else write(response, json({ error: 'the stand-in stumbled' }, 500));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    port: listening,
    stop: async () => {
      box.stream.stop();
      box.reset();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(box: Box, pageDir: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  if (pathname === '/sandbox/api/stream') return box.stream.join(response);
  if (pathname.startsWith('/sandbox/api/') && isForeign(request)) return write(response, empty(403));
  const body = await readBody(request);
  if (body === null) return write(response, { ...empty(413), headers: { connection: 'close' } });
  const call: Call = {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    body,
    ip: request.socket.remoteAddress ?? '',
    headers: request.headers as Call['headers'],
  };
  const reply = await answer(box, pageDir, call);
  if (reply === 'lostReply') response.destroy();
  else if (reply === 'endless') writeForever(response);
  else write(response, reply);
}

/** Pages of other sites have no business here. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}

function write(response: ServerResponse, { status, type, body, headers }: Reply): void {
  const head = { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, head).end(body);
}
