import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { jupyterEnvironment } from '../../environment/jupyterlab/environment.mjs'
import { venvPython } from '../../environment/setup/python-environment.mjs'

/** A cell of a notebook file. */
export interface Cell {
  readonly index: number
  readonly type: 'code' | 'markdown'
  readonly source: string
  readonly tags: readonly string[]
}

/** A cell to run: its own code, or other code in its place. */
export interface Step {
  readonly cell: number
  readonly code?: string
  /** Whether it may end in an error; the cells after it run all the same. Default false. */
  readonly mayFail?: boolean
}

/** What one run of a cell brought. */
export interface CellRun {
  readonly cell: number
  readonly outputs: readonly Output[]
  readonly error: string | null
}

/** An output in the notebook format: a stream has a text, a display has data by MIME type. */
export interface Output {
  readonly output_type: string
  readonly name?: string
  readonly text?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** The cells of a notebook file, in order. */
export function cellsOf(path: string): Cell[] {
  const { cells } = JSON.parse(readFileSync(path, 'utf8')) as {
    cells: { cell_type: Cell['type']; source: string | string[]; metadata: { tags?: string[] } }[]
  }
  return cells.map(({ cell_type, source, metadata }, index) => ({
    index,
    type: cell_type,
    source: [source].flat().join(''),
    tags: metadata.tags ?? [],
  }))
}

/** Runs cells in a kernel of their own, which ends with this call; the notebook file is not written. */
export async function execute(path: string, steps: readonly Step[]): Promise<CellRun[]> {
  const child = spawn(venvPython, ['test/notebooks/execute.py', path], {
    env: { ...jupyterEnvironment(), LAB_BATCH: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const asked = steps.map(({ cell, code = null, mayFail = false }) => [cell, code, mayFail])
  child.stdin.write(`${JSON.stringify(asked)}\n`)
  const runs: CellRun[] = []
  for await (const line of createInterface({ input: child.stdout })) runs.push(JSON.parse(line) as CellRun)
  return runs
}

/** The bodies of one MIME type in the outputs of some runs. */
export function bodies<T>(runs: readonly CellRun[], mime: string): T[] {
  return runs.flatMap(({ outputs }) =>
    outputs.flatMap(({ data }) => (data && mime in data ? [data[mime] as T] : [])),
  )
}
