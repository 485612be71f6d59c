import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Action } from '../ui/action.tsx'
import table from '../ui/table.module.css'

const KEYS: readonly (readonly [string, string])[] = [
  [t('j or ↓'), t('Next row')],
  [t('k or ↑'), t('Row before')],
  [t('Enter'), t('Open the row')],
  ['x', t('Select the row (orders, exceptions, counts, recalls)')],
  [t('Escape'), t('Close what is open')],
  ['/', t('Search')],
  [t('⌘K or Ctrl K'), t('Go to a screen, an item, a lot or an order')],
  ['?', t('This list')],
]

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t('Keys')} actions={<Action onPress={onClose}>{t('Close')}</Action>}>
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
