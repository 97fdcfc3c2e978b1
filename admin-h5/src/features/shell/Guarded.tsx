import type { Grant } from '@paidan/shared/kinds';
import { Outlet } from 'react-router';
import { useMe } from '../../lib/me';
import { useText } from '../../text/useText';
import { Empty } from '../../ui/Empty';

/** The pages inside are for those who hold one of the grants; others are told so in words. */
export function Guarded({ grants }: { grants: readonly Grant[] }) {
  const text = useText();
  const mine = useMe().member.grants;
  if (grants.some((grant) => mine.includes(grant))) return <Outlet />;
  return <Empty title={text.shell.noGrant} words={text.shell.noGrantWords} />;
}
