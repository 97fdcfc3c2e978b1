// What was done on this phone and has not reached the server.
import { BasketScreen } from '../../features/basket/BasketScreen';
import { useOwn } from '../../lib/said';
import { useTitle } from '../../lib/title';
import { groundWords } from '../../text/ground';
import { Back } from '../../ui/Back';
import { sized } from '../../ui/sized';

export default sized(BasketPage);

function BasketPage() {
  useTitle(useOwn(groundWords).basket.title);
  return (
    <>
      <Back parent="today" />
      <BasketScreen />
    </>
  );
}
