import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from '@tslab/typescript-for-tslab'

/** Files that git tracks or would track, below a folder, whose name ends so; '' is the whole project. */
export function filesIn(folder: string, ending = ''): string[] {
  const listed = execFileSync('git', [
    'ls-files',
    '-z',
    '-co',
    '--exclude-standard',
    '--deduplicate',
    '--',
    folder || '.',
  ])
  const deleted = new Set(gitLines(['ls-files', '-z', '-d']))
  return splitNul(listed)
    .filter((file) => file.endsWith(ending) && !deleted.has(file))
    .sort()
}

/** The text that git would commit next: what a reader's run wrote into the working file does not count. */
export function indexed(file: string): string {
  return execFileSync('git', ['show', `:${file}`], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/** Names of the files in git's index. */
export function indexedFiles(...patterns: string[]): string[] {
  return gitLines(['ls-files', '-z', '--', ...patterns])
}

/** The sources of src, without declaration files. */
export function sources(folder = 'src'): ts.SourceFile[] {
  return filesIn(folder, '.ts')
    .filter((file) => !file.endsWith('.d.ts'))
    .map((file) => parse(file, readFileSync(file, 'utf8')))
}

/** A source from its text; `file` is its name with slashes, seen from the project. */
export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
}

/** One thing that a source takes from a module. `typeOnly`: nothing of it is left at run time. */
export interface Import {
  readonly module: string
  /** Imported names, or '*' for the whole module. */
  readonly names: readonly string[]
  readonly typeOnly: boolean
}

/** Everything that a source imports, re-exports, or loads while it runs. */
export function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = []
  visit(source, (node) => {
    if (ts.isImportDeclaration(node)) {
      const { importClause: clause, moduleSpecifier } = node
      const bindings = clause?.namedBindings
      const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : []
      const names = elements.map((each) => (each.propertyName ?? each.name).text)
      if (clause?.name !== undefined) names.push('default')
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push('*')
      const allTypes =
        elements.length > 0 && clause?.name === undefined && elements.every((each) => each.isTypeOnly)
      found.push({
        module: textOf(moduleSpecifier),
        names,
        typeOnly: clause?.isTypeOnly === true || allTypes,
      })
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const { exportClause: clause, isTypeOnly: typeOnly, moduleSpecifier } = node
      const elements = clause !== undefined && ts.isNamedExports(clause) ? clause.elements : null
      const names = elements?.map((each) => (each.propertyName ?? each.name).text) ?? ['*']
      found.push({ module: textOf(moduleSpecifier), names, typeOnly })
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ module: textOf(node.argument.literal), names: ['*'], typeOnly: true })
    } else if (isLoad(node)) {
      const [what] = node.arguments
      // `import('vega' as string)` is a load without the types.
      const module = what !== undefined && ts.isAsExpression(what) ? what.expression : what
      found.push({ module: textOf(module), names: ['*'], typeOnly: false })
    }
  })
  return found
}

/** The project's file that an import of `source` means; null when it means a package. */
export function target(source: ts.SourceFile, module: string): string | null {
  if (!module.startsWith('.')) return null
  return path.posix.join(path.posix.dirname(source.fileName), module).replace(/\.js$/, '.ts')
}

/** Calls `seen` with each node of the tree. */
export function visit(node: ts.Node, seen: (node: ts.Node) => void): void {
  seen(node)
  ts.forEachChild(node, (child) => visit(child, seen))
}

/** Where a node stands: `src/lab.ts:12`. */
export function place(node: ts.Node): string {
  const source = node.getSourceFile()
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

function isLoad(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false
  return node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require'
}

function textOf(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : ''
}

function gitLines(args: string[]): string[] {
  return splitNul(execFileSync('git', args))
}

function splitNul(bytes: Buffer): string[] {
  return bytes.toString('utf8').split('\0').filter(Boolean)
}
