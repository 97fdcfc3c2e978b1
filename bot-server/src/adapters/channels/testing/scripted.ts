// A platform that answers as it is told: for tests of what adapters make of good and bad answers. Never part of the product.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../http/client';

export type Heard = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly json: JsonObject | null;
};
/** How it answers: in JSON, or in its own way. */
export type Way = JsonObject | ((request: IncomingMessage, response: ServerResponse, heard: Heard) => void);
export type Scripted = {
  readonly base: string;
  readonly heard: Heard[];
  /** Asked before `well`: undefined lets the call through to it. */
  fault: (heard: Heard) => Way | undefined;
  /** Forgets what was heard, and is well again. */
  readonly reset: () => void;
  readonly close: () => void;
};

export async function scripted(well: (heard: Heard) => Way | undefined): Promise<Scripted> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const body = Buffer.concat(chunks).toString();
      const call: Heard = {
        method: request.method ?? '',
        path: pathname,
        query: Object.fromEntries(searchParams),
        json: body.startsWith('{') ? (JSON.parse(body) as JsonObject) : null,
      };
      heard.push(call);
      const way = platform.fault(call) ?? well(call);
      if (typeof way === 'function') way(request, response, call);
      else response.writeHead(way === undefined ? 404 : 200).end(way === undefined ? '' : JSON.stringify(way));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const platform: Scripted = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    fault: () => undefined,
    reset: () => {
      heard.length = 0;
      platform.fault = () => undefined;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return platform;
}

const status =
  (code: number): Way =>
  (_, response) =>
    response.writeHead(code).end('<h1>no</h1>');
const html: Way = (_, response) =>
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>维护中</body></html>');
const lost: Way = (request) => request.socket.destroy();
const silent: Way = () => undefined;
const endless: Way = (_, response) => {
  const more = () => {
    while (response.write(Buffer.alloc(16_384, 32)));
  };
  response.on('drain', more);
  more();
};
const dripping: Way = (_, response) => {
  response.write('{');
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
/** Ways of being in trouble. */
export const WAYS = { status, html, lost, silent, endless, dripping } as const;
