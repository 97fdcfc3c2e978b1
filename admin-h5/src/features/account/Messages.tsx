// Which WeChat templates are used, and which of their keywords shows which fact of a ticket.
import { SUBSCRIPTION_FACTS } from '@paidan/shared/model/accountParts';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useUnsaved } from '../../lib/unsaved';
import { useCommand } from '../../lib/useCommand';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Notice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { toast } from '../../ui/Toasts';
import { flawsIn, keyIn, type MessageDraft, type MessageFlaw, messagesOf, subscriptionsOf } from './messages';
import type { Account } from './useAccounts';

export function Messages({ account }: { account: Account }) {
  const { common } = useText();
  const all = useChannelText().account;
  const text = all.messages;
  const [first, setFirst] = useState(() => messagesOf(account.values.subscriptions ?? []));
  const [drafts, setDrafts] = useState(first);
  const [tried, setTried] = useState(false);
  const { send, busy, refusal } = useCommand('account.change');
  const client = useQueryClient();
  const untouched = JSON.stringify(drafts) === JSON.stringify(first);
  useUnsaved(!untouched);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (drafts.some((draft) => flawsIn(draft).length > 0) || busy || untouched) return;
    const change = { values: { subscriptions: subscriptionsOf(drafts) } };
    const answer = await send({ id: account.id, version: account.version, change });
    void client.invalidateQueries({ queryKey: ['account'] });
    if (!answer.ok) return;
    toast('ok', common.saved);
    setFirst(drafts);
    setTried(false);
  };
  return (
    <form noValidate onSubmit={submit} className="max-w-[620px] space-y-4">
      <p className="text-sm text-ink-2">{text.lead}</p>
      {refusal && <Notice tone="danger">{refusal.message}</Notice>}
      {drafts.map((draft) => (
        <Template
          key={draft.topic}
          draft={draft}
          flaws={tried ? flawsIn(draft) : []}
          onDraft={(next) => setDrafts(drafts.map((each) => (each.topic === next.topic ? next : each)))}
        />
      ))}
      <div className="flex gap-2 max-md:[&>button]:flex-1">
        <Button type="submit" look="primary" busy={busy} disabled={untouched}>
          {common.save}
        </Button>
        {!untouched && <Button onClick={() => setDrafts(first)}>{all.discard}</Button>}
      </div>
    </form>
  );
}

type Props = {
  readonly draft: MessageDraft;
  readonly flaws: readonly MessageFlaw[];
  readonly onDraft: (draft: MessageDraft) => void;
};

function Template({ draft, flaws, onDraft }: Props) {
  const text = useChannelText().account.messages;
  const flawOf = (fact: string) => {
    const flaw = flaws.find((each) => typeof each === 'object' && each.fact === fact);
    return typeof flaw === 'object' ? (flaw.twice ? text.keyTwice : text.keyBad) : undefined;
  };
  return (
    <section aria-label={text.topics[draft.topic]} className="rounded-lg border border-line bg-surface px-4 py-1">
      <Switch
        label={text.topics[draft.topic]}
        words={text.topicWords[draft.topic]}
        checked={draft.on}
        onChange={(on) => onDraft({ ...draft, on })}
      />
      {draft.on && (
        <div className="space-y-4 border-t border-line pb-4 pt-3">
          <Field
            label={text.templateId}
            hint={text.templateIdHint}
            required
            problem={flaws.includes('templateId') ? text.templateBad : undefined}
          >
            <Input
              value={draft.templateId}
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={(event) => onDraft({ ...draft, templateId: event.target.value.trim() })}
            />
          </Field>
          <Field
            label={text.keys}
            hint={text.keysHint}
            group
            problem={flaws.includes('none') ? text.keysNone : undefined}
          >
            <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
              {SUBSCRIPTION_FACTS.map((fact) => (
                <Field key={fact} label={text.facts[fact]} problem={flawOf(fact)}>
                  <Input
                    value={draft.keys[fact] ?? ''}
                    placeholder={PLACEHOLDERS[fact]}
                    maxLength={40}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    className="font-mono"
                    onChange={(event) =>
                      onDraft({ ...draft, keys: { ...draft.keys, [fact]: keyIn(event.target.value) } })
                    }
                  />
                </Field>
              ))}
            </div>
          </Field>
        </div>
      )}
    </section>
  );
}

/** The types of keyword that can hold each fact, after WeChat's table of parameter limits. */
const PLACEHOLDERS = {
  title: 'thing1',
  no: 'character_string2',
  status: 'phrase3',
  time: 'time4',
  handler: 'name5',
  note: 'thing6',
} as const;
