/** The other way in: the company's own sign-in. And what is said where a way in is shut. */
import { Building2 } from 'lucide-react'
import { t } from '../language/t.ts'
import { Declined, Unreachable } from '../sync/transport.ts'
import { Button, Card } from '../ui/index.ts'

/** The company's own sign-in, for the office. */
export interface OfficeDoor {
  /** "Sign in with NAME". */
  name: string
}

export interface DoorProps {
  /** Null where there is none, or it is not known yet. */
  door: OfficeDoor | null
  /** Why it did not let somebody in. */
  refused: string | null
}

export function Door({ door, refused }: DoorProps) {
  return (
    <>
      {refused !== null && <Card tone="bad">{refused}</Card>}
      {door && (
        <Button wide icon={<Building2 aria-hidden />} onPress={() => window.location.assign('/auth/oidc/start')}>
          {t('Office: sign in with {name}', { name: door.name })}
        </Button>
      )}
    </>
  )
}

export function sentenceOf(failure: unknown): string {
  if (failure instanceof Declined) return failure.message
  if (failure instanceof Unreachable)
    return t('The server cannot be reached. Signing in needs the network; after that, work goes on without it.')
  return t('It did not work. Try again.')
}
