import { createCipheriv } from 'node:crypto';
import { getJsApiSignature, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { close, type Keys, open, type Signed } from './crypto';

/** Published by the platforms with their documentation; the random bytes in front are told, so that sealing can be repeated. */
const VECTORS: readonly (readonly [string, Keys, Signed, { readonly random: string; readonly plain: string }])[] = [
  [
    'the check of an address, as the platform’s own sample shows it (90968)',
    { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiver: 'wx5823bf96d3bd56c7' },
    {
      timestamp: '1409659589',
      nonce: '263014780',
      signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
      encrypt: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    },
    { random: 'c41b64491c2468d0', plain: '1616140317555161061' },
  ],
  [
    'a message, as the documentation shows it (90968)',
    { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiver: 'wx5823bf96d3bd56c7' },
    {
      timestamp: '1409659813',
      nonce: '1372623149',
      signature: '477715d11cdb4164915debcba66cb864d751f3e6',
      encrypt:
        'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    },
    {
      random: '0960688932c47ef1',
      plain:
        '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>',
    },
  ],
  [
    'a robot’s message: no receiver at all',
    { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiver: '' },
    {
      timestamp: '1409659813',
      nonce: '1372623149',
      signature: 'cc7078f90afa3f986c7b9301a5bd679a44d16ee5',
      encrypt:
        'sKqRbbiSUnDhFHOvPjtUMa9td7a93ye0ffSKnPQcNgWe6VJXXP2e4V32GV1SqZxICuRv7VQwR+Utf5hTSHUeVRpJvB0BJ1oCJAsDmIPx08hmrB8q1Ilz43585+Qnl6rjcmvnZwjd5yezztb2uarRr75gc1Wg/dq5donCBon1yCd1j9I7jsMlZr7twPGAUjhrgfkHFxv0igpB9pRsaedtOg==',
    },
    {
      random: '0123456789abcdef',
      plain:
        '{"msgid":"CAIQ16HMjQYY","aibotid":"AIBOTID","chattype":"single","from":{"userid":"USERID"},"msgtype":"text","text":{"content":"你好"}}',
    },
  ],
  [
    'a push of a WeChat mini-program, in safe mode',
    { token: 'AAAAA', aesKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', receiver: 'wxba5fad812f8e6fb9' },
    {
      timestamp: '1714112445',
      nonce: '415670741',
      signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
      encrypt:
        '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
    },
    {
      random: 'a8eedb185eb2fecf',
      plain:
        '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}',
    },
  ],
  [
    'DingTalk’s answer to an event: the same envelope',
    { token: '123456', aesKey: '1234567890123456789012345678901234567890123', receiver: 'dingsnotzck6pm5veliw' },
    {
      timestamp: '1614767836',
      nonce: 'A7Co0cJLMzIDtMMI',
      signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
      encrypt: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
    },
    { random: 'dICkEDLj0eb6yAbc', plain: 'success' },
  ],
];

describe.each(VECTORS)('%s', (_, keys, signed, { random, plain }) => {
  test('is opened', () => {
    expect(open(keys, signed)).toBe(plain);
  });

  test('is sealed to the very same bytes', () => {
    expect(close(keys, plain, signed.timestamp, signed.nonce, Buffer.from(random))).toEqual(signed);
  });

  test('is nothing for another receiver, token or key, nor with anything of it changed', () => {
    const others: readonly [Keys, Signed][] = [
      [{ ...keys, receiver: 'ww-somebody-else' }, signed],
      [{ ...keys, token: `${keys.token}x` }, signed],
      [{ ...keys, aesKey: `${keys.aesKey.slice(1)}b` }, signed],
      [keys, { ...signed, timestamp: String(Number(signed.timestamp) + 1) }],
      [keys, { ...signed, nonce: `${signed.nonce}0` }],
      [keys, { ...signed, signature: signed.signature.toUpperCase() }],
      [keys, { ...signed, signature: signed.signature.slice(1) }],
      [keys, { ...signed, signature: '' }],
      [keys, { ...signed, encrypt: signed.encrypt.slice(0, -4) }],
      [keys, { ...signed, encrypt: '' }],
    ];
    for (const [otherKeys, other] of others) expect(open(otherKeys, other)).toBeNull();
  });
});

test('the signature of a page, as the documentation shows it (90506)', () => {
  const { signature } = getJsApiSignature({
    ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
    nonceStr: 'Wm3WZYTPz0wzccnW',
    timestamp: 1414587457,
    url: 'http://mp.weixin.qq.com?params=value',
  });
  expect(signature).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed');
});

const KEYS: Keys = {
  token: 'Token123',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  receiver: 'ww1234567890',
};

test('whatever is sealed is opened as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const clean = Buffer.from(text).toString();
      expect(open(KEYS, close(KEYS, clean, '1700000000'))).toBe(clean);
    }),
  );
});

test('two seals of one message have nothing in common', () => {
  const [one, two] = [close(KEYS, 'x', '1700000000'), close(KEYS, 'x', '1700000000')];
  expect(one.encrypt).not.toBe(two.encrypt);
  expect(one.nonce).not.toBe(two.nonce);
});

test.each([
  ['not in UTF-8', Buffer.from([0xff, 0xfe]), 2],
  ['of a length that is a lie', Buffer.from('x'), 9_999],
])('rightly signed, but %s: nothing', (_, body, length) => {
  expect(open(KEYS, signedAnew(body, length))).toBeNull();
});

test('rightly signed, but badly padded: nothing', () => {
  const spoilt = (at: number, byte: number) =>
    signedAnew(Buffer.from('x'), 1, (padding) => padding.fill(byte, at, at + 1));
  expect(open(KEYS, signedAnew(Buffer.from('x'), 1))).toBe('x');
  for (const [at, byte] of [
    [30, 33],
    [30, 0],
    [0, 1],
  ] as const) {
    expect(open(KEYS, spoilt(at, byte))).toBeNull();
  }
});

/** Written by hand, so that what `close` would never do can be done: a wrong length, a wrong byte of the 31 that are added. */
function signedAnew(body: Buffer, length: number, spoil?: (padding: Buffer) => void): Signed {
  const key = Buffer.from(`${KEYS.aesKey}=`, 'base64');
  const head = Buffer.alloc(20);
  head.writeUInt32BE(length, 16);
  const plain = Buffer.concat([head, body, Buffer.from(KEYS.receiver)]);
  const pad = 32 - (plain.length % 32);
  const padding = Buffer.alloc(pad, pad);
  spoil?.(padding);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypt = Buffer.concat([cipher.update(Buffer.concat([plain, padding])), cipher.final()]).toString('base64');
  const [timestamp, nonce] = ['1700000000', '1'];
  return { timestamp, nonce, encrypt, signature: getSignature(KEYS.token, timestamp, nonce, encrypt) };
}
