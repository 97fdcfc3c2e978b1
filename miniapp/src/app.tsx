import { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { host } from './lib/host';
import { minding } from './lib/outbasket/outbasket';
import { comeBack, fetchPages, keepShell, openedWith } from './lib/start';
import './ui/tokens.scss';
import './ui/base.scss';

// A condition on TARO_ENV is settled at build time: mini-programs, whose style sheets know less, never see this file.
if (process.env.TARO_ENV === 'h5') require('./ui/browser.scss');

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    openedWith(host.launch().query);
    void comeBack();
    minding();
    fetchPages();
    keepShell();
  });
  return <>{children}</>;
}
