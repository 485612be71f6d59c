/** The office: planners' and supervisors' screens. Its only door is the lazy import in shell/app.tsx. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { v7 } from 'uuid'
import { Redirect, Route, Switch } from 'wouter'
import { useSignedIn } from '../shell/floor.ts'
import { createApi, NotConnected } from './api.ts'
import { type Desk, DeskProvider } from './desk.ts'
import { ExceptionsScreen } from './exceptions/screen.tsx'
import { followChanges } from './live.ts'
import { OrdersScreen } from './orders/screen.tsx'
import { RulesScreen } from './rules/screen.tsx'
import { Layout } from './shell/layout.tsx'
import { SignedOut } from './shell/signed-out.tsx'
import { LeadToStart } from './start/lead.tsx'
import { StockScreen } from './stock/screen.tsx'
import { TicketScreen } from './tickets/screen.tsx'
import { TodayScreen } from './today/screen.tsx'
import './forms.ts'
import './ui/office.css'
import './print/paper.css'

/** What is not opened every day comes in chunks of its own. */
const CountsScreen = lazy(() => import('./counts/screen.tsx'))
const EdiScreen = lazy(() => import('./edi/screen.tsx'))
const LotsScreen = lazy(() => import('./lots/screen.tsx'))
const TraceScreen = lazy(() => import('./lots/trace/screen.tsx'))
const MarginsScreen = lazy(() => import('./margins/screen.tsx'))
const PlatformsScreen = lazy(() => import('./platforms/screen.tsx'))
const RecallsScreen = lazy(() => import('./recalls/screen.tsx'))
const ReplenishmentScreen = lazy(() => import('./replenishment/screen.tsx'))
const ReturnsScreen = lazy(() => import('./returns/screen.tsx'))
const StatusScreen = lazy(() => import('./status/screen.tsx'))
const StartScreen = lazy(() => import('./start/screen.tsx'))
const TransfersScreen = lazy(() => import('./transfers/screen.tsx'))
const SettingsScreen = lazy(() => import('./settings/screen.tsx'))

/** Where the event stream cannot reach, the figures are still no older. */
const POLL_MS = 30_000

export default function Office() {
  const { session, signOut } = useSignedIn()
  const [signedOut, setSignedOut] = useState(false)
  const [client] = useState(createClient)
  const token = session.token
  const desk = useMemo<Desk>(
    () => ({
      api: createApi({ fetch: window.fetch.bind(window), token: () => token, onSignedOut: () => setSignedOut(true) }),
      newKey: () => v7(),
      person: session.user.name,
      roles: session.user.roles,
      onDevice: session.desk !== true,
    }),
    [token, session.user, session.desk],
  )
  useEffect(() => followChanges({ client, fetch: window.fetch.bind(window), token: () => token }), [client, token])
  useEffect(keepScannerOut, [])
  return (
    <QueryClientProvider client={client}>
      <DeskProvider value={desk}>
        <Layout onSignOut={() => void signOut()}>
          <LeadToStart />
          {signedOut && <SignedOut desk={session.desk === true} onSignIn={() => void signOut()} />}
          <Suspense fallback={null}>
            <Switch>
              <Route path="/office/today" component={TodayScreen} />
              <Route path="/office" component={StockScreen} />
              <Route path="/office/orders" component={OrdersScreen} />
              <Route path="/office/transfers" component={TransfersScreen} />
              <Route path="/office/tickets/:id">{({ id }) => <TicketScreen id={id} />}</Route>
              <Route path="/office/exceptions" component={ExceptionsScreen} />
              <Route path="/office/rules" component={RulesScreen} />
              <Route path="/office/lots" component={LotsScreen} />
              <Route path="/office/lots/trace" component={TraceScreen} />
              <Route path="/office/counts" component={CountsScreen} />
              <Route path="/office/recalls" component={RecallsScreen} />
              <Route path="/office/returns" component={ReturnsScreen} />
              <Route path="/office/margins" component={MarginsScreen} />
              <Route path="/office/replenishment" component={ReplenishmentScreen} />
              <Route path="/office/platforms" component={PlatformsScreen} />
              <Route path="/office/edi" component={EdiScreen} />
              <Route path="/office/status" component={StatusScreen} />
              <Route path="/office/settings" component={SettingsScreen} />
              <Route path="/office/start" component={StartScreen} />
              <Route>
                <Redirect to="/office/today" />
              </Route>
            </Switch>
          </Suspense>
        </Layout>
      </DeskProvider>
    </QueryClientProvider>
  )
}

/** The browser's own idea of being online is not asked: the server is reached, or it is not. */
const createClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchInterval: POLL_MS,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 1 && error instanceof NotConnected,
        retryDelay: 400,
      },
    },
  })

/** Nobody scans here: fast typing is typing, and one-key shortcuts are not the first letter of a code. */
function keepScannerOut(): () => void {
  const root = document.documentElement
  root.dataset.wedge = 'off'
  return () => {
    delete root.dataset.wedge
  }
}
