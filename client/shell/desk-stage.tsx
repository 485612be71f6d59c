/** Somebody who signed in through the identity provider has a desk and no handheld: the office alone. */

import { Building2 } from 'lucide-react'
import { type ComponentType, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { t } from '../language/t.ts'
import { Button, EmptyState, Frame } from '../ui/index.ts'
import type { SignedIn } from './floor.ts'
import { worksInOffice } from './office-roles.ts'

export function DeskStage({ signedIn, office: Office }: { signedIn: SignedIn; office: ComponentType }) {
  const { session, signOut } = signedIn
  if (!worksInOffice(session.user.roles))
    return (
      <Frame
        title="Lotline"
        primary={
          <Button kind="primary" onPress={() => void signOut()}>
            {t('Sign out')}
          </Button>
        }
      >
        <EmptyState
          icon={<Building2 size={64} aria-hidden />}
          say={t(
            '{name}, your work is on the floor. Scan your badge on a handheld, or ask an administrator for a role in the office.',
            { name: session.user.name },
          )}
        />
      </Frame>
    )
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/office/*?" component={Office} />
        <Route>
          <Redirect to="/office/today" />
        </Route>
      </Switch>
    </Suspense>
  )
}
