// What came of what somebody just did: at the bottom, where they have just pressed. It stands on top of what stands there, however high
// that is, and so covers nothing of it; what of the page it lies over can be scrolled clear, and a press takes it away. Once on each page
// that says something; the region stands there always, so that a screen reader hears what comes into it.
import { Text, View } from '@tarojs/components';
import { hush, useTold } from '../lib/told';
import { Icon } from './Icon';
import './Toast.scss';

/** On its own only where nothing stands at the bottom: `Foot` and `Tabs` carry it. */
export function Toast({ alone = false }: { readonly alone?: boolean }) {
  const told = useTold();
  return (
    <View className={`toast${alone ? ' toast--alone' : ''}`} {...{ role: 'status', 'aria-live': 'polite' }}>
      {told ? (
        <View className={`toast__said toast__said--${told.tone}`} onClick={hush}>
          <Icon name={told.tone === 'good' ? 'done' : 'warn'} />
          <Text className="toast__text">{told.text}</Text>
        </View>
      ) : null}
    </View>
  );
}

/** As much as it takes, at the end of the page: nothing there stays behind it. */
export function ToastRoom() {
  return useTold() ? <View className="toast__room" /> : null;
}
