// What was done on this phone and has not reached the server.
import { BasketScreen } from '../../features/basket/BasketScreen';
import { useOwn } from '../../lib/said';
import { useTitle } from '../../lib/title';
import { groundWords } from '../../text/ground';

export default function BasketPage() {
  useTitle(useOwn(groundWords).basket.title);
  return <BasketScreen />;
}
