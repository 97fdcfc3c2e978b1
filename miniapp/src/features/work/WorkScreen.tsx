// One ticket as its technician needs it: where, what, until when, and one big next action at the thumb.
import { civilMinute } from '@paidan/shared/kernel/time';
import { ENDED } from '@paidan/shared/kinds';
import { mayCallFor } from '@paidan/shared/rules/disclosure/disclosure';
import { stageOf } from '@paidan/shared/rules/ticket/stage';
import { STAMP_WORDS } from '@paidan/shared/text/stamp';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useBusy } from '../../lib/busy';
import { call } from '../../lib/call';
import { now as present } from '../../lib/clock';
import { useFollowing } from '../../lib/following';
import { host } from '../../lib/host';
import { useWords } from '../../lib/language';
import { useRefreshing } from '../../lib/refreshing';
import { back, go } from '../../lib/route';
import { failureWords, useCodes, useOwn, useSaid, useTroubleWords } from '../../lib/said';
import type { Session } from '../../lib/session';
import { stampPhotos } from '../../lib/stamp';
import { hush, tell } from '../../lib/told';
import { workWords } from '../../text/work';
import { Banner } from '../../ui/Banner';
import { BasketBadge } from '../../ui/BasketBadge';
import { Blank } from '../../ui/Blank';
import { Button } from '../../ui/Button';
import { Foot } from '../../ui/Foot';
import { Lines } from '../../ui/Lines';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { ArriveSheet } from './ArriveSheet';
import { Clock } from './Clock';
import { CommentSheet } from './CommentSheet';
import { CompleteSheet } from './CompleteSheet';
import { Head } from './Head';
import type { FormKit } from './kit';
import { LogSheet } from './LogSheet';
import { MoreSheet } from './MoreSheet';
import { may } from './next';
import { Reported } from './Reported';
import { useOutcomeWords } from './said';
import { Timeline } from './Timeline';
import { TransferSheet } from './TransferSheet';
import { minutesSince, stopTimer, useTimer } from './timer';
import { type Doing, useWork } from './useWork';
import './WorkScreen.scss';

export type Open = 'arrive' | 'complete' | 'log' | 'comment' | 'transfer' | 'more' | null;
type Props = { readonly id: string; readonly session: Session; readonly kit: FormKit };

