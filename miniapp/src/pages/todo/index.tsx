// Home: who is signed in sees what waits for them; who is not signs in first.
import { SignIn } from '../../features/session/SignIn';
import { TodoScreen } from '../../features/todo/TodoScreen';
import { useWindowWords } from '../../lib/language';
import { useSession } from '../../lib/session';

export default function TodoPage() {
  useWindowWords();
  const session = useSession();
  return session ? <TodoScreen key={session.member.id} session={session} /> : <SignIn />;
}
