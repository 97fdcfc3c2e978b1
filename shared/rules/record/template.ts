// Templates: a new revision is checked before it is published; published ones never change.

import type { TemplateId } from '../../kernel/id';
import type { Json } from '../../kernel/json';
import { no, ok, type Result } from '../../kernel/result';
import type { Instant } from '../../kernel/time';
import type { TemplateBody } from '../../model/template';
import { type Refusal, refuse } from '../../refusal';
import { validate } from '../flow/validate';
import type { TemplateEventBody, TemplateState } from './state';

export type TemplateCommand =
  | { readonly type: 'template.create'; readonly code: string; readonly body: TemplateBody }
  | { readonly type: 'template.publish'; readonly version?: number | undefined; readonly body: TemplateBody }
  | { readonly type: 'template.retire'; readonly version?: number | undefined };

/** `roles`: codes of the organization's active roles. `taken`: the code is in use by another template. */
export type TemplateFacts = { readonly roles: ReadonlySet<string>; readonly taken: boolean };

export function decideTemplate(
  command: TemplateCommand,
  template: TemplateState | null,
  facts: TemplateFacts,
): Result<readonly TemplateEventBody[], Refusal> {
  if (command.type === 'template.create') {
    if (facts.taken) return no(refuse('duplicate', { value: command.code }));
    const bad = problems(command.body, facts);
    return bad === null ? ok([{ type: 'template.created', code: command.code, body: command.body }]) : no(bad);
  }
  if (template === null) return no(refuse('not_found'));
  if (command.version !== undefined && command.version !== template.version) {
    return no(refuse('stale', { version: template.version }));
  }
  if (template.state === 'retired') return no(refuse('retired'));
  if (command.type === 'template.retire') return ok([{ type: 'template.retired' }]);
  const bad = problems(command.body, facts);
  if (bad !== null) return no(bad);
  return ok([{ type: 'template.published', revision: template.revision + 1, body: command.body }]);
}

function problems(body: TemplateBody, facts: TemplateFacts): Refusal | null {
  const found = validate(body, facts.roles);
  return found.length === 0 ? null : refuse('flow', { problems: found as unknown as Json });
}

export function evolveTemplate(
  template: TemplateState | null,
  id: TemplateId,
  event: TemplateEventBody & { readonly at: Instant },
): TemplateState {
  if (event.type === 'template.created') {
    const { code, body, at } = event;
    return { id, code, name: body.name, state: 'active', revision: 1, publishedAt: at, version: 1 };
  }
  if (template === null) throw new Error(`${event.type} before template.created`);
  const version = template.version + 1;
  if (event.type === 'template.retired') return { ...template, state: 'retired', version };
  return { ...template, name: event.body.name, revision: event.revision, publishedAt: event.at, version };
}
