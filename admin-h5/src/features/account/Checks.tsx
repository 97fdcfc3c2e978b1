// The checklist that fills itself while the page is open: token, app, contacts, callback, and a card that is pressed.
import { ChevronRight, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { useChannelText } from '../../text/channels';
import { Button } from '../../ui/Button';
import { CopyField } from '../../ui/CopyField';
import { Notice } from '../../ui/Notice';
import { BindDialog } from './BindDialog';
import { CheckRow } from './CheckRow';
import { missingOf } from './checks';
import { readyForCallback, standingOf } from './standing';
import type { Account } from './useAccounts';
import { useChecks } from './useChecks';

type Props = {
  readonly account: Account;
  readonly onAwait: (awaited: boolean) => void;
  readonly onTab: (tab: 'settings') => void;
};

export function Checks({ account, onAwait, onTab }: Props) {
  const text = useChannelText().account;
  const { member } = useMe();
  const [binding, setBinding] = useState(false);
  const { rows, check, checking, test, testing, checked } = useChecks(account, onAwait);
  // Everything before it stands: now the card is the next step.
  const stands = rows.every(({ state }) => state === 'ok' || state === 'off');
  const unbound = testing.refusal?.code === 'not_bound';
  const testRow = (words: string, ready: boolean) => (
    <>
      {testing.refusal && (
        <Notice tone={unbound ? 'warn' : 'danger'} className="mt-2">
          {testing.refusal.message}
        </Notice>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" look={ready ? 'primary' : 'plain'} busy={testing.busy} onClick={() => void test()}>
          {words}
        </Button>
        {unbound && (
          <Button size="sm" onClick={() => setBinding(true)}>
            {text.bindMe}
          </Button>
        )}
      </div>
    </>
  );
  return (
    <div className="space-y-6">
      <section aria-label={text.tabs.check} className="overflow-hidden rounded-lg border border-line bg-surface">
        <header className="flex min-h-[52px] flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
          <p role="status" className="mr-auto font-medium">
            <Summary account={account} rows={rows} busy={checking.busy} checked={checked} />
          </p>
          <Button size="sm" busy={checking.busy} onClick={() => void check()}>
            {!checking.busy && <RotateCw className="h-3.5 w-3.5" aria-hidden="true" />}
            {text.checkAll}
          </Button>
        </header>
        {checking.refusal && (
          <Notice tone="danger" className="m-4 mb-0">
            {checking.refusal.message}
          </Notice>
        )}
        {standingOf(account, useNow()) === 'paused' && (
          <Notice tone="warn" className="m-4 mb-0">
            {text.pausedWords}
          </Notice>
        )}
        <ol className="divide-y divide-line">
          {rows.map((row) => (
            <CheckRow key={row.name} row={row} kind={account.kind}>
              {row.name === 'callback' && account.callbackUrl !== null && (
                <div className="mt-2 space-y-1.5">
                  {row.state === 'waiting' && !readyForCallback(account) && (
                    <Notice tone="warn">
                      {text.callbackFirst}{' '}
                      <button
                        type="button"
                        className="font-medium underline underline-offset-4"
                        onClick={() => onTab('settings')}
                      >
                        {text.toSettings}
                      </button>
                    </Notice>
                  )}
                  <CopyField name={text.callback} value={account.callbackUrl} />
                  <p className="text-xs text-ink-3">
                    {account.kind === 'wechat' ? text.callbackAt.wechat : text.callbackAt.wecom}
                  </p>
                </div>
              )}
              {row.name === 'press' &&
                testRow(row.state === 'off' ? text.test : text.testAgain, stands && row.state === 'off')}
              {row.name === 'group' &&
                testRow(row.state === 'off' ? text.testGroup : text.testAgain, stands && row.state === 'off')}
            </CheckRow>
          ))}
        </ol>
      </section>
      {account.kind === 'dingtalk' && <Notice tone="info">{text.signInOnly}</Notice>}
      <OtherSide kind={account.kind} />
      {binding && <BindDialog account={account} first={member} onClose={() => setBinding(false)} onBound={test} />}
    </div>
  );
}

type SummaryProps = Pick<ReturnType<typeof useChecks>, 'rows' | 'checked'> & {
  readonly account: Account;
  readonly busy: boolean;
};

function Summary({ account, rows, busy, checked }: SummaryProps) {
  const text = useChannelText().account;
  const failed = rows.filter(({ state }) => state === 'failed').length;
  const missing = missingOf(account, rows).length;
  if (busy) return text.checking;
  if (failed > 0) return <span className="text-danger">▲ {text.failing(failed)}</span>;
  if (!checked) return text.asking;
  if (missing > 0) return text.waitingFor(missing);
  return <span className="text-ok">✓ {text.checkedAll}</span>;
}

function OtherSide({ kind }: { kind: Account['kind'] }) {
  const text = useChannelText().account;
  return (
    <details className="group rounded-lg border border-line bg-surface">
      <summary className="flex min-h-[48px] cursor-pointer list-none items-center gap-2 rounded-lg px-4 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight className="h-4 w-4 text-ink-3 transition-transform group-open:rotate-90" aria-hidden="true" />
        {text.otherSide}
      </summary>
      <ul className="space-y-2 px-4 pb-4 pl-10 text-sm text-ink-2">
        {text.otherSideSteps[kind].map((step) => (
          <li key={step} className="list-disc marker:text-ink-3">
            {step}
          </li>
        ))}
      </ul>
    </details>
  );
}
