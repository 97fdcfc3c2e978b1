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
import { trackWords } from '../../text/track';
import { Banner } from '../../ui/Banner';
import { BasketBadge } from '../../ui/BasketBadge';
import { Blank } from '../../ui/Blank';
import { Lines } from '../../ui/Lines';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { Answers } from '../form/Answers';
import { type Act, Acts } from './Acts';
import { OwnLink } from './OwnLink';
import { Reply } from './Reply';
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
  const gone = failure?.kind === 'refused' && failure.code === 'not_found';
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
  const { send, busy, result, say } = useCommand(ticket, take);
  const [sheet, setSheet] = useState<'remark' | 'cancel' | 'reject' | null>(null);
  const may = (command: string) => actions.some((action) => action.command === command && action.enabled);
  const asks = may('ticket.confirm') ? 'confirm' : may('ticket.rate') ? 'rate' : null;

  const open = (next: typeof sheet) => {
    say(null);
    setSheet(next);
  };
  const act = (chosen: Act) => {
    if (chosen === 'ticket.urge') void send('ticket.urge', {});
    else open(chosen === 'ticket.comment' ? 'remark' : 'cancel');
  };
  const close = (sent: boolean) => sent && setSheet(null);
  async function ring() {
    const answer = await call('ticket.contact', { ticketId: ticket.id });
    if (!answer.ok) return say({ tone: 'bad', text: failureWords(answer.refusal, general) });
    if (answer.value.phone === null) return say({ tone: 'bad', text: words.noPhone });
    const rang = await host.call(answer.value.phone);
    if (!rang.ok) say({ tone: 'bad', text: describe(rang.refusal) });
  }
  const photosOf = (photos: readonly FileId[]) => (photos.length > 0 ? { photos: [...photos] } : {});

  return (
    <View className="track">
      <View className="track__head">
        <Text className="track__title">{ticket.title}</Text>
        <Text className="track__no">
          #{ticket.no}
          {ticket.site ? ` · ${ticket.site.name}` : ''}
        </Text>
      </View>
      <BasketBadge />
      {failure ? (
        <Banner
          text={failure.kind === 'offline' ? words.old : failureWords(failure, general)}
          action={{ words: general.retry, onPress: () => void refresh() }}
        />
      ) : null}
      <Status answer={seen} onCall={() => void ring()} />
      {result && sheet === null && result.text ? (
        <View className={`track__result track__result--${result.tone}`} {...{ role: 'status' }}>
          {result.text}
        </View>
      ) : null}
      {asks && template ? (
        <Reply
          key={`${asks}.${ticket.node.id}`}
          asks={asks}
          ticket={ticket}
          template={template}
          busy={busy}
          send={send}
          onReject={() => open('reject')}
        />
      ) : null}
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
      {session?.guest ? <OwnLink id={ticket.id} title={ticket.title} /> : null}
      <Acts actions={actions} busy={busy} onAct={act} onWhyNot={(text) => say({ tone: 'bad', text })} />
      {sheet === 'remark' ? (
        <SaySheet
          title={words.remark}
          hint={words.remarkHint}
          withPhotos
          withVoice
          act={words.send}
          back={words.close}
          busy={busy}
          result={result}
          onSend={(text, photos, voice) =>
            void send('ticket.comment', { text, ...photosOf(photos), ...(voice ? { voice } : {}) }).then(close)
          }
          onClose={() => setSheet(null)}
        />
      ) : null}
      {sheet === 'cancel' ? (
        <SaySheet
          title={words.cancelTitle}
          hint={words.missing}
          reasons={words.cancelReasons}
          withPhotos={false}
          act={words.cancelSure}
          back={words.keep}
          danger
          busy={busy}
          result={result}
          onSend={(reason) => void send('ticket.cancel', { reason }).then(close)}
          onClose={() => setSheet(null)}
        />
      ) : null}
      {sheet === 'reject' ? (
        <SaySheet
          title={words.rejectTitle}
          hint={words.rejectHint}
          reasons={words.rejectReasons}
          withPhotos
          act={words.rejectSure}
          back={words.close}
          danger
          busy={busy}
          result={result}
          onSend={(reason, photos) => void send('ticket.reject', { reason, ...photosOf(photos) }).then(close)}
          onClose={() => setSheet(null)}
        />
      ) : null}
      <PrivacyGate />
    </View>
  );
}
