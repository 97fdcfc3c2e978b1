// A flow drawn as a plain list of steps, its branches as columns inside it: reads the same on a phone and by voice.
import { MINUTE } from '@paidan/shared/kernel/time';
import type { NodeKind } from '@paidan/shared/kinds';
import type { Flow, FlowNode, Who } from '@paidan/shared/model/flow';
import type { TemplateView } from '@paidan/shared/model/template';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { CheckCheck, CircleDot, CirclePlay, Flag, GitBranch, type LucideIcon, Send, Star, Wrench } from 'lucide-react';
import { cn } from '../../lib/cn';
import { inLocale, useLocale } from '../../lib/locale';
import { span } from '../../lib/time';
import { useRoleName } from '../../lib/useRoleName';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import type { Text } from '../../text/zh';
import { conditionWords } from './conditionWords';

const ICONS: Readonly<Record<NodeKind, LucideIcon>> = {
  start: CirclePlay,
  dispatch: Send,
  task: Wrench,
  accept: CheckCheck,
  rate: Star,
  branch: GitBranch,
  end: Flag,
};

export const FlowView = ({ template }: { template: TemplateView }) => (
  <Steps steps={template.flow} template={template} />
);

function Steps({ steps, template }: { steps: Flow; template: TemplateView }) {
  return (
    <ol>
      {steps.map((node, index) => (
        <li key={node.id} className="relative flex gap-3 pb-4 last:pb-0">
          {index < steps.length - 1 && (
            <span aria-hidden="true" className="absolute bottom-0 left-[15px] top-8 border-l-2 border-line" />
          )}
          <NodeIcon kind={node.kind} />
          <div className="min-w-0 flex-1 pt-1">
            <NodeWords node={node} template={template} />
            {node.kind === 'branch' && <Arms node={node} template={template} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function NodeIcon({ kind }: { kind: NodeKind }) {
  const Icon = ICONS[kind] ?? CircleDot;
  const edge = kind === 'start' || kind === 'end';
  return (
    <span
      aria-hidden="true"
      className={cn(
        'flex h-8 w-8 shrink-0 items-center justify-center rounded-full',
        edge ? 'bg-sunken text-ink-2' : 'bg-accent-soft text-accent',
      )}
    >
      <Icon className="h-4 w-4" />
    </span>
  );
}

function NodeWords({ node, template }: { node: FlowNode; template: TemplateView }) {
  const text = useText().records.template;
  const locale = useLocale();
  const { nodeKinds } = useWords();
  const roleName = useRoleName();
  const title = inLocale(node.title, locale);
  const notes: string[] = [];
  if ('by' in node) notes.push(text.actsBy(whoWords(node.by, text.by, roleName)));
  if (node.kind === 'dispatch') notes.push(text.pool(roleName(node.pool)));
  if (node.kind === 'task' && node.checkIn) notes.push(text.checkIn);
  if (node.kind === 'accept') {
    const back = nodeIn(template.flow, node.returnTo);
    notes.push(text.returnTo(back ? inLocale(back.title, locale) : node.returnTo));
  }
  if ('autoAfter' in node && node.autoAfter !== undefined)
    notes.push(text.autoAfter(span(node.autoAfter * MINUTE, locale)));
  return (
    <>
      <p className="font-medium">
        {title}
        {title !== nodeKinds[node.kind] && (
          <span className="ml-2 text-xs font-normal text-ink-3">{nodeKinds[node.kind]}</span>
        )}
      </p>
      {notes.length > 0 && <p className="text-sm text-ink-2">{notes.join(' · ')}</p>}
    </>
  );
}

const whoWords = (who: Who, words: Text['records']['template']['by'], roleName: (code: string) => string): string =>
  who.kind === 'role' ? words.role(roleName(who.role)) : words[who.kind];

function Arms({ node, template }: { node: Extract<FlowNode, { kind: 'branch' }>; template: TemplateView }) {
  const text = useText();
  const locale = useLocale();
  const words = useWords();
  const naming = { fields: template.fields, words, text, locale };
  const arms = [
    ...node.arms.map((arm) => ({ when: conditionWords(arm.when, naming), steps: arm.steps })),
    { when: text.records.template.otherwise, steps: node.otherwise },
  ];
  return (
    <div className="mt-2 space-y-2">
      {arms.map((arm) => (
        <div key={arm.when} className="rounded border border-line bg-surface p-3">
          <p className="mb-2 text-sm text-ink-2">{arm.when}</p>
          {arm.steps.length > 0 ? (
            <Steps steps={arm.steps} template={template} />
          ) : (
            <p className="text-sm text-ink-3">↓</p>
          )}
        </div>
      ))}
    </div>
  );
}
