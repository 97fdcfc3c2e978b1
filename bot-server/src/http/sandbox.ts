// /sandbox/: the page of the stand-in for the chat platforms, under our own address. Only where the settings name a stand-in.

import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import type { Ctx } from './context';

const MOST_BYTES = 1024 * 1024;
/** The page's own; everything else is ours to say. */
const PASSED = ['content-type', 'cache-control', 'etag', 'content-security-policy', 'location', 'content-length'];

/** The platforms' sign-in pages stand beside the stand-in's own. */
const SIGN_IN = /^\/sandbox\/(oauth|login|dingtalk)\//;

export async function passOn(ctx: Ctx, standIn: string): Promise<void> {
  if ((ctx.request.length ?? 0) > MOST_BYTES) {
    ctx.status = 413;
    return;
  }
  const answer = await ask(ctx, new URL(ctx.url.replace(SIGN_IN, '/$1/'), standIn)).catch(() => null);
  if (answer === null) {
    ctx.status = 502;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = '企业微信与微信模拟器没有响应 / The WeCom and WeChat stand-in does not answer';
    return;
  }
  ctx.status = answer.statusCode ?? 502;
  for (const name of PASSED) {
    const value = answer.headers[name];
    if (typeof value === 'string') ctx.set(name, value);
  }
  ctx.body = answer;
}

const ask = (ctx: Ctx, url: URL): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { accept = '*/*', 'content-type': type, 'content-length': length } = ctx.req.headers;
    const headers = {
      accept,
      ...(type !== undefined && { 'content-type': type }),
      ...(length !== undefined && { 'content-length': length }),
    };
    const asked = request(url, { method: ctx.method, headers }, resolve);
    asked.once('error', reject);
    ctx.res.once('close', () => asked.destroy());
    ctx.req.pipe(asked);
  });
