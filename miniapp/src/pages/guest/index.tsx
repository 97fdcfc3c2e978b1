// What a public code leads to for whoever has no account; signing in is one press away, and comes back to the code.
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useBequest } from '../../features/form/bequeath';
import { Closed } from '../../features/report/Closed';
import { GuestScreen } from '../../features/report/GuestScreen';
import { usePublic } from '../../features/report/usePublic';
import { SignIn } from '../../features/session/SignIn';
import { queryOfLabel } from '../../lib/guest';
import { host } from '../../lib/host';
import { useWords } from '../../lib/language';
import { replace } from '../../lib/route';
import { failureWords, useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { closedWords } from '../../text/closed';
import { guestWords } from '../../text/guest';
import { Return } from '../../ui/Back';
import { Lines } from '../../ui/Lines';
import { sized } from '../../ui/sized';
import { Tabs } from '../../ui/Tabs';

export default sized(GuestPage);

function GuestPage() {
  const words = useOwn(guestWords);
  const { closed, noCode } = useOwn(closedWords);
  const general = useWords();
  useTitle(words.title);
  const { params } = useRouter();
  const session = useSession();
  useBequest();
  const { state, again } = usePublic(params);
  const [wantsIn, setWantsIn] = useState(false);
  const isMember = session !== null && session.guest !== true;
  const label = state.is === 'page' || state.is === 'failed' ? state.label : null;
  useEffect(() => {
    // Somebody with an account reports as such, about the same place.
    if (isMember) replace('report', label === null ? {} : queryOfLabel(label));
  }, [isMember, label]);
  async function scan() {
    const answer = await host.scan();
    if (answer.ok) replace('report', { link: answer.value });
  }
  const onScan = () => void scan();

  if (isMember || state.is === 'looking') return <Lines label={words.looking} widths={[40, 70, 100, 60, 100]} />;
  if (wantsIn) {
    return (
      <>
        <Return words={words.backToReport} onPress={() => setWantsIn(false)} />
        <SignIn />
      </>
    );
  }
  // Whoever has reported from here has pages of their own, and no need of an account.
  const below = session === null ? <SignIn /> : <Tabs here="report" open />;
  if (state.is === 'page' && state.page.state === 'open') {
    const key = JSON.stringify(state.label);
    return <GuestScreen key={key} label={state.label} page={state.page} onSignIn={() => setWantsIn(true)} />;
  }
  if (state.is === 'failed' && !isUnknown(state.failure)) {
    const notice = { title: failureWords(state.failure, general), hint: '' };
    return (
      <>
        <Closed notice={notice} onAgain={again} />
        {below}
      </>
    );
  }
  if (state.is === 'page' && state.page.state !== 'open') {
    const { org, contact, instead } = state.page;
    const there = instead && {
      name: instead.name,
      onPress: () => replace('guest', { org: org.code, kind: 's', code: instead.code }),
    };
    return (
      <>
        <Closed notice={closed[state.page.state]} org={org.name} contact={contact} instead={there} onScan={onScan} />
        {below}
      </>
    );
  }
  const notice = state.is === 'none' ? noCode : closed[state.is === 'torn' ? 'torn' : 'unknown'];
  return (
    <>
      <Closed notice={notice} onScan={onScan} />
      {below}
    </>
  );
}

const isUnknown = (failure: { readonly kind: string; readonly code?: string }): boolean =>
  failure.kind === 'refused' && failure.code === 'not_found';
