// Who I am here, the other language, and the way out.
import { Text, View } from '@tarojs/components';
import { switchLanguage, useWords } from '../../lib/language';
import { leave } from '../../lib/leave';
import type { Session } from '../../lib/session';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MyFace } from '../../ui/MyFace';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import { forgetTodos } from './kept';
import { forgetSites } from './sites';
import './Me.scss';

export function Me({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const words = useWords().me;
  const signOut = () => {
    forgetTodos();
    forgetSites();
    leave();
  };
  return (
    <Sheet closeLabel={words.close} onClose={onClose}>
      <MyFace session={session}>
        <Text className="me__name">{session.member.name}</Text>
        <Text className="me__org">
          {session.tenant.name} · {session.tenant.code}
        </Text>
      </MyFace>
      <View className="me__line" {...pressable(switchLanguage)}>
        <Icon name="language" />
        <Text>{words.language}</Text>
      </View>
      <View className="me__line me__line--leave" {...pressable(signOut)}>
        <Icon name="leave" />
        <Text>{words.signOut}</Text>
      </View>
      <Button look="quiet" wide onPress={onClose}>
        {words.close}
      </Button>
    </Sheet>
  );
}
