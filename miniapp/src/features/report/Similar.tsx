// Reports of the same place that are still open, before a double is made. Whoever may not see others' reports sees their own.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { call } from '../../lib/call';
import { go } from '../../lib/route';
import { useCodes, useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { reportWords } from '../../text/report';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Similar.scss';

type Props = { readonly siteId: string; readonly assetId: string };

const OPEN = ['new', 'open', 'active', 'waiting'] as const;
const MOST = 3;

export function Similar({ siteId, assetId }: Props) {
  const { similar } = useOwn(reportWords);
  const { phases } = useCodes();
  const when = useWhen();
  const items = useSimilar(siteId, assetId);
  if (items.length === 0) return null;
  return (
    <View className="similar">
      <View className="similar__head">
        <Icon name="list" />
        <Text className="similar__title">{similar.title(items.length)}</Text>
      </View>
      <Text className="similar__hint">{similar.hint}</Text>
      {items.map((ticket) => (
        <View key={ticket.id} className="similar__item" {...pressable(() => go('ticket', { id: ticket.id }))}>
          <View className="similar__what">
            <Text className="similar__name">{ticket.title}</Text>
            <Text className="similar__note">
              #{ticket.no} · {phases[ticket.phase]} · {when(ticket.createdAt)}
            </Text>
          </View>
          <Text className="similar__look">{similar.look}</Text>
        </View>
      ))}
    </View>
  );
}

function useSimilar(siteId: string, assetId: string): readonly TicketSummary[] {
  const [items, setItems] = useState<readonly TicketSummary[]>([]);
  useEffect(() => {
    setItems([]);
    if (!siteId && !assetId) return;
    let gone = false;
    const where = assetId ? { assetId: assetId as AssetId } : { siteId: siteId as SiteId };
    void call('ticket.list', { ...where, phase: [...OPEN], order: 'newest', limit: MOST }).then((answer) => {
      if (!gone && answer.ok) setItems(answer.value.items);
    });
    return () => {
      gone = true;
    };
  }, [siteId, assetId]);
  return items;
}
