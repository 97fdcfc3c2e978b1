// Renders a part of the console as a signed-in member, over the server in memory.
import type { Identity } from '@paidan/shared/contract/session';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { Leaving } from '../src/features/shell/Leaving';
import { MeContext } from '../src/lib/me';
import { newClient } from '../src/lib/queries';
import { TipProvider } from '../src/ui/Tip';
import { Toasts } from '../src/ui/Toasts';
import { type Reply, reply } from './fake/answer';
import { me } from './fake/data';

// Pages are fetched when first shown, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 240_000 });

export type Sent = {
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly headers: Record<string, string>;
};

/** `instead` may answer in the server's place; throwing means a broken connection. */
export function serve(instead: (name: string, input: unknown) => Reply | undefined = () => undefined): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = (async (url: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
    const name = String(url).replace('/api/', '');
    const input = JSON.parse(body);
    sent.push({ name, input, headers });
    const { status, body: said } = instead(name, input) ?? reply(name, input);
    return { ok: status < 300, status, json: async () => said };
  }) as unknown as typeof fetch;
  return sent;
}

export function stage(part: ReactNode, { at = '/', as = me }: { at?: string; as?: Identity } = {}) {
  return render(
    <MeContext.Provider value={as}>
      <QueryClientProvider client={newClient()}>
        <TipProvider>
          <MemoryRouter initialEntries={[at]}>
            <Leaving>
              {part}
              <Where />
              <Toasts />
            </Leaving>
          </MemoryRouter>
        </TipProvider>
      </QueryClientProvider>
    </MeContext.Provider>,
  );
}

/** The address, for the tests to read. */
function Where() {
  const { pathname, search } = useLocation();
  return <output data-testid="where">{`${pathname}${search}`}</output>;
}
