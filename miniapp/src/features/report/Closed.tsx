// A public code that does not lead to a report: why, and what to do now. Signing in stands below it.
import { Text, View } from '@tarojs/components';
import { host } from '../../lib/host/index';
import { useOwn } from '../../lib/said';
import { guestWords } from '../../text/guest';
import type { Notice } from '../../text/report';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import './GuestScreen.scss';
import { Hotline } from './Hotline';

type Props = {
  readonly notice: Notice;
  readonly org?: string;
  /** Whom to call. */
  readonly contact?: string | null;
  /** A place around it from which one can report. */
  readonly instead?: { readonly name: string; readonly onPress: () => void } | null;
  readonly onScan?: () => void;
  /** To the page that reports from here. */
  readonly onReport?: () => void;
  readonly onAgain?: () => void;
};

export function Closed({ notice, org, contact = null, instead = null, onScan, onReport, onAgain }: Props) {
  const words = useOwn(guestWords);
  return (
    <View className="guest__trouble">
      <View className="guest__card" {...{ role: 'alert' }}>
        <View className="guest__why">
          <Icon name="warn" />
          <Text>{notice.title}</Text>
        </View>
        <Text className="guest__hint">
          {org ? `${org} · ` : ''}
          {notice.hint}
        </Text>
        {instead ? (
          <Button wide onPress={instead.onPress}>
            {words.instead(instead.name)}
          </Button>
        ) : null}
        {contact !== null ? <Hotline phone={contact} /> : null}
        {onScan && host.can.scan ? (
          <Button wide look="quiet" onPress={onScan}>
            {words.scan}
          </Button>
        ) : null}
        {onReport ? (
          <Button wide look="quiet" onPress={onReport}>
            {words.follow.report}
          </Button>
        ) : null}
        {onAgain ? (
          <Button wide look="quiet" onPress={onAgain}>
            {words.again}
          </Button>
        ) : null}
      </View>
    </View>
  );
}
