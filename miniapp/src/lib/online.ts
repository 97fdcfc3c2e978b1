// Is there a network, as far as the phone knows?
import { useEffect, useState } from 'react';
import { host } from './host';

export function useOnline(): boolean {
  const [online, setOnline] = useState(host.network.online);
  useEffect(() => host.network.watch(setOnline), []);
  return online;
}
