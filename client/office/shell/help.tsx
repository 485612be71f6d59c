import { Dialog } from '../../ui/dialog.tsx'
import { Action } from '../ui/action.tsx'
import table from '../ui/table.module.css'

const KEYS: readonly (readonly [string, string])[] = [
  ['j or ↓', 'Next row'],
  ['k or ↑', 'Row before'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row (orders, exceptions, counts, recalls)'],
  ['Escape', 'Close what is open'],
  ['/', 'Search'],
  ['⌘K or Ctrl K', 'Go to a screen, an item, a lot or an order'],
  ['?', 'This list'],
]

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keys" actions={<Action onPress={onClose}>Close</Action>}>
      <table className={table.small}>
        <tbody>
          {KEYS.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
