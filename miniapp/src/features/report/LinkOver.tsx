// A report's link that leads nowhere any more: why, whom to call, and that one can report again, by the code on the spot or from here.
import { host } from '../../lib/host/index';
import { replace } from '../../lib/route';
import type { LinkOver as Over } from '../../lib/session';
import type { Notice } from '../../text/report';
import { Closed } from './Closed';

export function LinkOver({ notice, over }: { readonly notice: Notice; readonly over: Over }) {
  async function scan() {
    const answer = await host.scan();
    if (answer.ok) replace('report', { link: answer.value });
  }
  return (
    <Closed
      notice={notice}
      org={over.org}
      contact={over.contact}
      onScan={() => void scan()}
      onReport={() => replace('guest')}
    />
  );
}
