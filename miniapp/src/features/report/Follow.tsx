// The link of one report, opened in whatever browser: straight to its progress, or to where it waits.
import { Text, View } from '@tarojs/components';
import { useCallback, useEffect, useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { deviceId } from '../../lib/device';
import { useWords } from '../../lib/language';
import { leave } from '../../lib/leave';
import { replace } from '../../lib/route';
import { failureWords, useOwn } from '../../lib/said';
import { beginSession, currentSession, type LinkOver as Over, useSession } from '../../lib/session';
import { guestWords } from '../../text/guest';
import { Blank } from '../../ui/Blank';
import { Button } from '../../ui/Button';
import { Lines } from '../../ui/Lines';
import { GuestHeld, type Standing } from './GuestHeld';
import './GuestScreen.scss';
import { LinkOver } from './LinkOver';
import './ReportScreen.scss';

export function Follow({ link }: { readonly link: string }) {
  const words = useOwn(guestWords);
  const general = useWords();
  const session = useSession();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [held, setHeld] = useState<Standing | null>(null);
  const blocked = session !== null && session.guest !== true;

  const open = useCallback(async () => {
    setFailure(null);
    const answer = await call('guest.follow', { link, device: deviceId() }, { token: '' });
    if (!answer.ok) return setFailure(answer.refusal);
    const { id, isTicket, own, ...identity } = answer.value;
    const known = currentSession();
    // The device on which it was reported may do more already.
    const isMine = known?.guest === true && known.only === undefined && known.member.id === identity.member.id;
    if (!isMine) beginSession(own ? identity : { ...identity, only: id }, '');
    if (isTicket) return replace('ticket', { id });
    const standing = await call('guest.held', { id });
    if (standing.ok) setHeld(standing.value.items[0] ?? null);
    else setFailure(standing.refusal);
  }, [link]);
  useEffect(() => {
    if (!blocked) void open();
  }, [open, blocked]);

  if (blocked) {
    return (
      <View className="guest__trouble">
        <View className="guest__card">
          <Text className="guest__why">{words.follow.other(session.member.name)}</Text>
          <Text className="guest__hint">{words.follow.otherHint}</Text>
          <Button wide onPress={leave}>
            {words.follow.open}
          </Button>
          <Button wide look="quiet" onPress={() => replace('today')}>
            {words.follow.home}
          </Button>
        </View>
      </View>
    );
  }
  if (failure?.kind === 'refused') {
    const notice = failure.code === 'link_revoked' ? words.follow.revoked : words.follow.over;
    const { org = '', contact = null } = (failure.data ?? {}) as Partial<Over>;
    return <LinkOver notice={notice} over={{ org, contact }} />;
  }
  if (failure) {
    const title = failureWords(failure, general);
    return <Blank icon="cut" title={title} hint="" action={general.retry} busy={false} onAction={() => void open()} />;
  }
  if (held) {
    return (
      <View className="report">
        <GuestHeld held={held} link={link} onAgain={null} />
      </View>
    );
  }
  return <Lines label={words.looking} widths={[50, 70, 100, 34, 88]} />;
}
