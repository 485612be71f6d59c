/** Which screen stands in front: enrol, sign in, or the floor. */
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { HomeScreen } from '../flows/home/screen.tsx'
import { listen } from '../language/heard.ts'
import type { ScanHub } from '../scan/hub.ts'
import styles from './app.module.css'
import { DeskStage } from './desk-stage.tsx'
import type { EnrolProps } from './enrol-screen.tsx'
import { type Floor, FloorProvider, type SignedIn, SignedInProvider } from './floor.ts'
import { fetchLaterScreens, laterScreen } from './later-screen.ts'
import { inspects, worksInOffice } from './office-roles.ts'
import { type SignInProps, SignInScreen } from './sign-in.tsx'

/** Fetched when the first screen stands, picking first. All are on the device from then on. */
const PickScreen = laterScreen(() => import('../flows/pick/screen.tsx'), 'PickScreen')
const TransferScreen = laterScreen(() => import('../flows/transfer/screen.tsx'), 'TransferScreen')
const ReceiveScreen = laterScreen(() => import('../flows/receive/screen.tsx'), 'ReceiveScreen')
const PutAwayScreen = laterScreen(() => import('../flows/put-away/screen.tsx'), 'PutAwayScreen')
const DeviceScreen = laterScreen(() => import('./device-screen.tsx'), 'DeviceScreen')
const OutboxScreen = laterScreen(() => import('./outbox-screen.tsx'), 'OutboxScreen')
const ScannerScreen = laterScreen(() => import('../flows/scanner/screen.tsx'), 'ScannerScreen')
const LookUpScreen = laterScreen(() => import('../flows/look-up/screen.tsx'), 'LookUpScreen')
const ShipScreen = laterScreen(() => import('../flows/ship/screen.tsx'), 'ShipScreen')
const PackScreen = laterScreen(() => import('../flows/pack/screen.tsx'), 'PackScreen')
const PutBackScreen = laterScreen(() => import('../flows/put-back/screen.tsx'), 'PutBackScreen')
const CountScreen = laterScreen(() => import('../flows/count/screen.tsx'), 'CountScreen')
const returns = () => import('../flows/returns/screens.ts')
const ReturnsScreen = laterScreen(returns, 'ReturnsScreen')
const InspectScreen = laterScreen(returns, 'InspectScreen')
const SendBackScreen = laterScreen(returns, 'SendBackScreen')
const ReworkScreen = laterScreen(returns, 'ReworkScreen')
const MakeScreen = laterScreen(() => import('../flows/make/screen.tsx'), 'MakeScreen')
const ExceptionsScreen = laterScreen(() => import('../flows/exceptions/screen.tsx'), 'ExceptionsScreen')
/** Seen once in the life of a device. */
const EnrolScreen = lazy(() => import('./enrol-screen.tsx'))
const DemoPanel = lazy(() => import('./demo-panel.tsx'))
const PracticePanel = lazy(() => import('../practice/panel.tsx'))
/** The office's own code and libraries: nothing of them is loaded for the floor. */
const Office = lazy(() => import('../office/office.tsx'))

/** What main.tsx knows and the screens follow. */
export interface Shell {
  subscribe(listener: () => void): () => void
  read(): ShellState
}

export type ShellState =
  | { stage: 'enrol'; props: EnrolProps; demo: boolean }
  | { stage: 'sign-in'; props: SignInProps; demo: boolean }
  | { stage: 'floor'; floor: Floor; demo: boolean }
  /** Somebody signed in on no device. */
  | { stage: 'desk'; signedIn: SignedIn; hub: ScanHub; demo: boolean }

export function App({ shell }: { shell: Shell }) {
  const state = useSyncExternalStore(shell.subscribe, shell.read)
  const hub = hubOf(state)
  const [location] = useLocation()
  return (
    <>
      {state.demo && <Practice state={state} />}
      <Stage state={state} />
      {state.demo && !location.startsWith('/office') && (
        <Suspense fallback={null}>
          <DemoPanel hub={hub} canPractise={state.stage === 'floor'} />
        </Suspense>
      )}
    </>
  )
}