export function WorkScreen({ id, session, kit }: Props) {
  const words = useOwn(workWords);
  const app = useWords();
  const codes = useCodes();
  const say = useOutcomeWords();
  const localized = useSaid();
  const describe = useTroubleWords();
  const { known, ticket, step, waiting, failure, refresh, act: send } = useWork(id);
  const [open, setOpen] = useState<Open>(null);
  const [busy, setBusy] = useBusy();
  const since = useTimer(id);
  const { member, tenant } = session;

  useRefreshing(refresh);
  useFollowing(refresh, (change) => (change.id as string) === id);

  const stamp = useOwn(STAMP_WORDS);
  const facts = () => [
    `${stamp.at} ${civilMinute(present(), tenant.offsetMinutes)}`,
    `${stamp.place} ${ticket?.site?.name ?? '–'}`,
    `${stamp.by} ${member.name} · #${ticket?.no ?? ''}`,
  ];
  // Photos taken while this page is in front tell where they belong.
  useEffect(() => stampPhotos(() => ({ ticketId: id, lines: facts() })), [ticket?.id, ticket?.site?.name]);

  if (!known || !ticket) {
    if (!failure) return <Lines label={words.loading} widths={[30, 80, 100, 60, 90, 70]} />;
    const gone = failure.kind === 'refused';
    return (
      <Blank
        icon="cut"
        title={gone ? words.gone.title : failureWords(failure, app)}
        hint={gone ? words.gone.hint : ''}
        action={gone ? words.gone.action : app.retry}
        busy={false}
        onAction={gone ? back : () => void refresh()}
      />
    );
  }

  const act = async (doing: Doing) => {
    hush();
    const outcome = await send(doing);
    if (outcome.state === 'done') tell(words.did[doing.name as keyof typeof words.did] ?? '');
    return outcome;
  };
  async function press() {
    if (step === 'ticket.arrive' || step === 'ticket.complete') {
      return setOpen(step === 'ticket.arrive' ? 'arrive' : 'complete');
    }
    if (step === null) return;
    setBusy(true);
    const outcome = await act({ name: step, input: {} });
    setBusy(false);
    if (outcome.state !== 'done') tell(say(outcome), outcome.state === 'waiting' ? 'good' : 'bad');
  }
  async function scan() {
    const answer = await host.scan();
    setOpen(null);
    if (answer.ok) go('asset', { scanned: answer.value });
    else tell(describe(answer.refusal), 'bad');
  }
  /** The whole number is on the server alone; that it was asked for, and why, is noted there. */
  async function ring(field: string) {
    const answer = await call('ticket.phone', { ticketId: id, field, reason: words.callReason });
    if (!answer.ok)
      return tell(answer.refusal.kind === 'offline' ? words.callOffline : failureWords(answer.refusal, app), 'bad');
    if (answer.value.phone === null) return tell(words.noCall, 'bad');
    const rang = await host.call(answer.value.phone);
    if (!rang.ok) tell(describe(rang.refusal), 'bad');
  }
  const gone = (told: string) => {
    setOpen(null);
    if (told) tell(told);
  };
  const close = () => setOpen(null);
  const minutes = since === null ? 0 : minutesSince(since, Date.now());
  const ended = ENDED.includes(ticket.phase);
  const mine = ticket.assignee?.id === member.id;
  const about = { requesterId: ticket.requester.id, assigneeId: ticket.assignee?.id ?? null, phase: ticket.phase };
  const mayCall = mayCallFor({ kind: 'member', ...member }, about) === null;
  const working = mine && ticket.acceptedAt !== null && ticket.completedAt === null && !ended;

  return (
    <View className="work">
      <BasketBadge />
      {failure ? (
        <Banner
          text={
            failure.kind === 'offline'
              ? words.stale(civilMinute(known.at, tenant.offsetMinutes).slice(5))
              : failureWords(failure, app)
          }
          action={{ words: app.retry, onPress: () => void refresh() }}
        />
      ) : null}
      <Head ticket={ticket} template={known.template} onCall={mayCall ? (field) => void ring(field) : null} />
      {working ? <Clock ticketId={id} onStop={() => setOpen('log')} /> : null}
      <Reported ticket={ticket} template={known.template} kit={kit} />
      <Timeline items={known.timeline} template={known.template} kit={kit} />

      <Foot told>
        <View className="work__foot">
          {waiting > 0 ? (
            <Text className="work__told" {...{ role: 'status' }}>
              {words.ahead}
            </Text>
          ) : null}
          <View className="work__buttons">
            <View className="work__more">
              <Button wide look="quiet" onPress={() => setOpen('more')}>
                {words.more}
              </Button>
            </View>
            <View className="work__next">
              {step ? (
                <Button wide busy={busy} onBusy={() => tell(words.stillSending)} onPress={() => void press()}>
                  {busy ? words.sending : words.next[step]}
                </Button>
              ) : (
                <Text className="work__rest">
                  {ended
                    ? codes.stages[stageOf(ticket)]
                    : waiting > 0 && ticket.completedAt !== null
                      ? words.handedIn
                      : mine || ticket.completedAt !== null
                        ? words.waitsFor(ticket.work[0]?.handler?.name ?? localized(ticket.node.title))
                        : words.notMine}
                </Text>
              )}
            </View>
          </View>
        </View>
      </Foot>

      {open === 'arrive' ? (
        <ArriveSheet kit={kit} ticketId={id} fence={ticket.fence} act={act} onGone={gone} onClose={close} />
      ) : null}
      {open === 'complete' ? (
        <CompleteSheet
          kit={kit}
          ticketId={id}
          template={known.template}
          node={ticket.node.id}
          known={ticket.values}
          minutes={minutes}
          act={act}
          onGone={gone}
          onClose={close}
        />
      ) : null}
      {open === 'log' ? (
        <LogSheet
          kit={kit}
          ticketId={id}
          minutes={minutes}
          act={act}
          onGone={(told) => {
            stopTimer();
            gone(told);
          }}
          onClose={close}
        />
      ) : null}
      {open === 'comment' ? <CommentSheet kit={kit} ticketId={id} act={act} onGone={gone} onClose={close} /> : null}
      {open === 'transfer' ? (
        <TransferSheet kit={kit} ticketId={id} me={member.id} act={act} onGone={gone} onClose={close} />
      ) : null}
      {open === 'more' ? (
        <MoreSheet
          offers={{
            log: working,
            comment: may(known.actions, 'ticket.comment'),
            transfer: may(known.actions, 'ticket.transfer') && waiting === 0,
            // Where the flow asks for no check-in, the way can be left out.
            complete: may(known.actions, 'ticket.complete') && step !== 'ticket.complete',
          }}
          onChoose={setOpen}
          onScan={host.can.scan ? () => void scan() : null}
          onClose={close}
        />
      ) : null}
      <PrivacyGate />
    </View>
  );
}
