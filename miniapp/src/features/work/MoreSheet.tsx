// What else can be done with the ticket.
import { Text, View } from '@tarojs/components';
import { useCodes, useOwn } from '../../lib/said';
import { workWords } from '../../text/work';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import { Sheet } from '../../ui/Sheet';
import './SheetForm.scss';

const OFFERS = ['log', 'comment', 'transfer', 'complete'] as const;
type Offer = (typeof OFFERS)[number];
type Props = {
  readonly offers: Readonly<Record<Offer, boolean>>;
  readonly onChoose: (offer: Offer) => void;
  /** Null: nothing can be scanned here. */
  readonly onScan: (() => void) | null;
  readonly onClose: () => void;
};

export function MoreSheet({ offers, onChoose, onScan, onClose }: Props) {
  const { close, more, scan } = useOwn(workWords);
  const { actions } = useCodes();
  return (
    <Sheet closeLabel={close} onClose={onClose}>
      <Text className="sheet-form__title">{more}</Text>
      {OFFERS.filter((offer) => offers[offer]).map((offer) => (
        <View key={offer} className="work__offer" {...pressable(() => onChoose(offer))}>
          <Text className="work__where">{actions[`ticket.${offer}`]}</Text>
          <Icon name="next" />
        </View>
      ))}
      {onScan ? (
        <View className="work__offer" {...pressable(onScan)}>
          <Text className="work__where">{scan}</Text>
          <Icon name="scan" />
        </View>
      ) : null}
      <Button look="quiet" wide onPress={onClose}>
        {close}
      </Button>
    </Sheet>
  );
}
