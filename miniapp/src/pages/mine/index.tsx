// My own reports, and who I am here. Whoever came by a public code is no stranger here, and need not sign in.
import { useState } from 'react';
import { useBequest } from '../../features/form/bequeath';
import { MineScreen } from '../../features/mine/MineScreen';
import { Nobody } from '../../features/session/Nobody';
import { SignIn } from '../../features/session/SignIn';
import { lastLabel } from '../../lib/guest';
import { useOwn } from '../../lib/said';
import { rememberedLogin, useSession, useSessionOver } from '../../lib/session';
import { useTitle } from '../../lib/title';
import { mineWords } from '../../text/mine';
import { Return } from '../../ui/Back';
import { sized } from '../../ui/sized';

export default sized(MinePage);

function MinePage() {
  const words = useOwn(mineWords);
  useTitle(words.title);
  const session = useSession();
  const over = useSessionOver();
  const [wantsIn, setWantsIn] = useState(false);
  useBequest();
  const onSignIn = () => setWantsIn(true);
  const isMember = session !== null && session.guest !== true;
  if (wantsIn && !isMember) {
    // A guest stays one until somebody has signed in.
    return (
      <>
        <Return words={words.backToMine} onPress={() => setWantsIn(false)} />
        <SignIn />
      </>
    );
  }
  if (session) return <MineScreen key={session.member.id} session={session} onSignIn={onSignIn} />;
  return lastLabel() !== null && rememberedLogin().login === '' && !over ? <Nobody onSignIn={onSignIn} /> : <SignIn />;
}
