/** Counts: what the floor is asked to count, what it found, and how right the ledger was. */
import { useAddress } from '../shell/address.ts'
import { AccuracyView } from './accuracy.tsx'
import { AskedView } from './asked.tsx'
import { MadeView } from './made.tsx'
import { viewIn } from './views.ts'

export default function CountsScreen() {
  const { params } = useAddress()
  switch (viewIn(params)) {
    case 'made':
      return <MadeView />
    case 'accuracy':
      return <AccuracyView />
    default:
      return <AskedView />
  }
}
