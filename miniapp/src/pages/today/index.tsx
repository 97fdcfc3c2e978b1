// Home: who is signed in sees what waits for them; who is not signs in first. A guest's home is what they have reported.
import { useEffect } from 'react';
import { Me } from '../../features/mine/Me';
import { SignIn } from '../../features/session/SignIn';
import { TodayScreen } from '../../features/today/TodayScreen';
import { useWindowWords } from '../../lib/language';
import { replace } from '../../lib/route';
import { useSession } from '../../lib/session';
import { sized } from '../../ui/sized';

export default sized(TodayPage);

function TodayPage() {
  useWindowWords();
  const session = useSession();
  const guest = session?.guest === true;
  useEffect(() => {
    if (guest) replace('mine');
  }, [guest]);
  if (guest) return null;
  return session ? <TodayScreen key={session.member.id} session={session} Me={Me} /> : <SignIn />;
}
