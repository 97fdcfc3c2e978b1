import { Link } from 'react-router';
import { useText } from '../../text/useText';
import { buttonClass } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { useTitle } from '../../ui/Page';

export function NotFound() {
  const text = useText();
  useTitle(text.shell.notFound);
  return (
    <Empty title={text.shell.notFound} words={text.shell.notFoundWords}>
      <Link to="/tickets" className={buttonClass('primary')}>
        {text.shell.toTickets}
      </Link>
    </Empty>
  );
}
