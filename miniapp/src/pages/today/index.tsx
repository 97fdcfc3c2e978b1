// Home: who is signed in sees what waits for them; who is not signs in first.
import { SignIn } from '../../features/session/SignIn';
import { TodayScreen } from '../../features/today/TodayScreen';
import { useWindowWords } from '../../lib/language';
import { useSession } from '../../lib/session';

export default function TodayPage() {
  useWindowWords();
  const session = useSession();
  return session ? <TodayScreen key={session.member.id} session={session} /> : <SignIn />;
}
