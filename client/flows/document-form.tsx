/** Asks for a reference document: its type by a tap, its number by a scan or by hand. */
import { t } from '../language/t.ts'
import { Button, Card } from '../ui/index.ts'
import { FlowTextField } from './flow-text-field.tsx'
import { DOCUMENT_TYPES, isWhole, type ReferenceDocument } from './reference-document.ts'

export interface DocumentFormProps {
  document: ReferenceDocument
  /** The types that come first here. */
  types?: readonly string[]
  onChange(document: ReferenceDocument): void
  onDone(): void
  /** Present: the worker may leave it out; the warning says what that means. */
  onSkip?: (() => void) | undefined
}

export function DocumentForm({ document, types = DOCUMENT_TYPES, onChange, onDone, onSkip }: DocumentFormProps) {
  return (
    <>
      <FlowTextField
        label={t('Number of the {documentType}', { documentType: document.documentType.toLowerCase() || 'document' })}
        value={document.documentNumber}
        onChange={(documentNumber) => onChange({ ...document, documentNumber })}
        onEnter={() => isWhole(document) && onDone()}
        hint={t('Scan it or type it')}
        code
      />
      {types.map((documentType) => (
        <Button
          key={documentType}
          kind="choice"
          chosen={documentType === document.documentType}
          onPress={() => onChange({ ...document, documentType })}
        >
          {documentType}
        </Button>
      ))}
      {onSkip && (
        <>
          <Card tone="warn">
            {t(
              'These goods are on the food traceability list. Without the document their record is incomplete, and the export will say so.',
            )}
          </Card>
          <Button wide onPress={onSkip}>
            {t('Go on without it')}
          </Button>
        </>
      )}
    </>
  )
}
