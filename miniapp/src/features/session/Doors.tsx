// Ways in that the organization offers beside the password: links to our own server, which leads on to the platform's sign-in.
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call } from '../../lib/call';
import { isOwn, leaveTo } from '../../lib/inside';
import { useOwn } from '../../lib/said';
import { groundWords } from '../../text/ground';
import { Button } from '../../ui/Button';

type Door = Output<'signin.options'>['items'][number];

export function Doors({ org }: { readonly org: string }) {
  const { signIn } = useOwn(groundWords);
  const doors = useDoors(org);
  return (
    <>
      {doors.map(({ url, name }) => (
        <View key={url} className="sign-in__door">
          <Button wide look="quiet" onPress={() => leaveTo(url)}>
            {signIn.via(name)}
          </Button>
        </View>
      ))}
    </>
  );
}

const TYPING_MS = 500;

/** Asked once the person has stopped typing the organization's code. */
function useDoors(org: string): readonly Door[] {
  const [doors, setDoors] = useState<readonly Door[]>([]);
  useEffect(() => {
    setDoors([]);
    if (!org) return;
    let here = true;
    const timer = setTimeout(async () => {
      const answer = await call('signin.options', { org });
      if (here && answer.ok) setDoors(answer.value.items.filter(({ url }) => isOwn(url)));
    }, TYPING_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [org]);
  return doors;
}
