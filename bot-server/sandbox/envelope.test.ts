import fc from 'fast-check';
import { decrypt, encrypt, plainSignatureOf, sha1, signatureOf } from './envelope';

const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const CORP = 'wx5823bf96d3bd56c7';

/** Published by the platforms; the last one is computed, since none is published for an empty receive id. */
const VECTORS = [
  {
    name: 'WeCom, check of an address',
    token: 'QDG6eK',
    key: KEY,
    receiveId: CORP,
    timestamp: '1409659589',
    nonce: '263014780',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    random: Buffer.from('c41b64491c2468d0'),
    plain: '1616140317555161061',
    encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  },
  {
    name: 'WeCom, a text',
    token: 'QDG6eK',
    key: KEY,
    receiveId: CORP,
    timestamp: '1409659813',
    nonce: '1372623149',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    random: Buffer.from('0960688932c47ef1'),
    plain:
      '<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n' +
      '<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n' +
      '<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  },
  {
    name: 'WeChat, safe mode',
    token: 'AAAAA',
    key: 'A'.repeat(43),
    receiveId: 'wxba5fad812f8e6fb9',
    timestamp: '1714112445',
    nonce: '415670741',
    signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
    random: Buffer.from('a8eedb185eb2fecf'),
    plain:
      '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,' +
      '"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}',
    encrypted:
      '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
  },
  {
    name: 'an empty receive id',
    token: 'QDG6eK',
    key: KEY,
    receiveId: '',
    timestamp: '1409659813',
    nonce: '1372623149',
    signature: 'cc7078f90afa3f986c7b9301a5bd679a44d16ee5',
    random: Buffer.from('0123456789abcdef'),
    plain:
      '{"msgid":"CAIQ16HMjQYY","aibotid":"AIBOTID","chattype":"single","from":{"userid":"USERID"},"msgtype":"text",' +
      '"text":{"content":"你好"}}',
    encrypted:
      'sKqRbbiSUnDhFHOvPjtUMa9td7a93ye0ffSKnPQcNgWe6VJXXP2e4V32GV1SqZxICuRv7VQwR+Utf5hTSHUeVRpJvB0BJ1oCJAsDmIPx08hmrB8q1Ilz43585+Qnl6rjcmvnZwjd5yezztb2uarRr75gc1Wg/dq5donCBon1yCd1j9I7jsMlZr7twPGAUjhrgfkHFxv0igpB9pRsaedtOg==',
  },
];

describe.each(VECTORS)('$name', ({ token, key, receiveId, timestamp, nonce, signature, random, plain, encrypted }) => {
  test('is signed as published', () => expect(signatureOf(token, timestamp, nonce, encrypted)).toBe(signature));
  test('opens', () => expect(decrypt(key, encrypted)).toEqual({ message: plain, receiveId }));
  test('is made byte for byte', () => expect(encrypt(key, plain, receiveId, random)).toBe(encrypted));
});

test.each([
  ['1714036504', '1514711492', 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
  ['1714037059', '486452656', '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
])('WeChat’s signature over the address alone: %s', (timestamp, nonce, signature) => {
  expect(plainSignatureOf('AAAAA', timestamp, nonce)).toBe(signature);
});

test('WeCom’s signature for pages', () => {
  const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg';
  const rest = 'noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=http://mp.weixin.qq.com?params=value';
  expect(sha1(`jsapi_ticket=${ticket}&${rest}`)).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed');
});

test('any text comes back, whatever its length and receive id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 40 }), (message, receiveId) => {
      const opened = decrypt(KEY, encrypt(KEY, message, receiveId));
      expect(opened).toEqual({
        message: Buffer.from(message).toString(),
        receiveId: Buffer.from(receiveId).toString(),
      });
    }),
  );
});

test('whatever is no envelope is null, never an error', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void decrypt(KEY, Buffer.from(bytes).toString('base64'))));
  expect(decrypt(KEY, '')).toBeNull();
  expect(decrypt(KEY, 'AAAA')).toBeNull();
  expect(decrypt('B'.repeat(43), VECTORS[1]?.encrypted ?? '')).toBeNull();
});
