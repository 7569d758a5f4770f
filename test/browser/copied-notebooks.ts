import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What JupyterLab shows in place of the project, and what it may write to. */
export interface CopiedNotebooks {
  readonly folder: string
  /** What {@link startJupyterLab} is to be given, so that it shows the copy and keeps its settings there. */
  readonly env: Readonly<Record<string, string>>
  /** The cells of a copied notebook as it lies on disk now. */
  readonly cells: (name: string) => CopiedCell[]
  readonly remove: () => void
}

/** A cell as it lies on disk. */
export interface CopiedCell {
  readonly isCode: boolean
  readonly source: string
  readonly outputs: readonly object[]
}

interface NotebookFile {
  readonly cells: {
    readonly cell_type: string
    readonly source: string | string[]
    outputs?: object[]
    execution_count?: number | null
  }[]
}

/**
 * README and notebooks in a folder of their own in the system's temporary folder: a browser saves what it runs. The copies
 * have no outputs, and notebooks that are named here have more code cells at their end. Call remove() when JupyterLab has ended.
 *
 *     const copy = copiedNotebooks({ '02-two-groups.ipynb': ['1 + 1'] })
 */
export function copiedNotebooks(more: Readonly<Record<string, readonly string[]>>): CopiedNotebooks {
  const folder = mkdtempSync(path.join(tmpdir(), 'lab notebooks '))
  const fileOf = (name: string): string => path.join(folder, 'notebooks', name)
  const read = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as NotebookFile
  cpSync('README.md', path.join(folder, 'README.md'))
  cpSync('notebooks', path.join(folder, 'notebooks'), {
    recursive: true,
    filter: (file) => path.basename(file) !== '.ipynb_checkpoints',
  })
  for (const [name, sources] of Object.entries(more)) {
    const notebook = read(name)
    const empty = { outputs: [], execution_count: null }
    for (const cell of notebook.cells) if (cell.cell_type === 'code') Object.assign(cell, empty)
    const added = sources.map((source, at) => ({
      ...{ id: `added-${at}`, cell_type: 'code', metadata: {}, source },
      ...empty,
    }))
    notebook.cells.push(...added)
    writeFileSync(fileOf(name), JSON.stringify(notebook))
  }
  return {
    folder,
    env: { LAB_JUPYTER_ROOT: folder, LAB_JUPYTER: path.join(folder, '.jupyter') },
    cells: (name) =>
      read(name).cells.map(({ cell_type, source, outputs = [] }) => ({
        isCode: cell_type === 'code',
        source: [source].flat().join(''),
        outputs,
      })),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
