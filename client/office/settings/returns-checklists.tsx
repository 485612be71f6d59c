import { Plus } from 'lucide-react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Input, Select } from '../ui/field.tsx'
import { useMayChange } from './queries.ts'
import styles from './returns.module.css'
import { changed, type TypedChecklist, without } from './returns.ts'
import type { PartProps } from './returns-form.tsx'
import { Part, Remove, useChannelChoices } from './returns-part.tsx'

/** What an inspector answers with yes or no. */
export function Checklists({ typed: { checklists }, errorAt, badBelow, newId, onChange }: PartProps) {
  const added: TypedChecklist = {
    id: newId(),
    group: '',
    channel: '',
    questions: [{ id: newId(), code: '', text: '' }],
  }
  return (
    <Part
      legend={`Checklists (${checklists.length})`}
      say={t('Every list that applies to the goods is asked, each question once.')}
      error={errorAt('checklists')}
      bad={badBelow('checklists')}
      add={t('Add a checklist')}
      onAdd={() => onChange({ checklists: [...checklists, added] })}
    >
      {checklists.map((list, index) => (
        <Checklist
          key={list.id}
          list={list}
          index={index}
          errorAt={errorAt}
          newId={newId}
          onChange={(change) => onChange({ checklists: changed(checklists, list.id, change) })}
          onRemove={() => onChange({ checklists: without(checklists, list.id) })}
        />
      ))}
    </Part>
  )
}

interface ChecklistProps extends Pick<PartProps, 'errorAt' | 'newId'> {
  list: TypedChecklist
  index: number
  onChange: (change: Partial<TypedChecklist>) => void
  onRemove: () => void
}

function Checklist({ list, index, errorAt, newId, onChange, onRemove }: ChecklistProps) {
  const may = useMayChange()
  const channels = useChannelChoices([list.channel])
  const { questions } = list
  const path = `checklists.${index}`
  const name = t('List {index}', { index: index + 1 })
  return (
    <div className={styles.entry}>
      <div className={styles.condition}>
        <Input
          label={t('{name}: group of items', { name })}
          hint={t('Empty: all items')}
          error={errorAt(`${path}.group`)}
          value={list.group}
          onChange={(group) => onChange({ group })}
        />
        <Select
          label={t('{name}: channel', { name })}
          error={errorAt(`${path}.channel`)}
          value={list.channel}
          onChange={(channel) => onChange({ channel })}
          options={[{ value: '', label: t('Every channel') }, ...channels]}
        />
        <Remove label={t('Remove list {index}', { index: index + 1 })} onPress={onRemove} />
      </div>
      {errorAt(`${path}.questions`) && <p className={styles.error}>{errorAt(`${path}.questions`)}</p>}
      {questions.map(({ id, code, text }, at) => (
        <div key={id} className={styles.condition}>
          <Input
            label={t('{name}, question {at}', { name, at: at + 1 })}
            error={errorAt(`${path}.questions.${at}.text`)}
            value={text}
            onChange={(typed) => onChange({ questions: changed(questions, id, { text: typed }) })}
          />
          <Input
            label={t('{name}, code {at}', { name, at: at + 1 })}
            error={errorAt(`${path}.questions.${at}.code`)}
            value={code}
            onChange={(typed) => onChange({ questions: changed(questions, id, { code: typed }) })}
          />
          <Remove
            label={t('Remove question {at} of list {index}', { at: at + 1, index: index + 1 })}
            onPress={() => onChange({ questions: without(questions, id) })}
          />
        </div>
      ))}
      {may && (
        <div>
          <Action
            icon={<Plus aria-hidden />}
            label={t('Add a question to list {index}', { index: index + 1 })}
            onPress={() => onChange({ questions: [...questions, { id: newId(), code: '', text: '' }] })}
          >
            {t('Add a question')}
          </Action>
        </div>
      )}
    </div>
  )
}
