// A tiny product for the page's test: it passes the platform's URL check, answers words with words and a press with a grey button.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, signatureOf } from '../../envelope';
import { parseXml, textOf, type XmlPart, xmlOf } from '../../xml';

export const SECRETS = { token: 'pagetoken', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };

export type Product = {
  readonly url: string;
  /** Hears events and answers none. */
  silent: boolean;
  readonly stop: () => Promise<void>;
};

export async function startProduct(corpId: string): Promise<Product> {
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '/', 'http://product').searchParams;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'GET') return response.end(open(query.get('echostr') ?? ''));
    if (product.silent) return;
    const envelope = parseXml(Buffer.concat(chunks).toString());
    const event = parseXml(open((envelope && textOf(envelope, 'Encrypt')) ?? ''));
    const said = event === null ? undefined : textOf(event, 'Content');
    const pressed = event !== null && textOf(event, 'Event') === 'template_card_event';
    const head: XmlPart[] = [
      ['ToUserName', (event && textOf(event, 'FromUserName')) ?? ''],
      ['FromUserName', corpId],
      ['CreateTime', 1_700_000_000],
    ];
    if (said !== undefined) response.end(sealed([...head, ['MsgType', 'text'], ['Content', `收到：${said}`]]));
    else if (pressed)
      response.end(sealed([...head, ['MsgType', 'update_button'], ['Button', [['ReplaceName', '已接单']]]]));
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const product: Product = {
    url: `http://127.0.0.1:${port}/callback`,
    silent: false,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return product;

  function sealed(parts: readonly XmlPart[]): string {
    const text = encrypt(SECRETS.aesKey, xmlOf([['xml', parts]]), corpId);
    const [timestamp, nonce] = ['1700000000', '12345'];
    return xmlOf([
      [
        'xml',
        [
          ['Encrypt', text],
          ['MsgSignature', signatureOf(SECRETS.token, timestamp, nonce, text)],
          ['TimeStamp', timestamp],
          ['Nonce', nonce],
        ],
      ],
    ]);
  }
}

const open = (encrypted: string): string => decrypt(SECRETS.aesKey, encrypted)?.message ?? '';