/** For whoever is signed in. */
function Practice({ state }: { state: ShellState }) {
  const floor = state.stage === 'floor' ? state.floor : null
  const signedIn = state.stage === 'desk' ? state.signedIn : floor
  return (
    signedIn && (
      // Room for its strip: what comes later must not push away what somebody is about to press.
      <Suspense fallback={<div className={styles.strip} />}>
        <PracticePanel signedIn={signedIn} floor={floor} />
      </Suspense>
    )
  )
}

function hubOf(state: ShellState): ScanHub {
  if (state.stage === 'floor') return state.floor.hub
  return state.stage === 'desk' ? state.hub : state.props.hub
}

function Stage({ state }: { state: ShellState }) {
  useDeskFirst(state)
  useLaterScreens()
  const [location] = useLocation()
  if (state.stage === 'enrol')
    return (
      <Suspense fallback={null}>
        <EnrolScreen {...state.props} />
      </Suspense>
    )
  if (state.stage === 'sign-in') return <SignInScreen {...state.props} />
  if (state.stage === 'desk')
    return (
      <SignedInProvider value={state.signedIn}>
        <DeskStage signedIn={state.signedIn} office={Office} />
      </SignedInProvider>
    )
  return (
    <FloorProvider value={state.floor}>
      <SignedInProvider value={state.floor}>
        {/* Each screen waits in a boundary of its own: one that is left must hear no scan while the next is fetched. */}
        <Suspense key={location.split('/')[1]} fallback={null}>
          <Switch>
            <Route path="/" component={HomeScreen} />
            <Route path="/receive" component={ReceiveScreen} />
            <Route path="/transfers-in" component={TransferScreen} />
            <Route path="/put-away" component={PutAwayScreen} />
            <Route path="/pick" component={PickScreen} />
            <Route path="/pack" component={PackScreen} />
            <Route path="/ship" component={ShipScreen} />
            <Route path="/put-back" component={PutBackScreen} />
            <Route path="/count" component={CountScreen} />
            <Route path="/returns" component={ReturnsScreen} />
            {inspects(state.floor.session.user.roles) && <Route path="/inspect" component={InspectScreen} />}
            <Route path="/send-back" component={SendBackScreen} />
            <Route path="/rework" component={ReworkScreen} />
            <Route path="/make" component={MakeScreen} />
            <Route path="/look-up" component={LookUpScreen} />
            <Route path="/outbox" component={OutboxScreen} />
            <Route path="/scanner" component={ScannerScreen} />
            <Route path="/device" component={DeviceScreen} />
            {worksInOffice(state.floor.session.user.roles) && <Route path="/exceptions" component={ExceptionsScreen} />}
            {worksInOffice(state.floor.session.user.roles) && <Route path="/office/*?" component={Office} />}
            <Route>
              <Redirect to="/" />
            </Route>
          </Switch>
        </Suspense>
      </SignedInProvider>
    </FloorProvider>
  )
}

/** A tap on a tile and a scan right after it: the screen should be there already, and the words for what is refused. */
function useLaterScreens(): void {
  useEffect(() => {
    const soon = setTimeout(() => void fetchLaterScreens().then(listen), LATER_MS)
    return () => clearTimeout(soon)
  }, [])
}

const LATER_MS = 2_000

/** Who signs in for the office at a wide screen comes to a desk, not to a shelf. */
function useDeskFirst(state: ShellState): void {
  const [location, navigate] = useLocation()
  const before = useRef(state.stage)
  useEffect(() => {
    const signedIn = before.current === 'sign-in' && state.stage === 'floor'
    before.current = state.stage
    if (!signedIn || location !== '/' || !worksInOffice(state.floor.session.user.roles)) return
    if (window.matchMedia('(min-width: 1000px)').matches) navigate('/office/today', { replace: true })
  }, [state, location, navigate])
}
