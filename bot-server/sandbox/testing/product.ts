// A product to be called back: answers the platform's checks, opens each event, and replies as the test says.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, plainSignatureOf, signatureOf } from '../envelope';
import { readBody } from '../http';
import { type Element, parseXml, textOf, xmlOf } from '../xml';

export const CALLBACK = { token: 'callbackToken1', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
export const CORP = 'wwcorp0000000001';
export const APPID = 'wx00000000000001';

export type Event = {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly plain: string;
};
/** A text goes back as it is; null breaks the connection. */
export type Answering = (event: Event, nth: number) => { readonly status: number; readonly body: string } | null;
export type Product = {
  readonly url: string;
  readonly events: Event[];
  /** How the address is checked: rightly, or in one of the ways to get it wrong. */
  check: 'right' | 'quoted' | 'late' | 'refused';
  /** Whatever is fetched from it is given out after this. */
  held: Promise<void>;
  answering: Answering;
  readonly stop: () => Promise<void>;
};

export const nothing: Answering = () => ({ status: 200, body: '' });

export async function startProduct(): Promise<Product> {
  const events: Event[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://product');
    const body = (await readBody(request)) ?? '';
    if (request.method === 'GET') {
      const answer = checkAnswer(pathname, query);
      await product.held;
      if (product.check === 'late') return void setTimeout(() => response.end(answer), 1500).unref();
      response.statusCode = product.check === 'refused' ? 403 : 200;
      return response.end(product.check === 'quoted' ? `"${answer}"` : answer);
    }
    const event = { path: pathname, query, body, plain: opened(pathname, query, body) };
    events.push(event);
    const reply = product.answering(event, events.length);
    if (reply === null) return response.destroy();
    response.statusCode = reply.status;
    return response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const product: Product = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    check: 'right',
    held: Promise.resolve(),
    answering: nothing,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return product;
}

const inWechat = (path: string): boolean => path.startsWith('/wechat');

function checkAnswer(path: string, query: URLSearchParams): string {
  const [timestamp = '', nonce = '', echostr = ''] = ['timestamp', 'nonce', 'echostr'].map(
    (name) => query.get(name) ?? '',
  );
  if (inWechat(path)) {
    return query.get('signature') === plainSignatureOf(CALLBACK.token, timestamp, nonce) ? echostr : 'forged';
  }
  const right = query.get('msg_signature') === signatureOf(CALLBACK.token, timestamp, nonce, echostr);
  const found = right ? decrypt(CALLBACK.aesKey, echostr) : null;
  return found?.receiveId === CORP ? found.message : 'forged';
}

/** The plain text, or what is wrong with it. */
function opened(path: string, query: URLSearchParams, body: string): string {
  const xml = parseXml(body);
  const sealed = inWechat(path) ? String(JSON.parse(body).Encrypt) : ((xml && textOf(xml, 'Encrypt')) ?? '');
  const signature = signatureOf(CALLBACK.token, query.get('timestamp') ?? '', query.get('nonce') ?? '', sealed);
  if (signature !== query.get('msg_signature')) return 'forged';
  const found = decrypt(CALLBACK.aesKey, sealed);
  const owner = inWechat(path) ? APPID : CORP;
  return found?.receiveId === owner ? found.message : 'foreign';
}

export const xmlIn = (event: Event | undefined): Element => parseXml(event?.plain ?? '') as Element;

/** A passive reply, sealed as WeCom wants it unless the test spoils it. */
export function sealedReply(
  inner: string,
  spoilt: { readonly receiveId?: string; readonly token?: string; readonly to?: string } = {},
): { status: number; body: string } {
  const head = xmlOf([
    ['ToUserName', spoilt.to ?? 'LiGong'],
    ['FromUserName', CORP],
    ['CreateTime', 1_700_000_000],
  ]);
  const sealed = encrypt(CALLBACK.aesKey, `<xml>${head}${inner}</xml>`, spoilt.receiveId ?? CORP);
  const [timestamp, nonce] = ['1700000000', '4711'];
  const body = xmlOf([
    [
      'xml',
      [
        ['Encrypt', sealed],
        ['MsgSignature', signatureOf(spoilt.token ?? CALLBACK.token, timestamp, nonce, sealed)],
        ['TimeStamp', Number(timestamp)],
        ['Nonce', nonce],
      ],
    ],
  ]);
  return { status: 200, body };
}
