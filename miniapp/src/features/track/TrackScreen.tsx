// Following one report, like a parcel: where it is, who has it, until when, what happened, and what I can do about it.
import type { FileId } from '@paidan/shared/kernel/id';
import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { useState } from 'react';
import { call } from '../../lib/call';
import { host } from '../../lib/host/index';
import { useWords } from '../../lib/language';
import { replace } from '../../lib/route';
import { failureWords, useOwn, useTroubleWords } from '../../lib/said';
import { useSession } from '../../lib/session';
import { tell } from '../../lib/told';
import { trackWords } from '../../text/track';
import { Banner } from '../../ui/Banner';
import { BasketBadge } from '../../ui/BasketBadge';
import { Blank } from '../../ui/Blank';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { Lines } from '../../ui/Lines';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { Toast } from '../../ui/Toast';
import { Answers } from '../form/Answers';
import { type Act, Acts, offeredOf } from './Acts';
import { OwnLink } from './OwnLink';
import { type Main, Reply } from './Reply';
import { SaySheet } from './SaySheet';
import { Status } from './Status';
import { Story } from './Story';
import './TrackScreen.scss';
import { useCommand } from './useCommand';
import { type Seen, type TicketState, useTicket } from './useTicket';

export function TrackScreen({ id }: { readonly id: string }) {
  const words = useOwn(trackWords);
  const general = useWords();
  const state = useTicket(id);
  const { seen, failure, refresh } = state;
  usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh());
  });
  // Nothing is asked with but the ticket's id: one that cannot be any is of a link that was torn.
  const gone = failure?.kind === 'refused' && ['not_found', 'invalid'].includes(failure.code);
  if (gone || (!seen && failure)) {
    return gone ? (
      <Blank icon="warn" {...words.gone} action={words.toMine} busy={false} onAction={() => replace('mine')} />
    ) : (
      <Blank
        icon="cut"
        title={failure ? failureWords(failure, general) : ''}
        hint=""
        action={general.retry}
        busy={false}
        onAction={() => void refresh()}
      />
    );
  }
  if (!seen) {
    return (
      <View className="track">
        <Lines label={words.loading} widths={[50, 70, 100, 34, 88, 60, 76]} />
      </View>
    );
  }
  return <Loaded state={state} seen={seen} />;
}

function Loaded({ state: { failure, refresh, take }, seen }: { readonly state: TicketState; readonly seen: Seen }) {
  const words = useOwn(trackWords);
  const general = useWords();
  const describe = useTroubleWords();
  const { ticket, actions, template } = seen;
  const session = useSession();
  const [sheet, setSheet] = useState<'remark' | 'cancel' | 'reject' | null>(null);
  const { send, busy, wrong, forgive } = useCommand(ticket, take, sheet !== null);
  const may = (command: string) => actions.some((action) => action.command === command && action.enabled);
  const offered = offeredOf(actions);
  const asks = may('ticket.confirm') ? 'confirm' : may('ticket.rate') ? 'rate' : null;

  const open = (next: typeof sheet) => {
    forgive();
    setSheet(next);
  };
  const act = (chosen: Act) => {
    if (chosen === 'ticket.urge') void send('ticket.urge', {});
    else open(chosen === 'ticket.comment' ? 'remark' : 'cancel');
  };
  const close = () => setSheet(null);
  async function ring() {
    const answer = await call('ticket.contact', { ticketId: ticket.id });
    if (!answer.ok) return tell(failureWords(answer.refusal, general), 'bad');
    if (answer.value.phone === null) return tell(words.noPhone, 'bad');
    const rang = await host.call(answer.value.phone);
    if (!rang.ok) tell(describe(rang.refusal), 'bad');
  }
  const photosOf = (photos: readonly FileId[]) => (photos.length > 0 ? { photos: [...photos] } : {});

  const rest = (due: Main | null) => (
    <>
      <Text className="track__section">{words.story}</Text>
      <Story seen={seen} />
      {template ? (
        <>
          <Text className="track__section">{words.reported}</Text>
          <View className="track__card">
            <Answers
              fields={template.fields.filter(
                ({ node, type }) =>
                  node === template.flow[0]?.id &&
                  // The list of places is not for everybody; where it is stands above.
                  !(session?.guest && (type === 'site' || type === 'asset')),
              )}
              values={ticket.values}
            />
          </View>
        </>
      ) : null}
      {session?.guest ? <OwnLink id={ticket.id} title={ticket.title} byLink={session.only !== undefined} /> : null}
      <Acts actions={offered} busy={busy} due={due} onAct={act} onWhyNot={(text) => tell(text, 'bad')} />
      {offered.length > 0 || due ? null : <Toast alone />}
    </>
  );

  return (
    <View className="track">
      <View className="track__head">
        <View className="track__what">
          <Text className="track__title">{ticket.title}</Text>
          <Text className="track__no">
            #{ticket.no}
            {ticket.site ? ` · ${ticket.site.name}` : ''}
          </Text>
        </View>
        {session?.guest ? <LanguageSwitch /> : null}
      </View>
      <BasketBadge />
      {failure ? (
        <Banner
          text={failure.kind === 'offline' ? words.old : failureWords(failure, general)}
          action={{ words: general.retry, onPress: () => void refresh() }}
        />
      ) : null}
      <Status answer={seen} onCall={() => void ring()} />
      {asks && template ? (
        <Reply
          key={`${asks}.${ticket.node.id}`}
          asks={asks}
          ticket={ticket}
          template={template}
          busy={busy}
          send={send}
          onReject={() => open('reject')}
        >
          {rest}
        </Reply>
      ) : (
        rest(null)
      )}
      {sheet === 'remark' ? (
        <SaySheet
          draft={`comment.${ticket.id}`}
          title={words.remark}
          hint={words.remarkHint}
          withPhotos
          withVoice
          act={words.send}
          back={words.close}
          busy={busy}
          wrong={wrong}
          onSend={(text, photos, voice) =>
            send('ticket.comment', { text, ...photosOf(photos), ...(voice ? { voice } : {}) })
          }
          onSent={close}
          onClose={close}
        />
      ) : null}
      {sheet === 'cancel' ? (
        <SaySheet
          draft={`cancel.${ticket.id}`}
          title={words.cancelTitle}
          hint={words.missing}
          reasons={words.cancelReasons}
          withPhotos={false}
          act={words.cancelSure}
          back={words.keep}
          danger
          busy={busy}
          wrong={wrong}
          onSend={(reason) => send('ticket.cancel', { reason })}
          onSent={close}
          onClose={close}
        />
      ) : null}
      {sheet === 'reject' ? (
        <SaySheet
          draft={`reject.${ticket.id}`}
          title={words.rejectTitle}
          hint={words.rejectHint}
          reasons={words.rejectReasons}
          withPhotos
          act={words.rejectSure}
          back={words.close}
          danger
          busy={busy}
          wrong={wrong}
          onSend={(reason, photos) => send('ticket.reject', { reason, ...photosOf(photos) })}
          onSent={close}
          onClose={close}
        />
      ) : null}
      <PrivacyGate />
    </View>
  );
}
