import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Action } from '../ui/action.tsx'
import table from '../ui/table.module.css'
import styles from './help.module.css'
import { keyList } from './keys.ts'

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t('Keys')} actions={<Action onPress={onClose}>{t('Close')}</Action>}>
      <p>{t('They rest while something is typed or a dialog asks.')}</p>
      <table className={table.small}>
        <tbody>
          {keyList().map(({ caps, means }) => (
            <tr key={means}>
              <th scope="row" className={styles.keys}>
                {caps.map((cap) => (
                  <kbd key={cap} className={styles.key}>
                    {cap}
                  </kbd>
                ))}
              </th>
              <td>{means}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
