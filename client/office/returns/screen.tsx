/** Returns: what comes back, what it waits for, and what came of it. */
import { useAddress } from '../shell/address.ts'
import { FiguresView } from './figures.tsx'
import { QueueView } from './queue.tsx'
import { viewIn } from './views.ts'

export default function ReturnsScreen() {
  const { params } = useAddress()
  return viewIn(params).id === 'figures' ? <FiguresView /> : <QueueView />
}
