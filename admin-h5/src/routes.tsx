// The application behind the sign-in: its pages, each fetched when first opened, inside the shell.
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { Guarded } from './features/shell/Guarded';
import { Leaving } from './features/shell/Leaving';
import { NotFound } from './features/shell/NotFound';
import { Shell } from './features/shell/Shell';
import { TicketsPage } from './features/ticket/TicketsPage';
import { startLive, useLive } from './lib/live';
import { newClient, reader } from './lib/queries';
import { TipProvider } from './ui/Tip';
import { Toasts } from './ui/Toasts';

const ReportPage = lazy(() => import('./features/ticket/report/ReportPage'));
const BoardPage = lazy(() => import('./features/board/BoardPage'));
const WorkPage = lazy(() => import('./features/work/WorkPage'));
const MembersPage = lazy(() => import('./features/member/MembersPage'));
const SitesPage = lazy(() => import('./features/site/SitesPage'));
const AssetsPage = lazy(() => import('./features/asset/AssetsPage'));
const TemplatesPage = lazy(() => import('./features/template/TemplatesPage'));
const TemplatePage = lazy(() => import('./features/template/TemplatePage'));
const LabelsPage = lazy(() => import('./features/label/LabelsPage'));
const AccountsPage = lazy(() => import('./features/account/AccountsPage'));
const AccountPage = lazy(() => import('./features/account/AccountPage'));
const DeliveriesPage = lazy(() => import('./features/delivery/DeliveriesPage'));
const PreferencesPage = lazy(() => import('./features/preference/PreferencesPage'));
const RulesPage = lazy(() => import('./features/guest/RulesPage'));
const HeldPage = lazy(() => import('./features/guest/HeldPage'));
const HandoverPage = lazy(() => import('./features/handover/HandoverPage'));

export function App() {
  const [client] = useState(newClient);
  const [read] = useState(() => reader(client));
  useEffect(startLive, []);
  useLive(read);
  return (
    <QueryClientProvider client={client}>
      <TipProvider>
        <BrowserRouter basename="/admin">
          <Leaving>
            <Pages />
            <Toasts />
          </Leaving>
        </BrowserRouter>
      </TipProvider>
    </QueryClientProvider>
  );
}

export const Pages = () => (
  <Routes>
    <Route element={<Shell />}>
      <Route index element={<Navigate to="/tickets" replace />} />
      <Route path="tickets/:id?" element={<TicketsPage />} />
      <Route path="work" element={<WorkPage />} />
      <Route element={<Guarded grants={['ticket.create']} />}>
        <Route path="report" element={<ReportPage />} />
      </Route>
      <Route element={<Guarded grants={['ticket.readAll']} />}>
        <Route path="board" element={<BoardPage />} />
      </Route>
      <Route element={<Guarded grants={['member.read']} />}>
        <Route path="members" element={<MembersPage />} />
      </Route>
      <Route element={<Guarded grants={['site.manage']} />}>
        <Route path="sites" element={<SitesPage />} />
      </Route>
      <Route element={<Guarded grants={['asset.manage']} />}>
        <Route path="assets" element={<AssetsPage />} />
      </Route>
      <Route element={<Guarded grants={['template.manage']} />}>
        <Route path="templates" element={<TemplatesPage />} />
        <Route path="public" element={<RulesPage />} />
        <Route path="templates/:id" element={<TemplatePage />} />
      </Route>
      <Route element={<Guarded grants={['site.manage', 'asset.manage']} />}>
        <Route path="labels" element={<LabelsPage />} />
      </Route>
      <Route element={<Guarded grants={['account.manage']} />}>
        <Route path="connections" element={<AccountsPage />} />
        <Route path="connections/:id" element={<AccountPage />} />
        <Route path="deliveries" element={<DeliveriesPage />} />
      </Route>
      <Route element={<Guarded grants={['ticket.dispatch']} />}>
        <Route path="handover" element={<HandoverPage />} />
        <Route path="held" element={<HeldPage />} />
      </Route>
      <Route path="preferences" element={<PreferencesPage />} />
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>
);
