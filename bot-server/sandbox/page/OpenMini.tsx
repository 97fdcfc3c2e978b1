// Between the chat and the mini-program: the person is signed in, then the page comes.
import { useEffect, useState } from 'react';
import { enterMini } from './enterMini';
import { miniAddress, type WayIn } from './links';
import { useWords } from './setting';

export function OpenMini({ way }: { readonly way: WayIn }) {
  const words = useWords();
  const [trouble, setTrouble] = useState<string | null>(null);
  const to = miniAddress(way.page, true) ?? '/m/';
  useEffect(() => {
    enterMini(way).then(
      () => location.replace(to),
      (error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)),
    );
  }, [way, to]);
  if (trouble === null) {
    return (
      <main className="opening" aria-busy="true">
        <p>{words.entering}</p>
      </main>
    );
  }
  return (
    <main className="opening">
      <p role="alert">{words.notEntered(trouble)}</p>
      <p>
        <a href={to}>{words.enterAnyway}</a>
      </p>
    </main>
  );
}
