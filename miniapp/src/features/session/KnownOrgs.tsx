// Organizations that this phone was in before: one press, instead of typing a code.
import { Text, View } from '@tarojs/components';
import { useOwn } from '../../lib/said';
import { type KnownOrg, useKnownOrgs } from '../../lib/session';
import { groundWords } from '../../text/ground';
import { pressable } from '../../ui/pressable';

type Props = { readonly now: string; readonly onChoose: (org: KnownOrg) => void };

export function KnownOrgs({ now, onChoose }: Props) {
  const { signIn } = useOwn(groundWords);
  const others = useKnownOrgs().filter(({ code }) => code !== now);
  if (others.length === 0) return null;
  return (
    <View className="sign-in__known">
      <Text className="sign-in__known-title">{signIn.otherOrg}</Text>
      {others.map((org) => (
        <View key={`${org.server} ${org.code}`} className="sign-in__known-org" {...pressable(() => onChoose(org))}>
          {org.name}
        </View>
      ))}
    </View>
  );
}
