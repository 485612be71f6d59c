import type { FunctionComponent } from 'react'
import { Bands } from './bands.tsx'
import { Dialogs } from './dialogs.tsx'
import { Fields } from './fields.tsx'
import { Halted } from './halted.tsx'
import { Lists } from './lists.tsx'
import { Parts } from './parts.tsx'
import { Count } from './screens/count.tsx'
import { Home } from './screens/home.tsx'
import { Pick } from './screens/pick.tsx'
import { Quantity } from './screens/quantity.tsx'
import { Return } from './screens/return.tsx'
import { SignIn } from './screens/sign-in.tsx'
import { Stopped } from './screens/stopped.tsx'

/** The screens of the look composed from the kit, then each component by itself. */
export const pages: Record<string, FunctionComponent> = {
  home: Home,
  pick: Pick,
  stopped: Stopped,
  count: Count,
  return: Return,
  quantity: Quantity,
  'sign-in': SignIn,
  bands: Bands,
  parts: Parts,
  lists: Lists,
  fields: Fields,
  dialogs: Dialogs,
  halted: Halted,
}
