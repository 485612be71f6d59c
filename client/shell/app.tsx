/** Which screen stands in front: enrol, sign in, or the floor. */
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { HomeScreen } from '../flows/home/screen.tsx'
import { LookUpScreen } from '../flows/look-up/screen.tsx'
import { PickScreen } from '../flows/pick/screen.tsx'
import { PutAwayScreen } from '../flows/put-away/screen.tsx'
import { ReceiveScreen } from '../flows/receive/screen.tsx'
import { ShipScreen } from '../flows/ship/screen.tsx'
import type { Floor } from './floor.ts'
import { FloorProvider } from './floor.ts'
import { OutboxScreen } from './outbox-screen.tsx'
import { type EnrolProps, EnrolScreen, type SignInProps, SignInScreen } from './sign-in.tsx'

const ScannerScreen = lazy(() =>
  import('../flows/scanner/screen.tsx').then((module) => ({ default: module.ScannerScreen })),
)
const DemoPanel = lazy(() => import('./demo-panel.tsx'))

/** What main.tsx knows and the screens follow. */
export interface Shell {
  subscribe(listener: () => void): () => void
  read(): ShellState
}

export type ShellState =
  | { stage: 'enrol'; props: EnrolProps; demo: boolean }
  | { stage: 'sign-in'; props: SignInProps; demo: boolean }
  | { stage: 'floor'; floor: Floor; demo: boolean }

export function App({ shell }: { shell: Shell }) {
  const state = useSyncExternalStore(shell.subscribe, shell.read)
  const hub = state.stage === 'floor' ? state.floor.hub : state.props.hub
  return (
    <>
      <Stage state={state} />
      {state.demo && (
        <Suspense fallback={null}>
          <DemoPanel hub={hub} />
        </Suspense>
      )}
    </>
  )
}

function Stage({ state }: { state: ShellState }) {
  if (state.stage === 'enrol') return <EnrolScreen {...state.props} />
  if (state.stage === 'sign-in') return <SignInScreen {...state.props} />
  return (
    <FloorProvider value={state.floor}>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/" component={HomeScreen} />
          <Route path="/receive" component={ReceiveScreen} />
          <Route path="/put-away" component={PutAwayScreen} />
          <Route path="/pick" component={PickScreen} />
          <Route path="/ship" component={ShipScreen} />
          <Route path="/look-up" component={LookUpScreen} />
          <Route path="/outbox" component={OutboxScreen} />
          <Route path="/scanner" component={ScannerScreen} />
          <Route>
            <Redirect to="/" />
          </Route>
        </Switch>
      </Suspense>
    </FloorProvider>
  )
}
