// POST /api/session.create: signs in, and gives a browser its cookie or an app its token.
import { contract } from '@paidan/shared/contract/index';
import { refuse } from '@paidan/shared/refusal';
import { answerRefusal } from './answer';
import type { AuthDeps } from './auth';
import { askedTooOften, setCookie } from './auth';
import { readJson } from './body';
import type { Ctx } from './context';
import { parseInput } from './input';
import { isForeign } from './origin';

export async function signInRoute(ctx: Ctx, deps: AuthDeps): Promise<void> {
  const { sessions, publicUrl } = deps;
  const often = askedTooOften(ctx, deps);
  if (often !== null) return answerRefusal(ctx, often.refusal);
  // Otherwise another website could sign a browser in as somebody else.
  if (isForeign(ctx, publicUrl)) return answerRefusal(ctx, refuse('foreign_origin'));
  const body = await readJson(ctx);
  if (!body.ok) return answerRefusal(ctx, body.refusal);
  const input = parseInput(contract['session.create'].input, body.value, ctx.state.locale);
  if (!input.ok) return answerRefusal(ctx, input.refusal);
  const from = { address: ctx.ip, locale: ctx.state.locale };
  const signedIn = await sessions.signIn(input.value, from, ctx.state.patience);
  if (!signedIn.ok) return answerRefusal(ctx, signedIn.refusal);
  const { credential, identity, seconds } = signedIn.value;
  const bearer = input.value.bearer === true;
  if (!bearer) setCookie(ctx, credential, seconds, publicUrl?.startsWith('https:') ?? false);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = bearer ? { ...identity, token: credential } : identity;
}
