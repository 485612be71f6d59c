/** Opened over plain HTTP from another machine, a browser has no camera and keeps nothing for the time without a network. */
import { lazy, Suspense } from 'react'

/** Its words are loaded only where they are needed. */
const Notice = lazy(() => import('./unsafe-address-notice.tsx'))

export const UnsafeAddress = () =>
  globalThis.isSecureContext ? null : (
    <Suspense fallback={null}>
      <Notice />
    </Suspense>
  )
