// One ticket of an asset: what it was, what was done, when and by whom. It opens for those who may see it.

import type { PastTicket } from '@paidan/shared/contract/ticket';
import { capital } from '@paidan/shared/kernel/capital';
import { Text, View } from '@tarojs/components';
import { go, type PageName } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { useStage } from '../../lib/stage';
import { useWhen } from '../../lib/when';
import { assetWords } from '../../text/asset';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';

type Props = { readonly past: PastTicket; readonly page: PageName };

export function Past({ past, page }: Props) {
  const words = useOwn(assetWords);
  const stage = useStage();
  const when = useWhen();
  const { id, no, title, phase, completedAt, endedAt, createdAt, handler, did, flags, mayOpen } = past;
  const at = completedAt ?? endedAt;
  return (
    <View className="asset__past" {...(mayOpen ? pressable(() => go(page, { id })) : {})}>
      <View className="asset__what">
        <View className="asset__top">
          <Text className="asset__no">#{no}</Text>
          <Text className={`asset__phase asset__phase--${phase}`}>{stage(past)}</Text>
        </View>
        <Text className="asset__headline">{title}</Text>
        {did.map((text) => (
          <Text key={text} className="asset__did">
            {text}
          </Text>
        ))}
        {flags > 0 ? <Text className="asset__flags">{words.flags(flags)}</Text> : null}
        <Text className="asset__note">
          {[at === null ? words.reported(when(createdAt)) : capital(when(at)), handler?.name]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </View>
      {mayOpen ? <Icon name="next" /> : null}
    </View>
  );
}
