import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Project {
  root: string
  write(file: string, text: string): void
  remove(): void
}

/**
 * A project of its own in the system's temporary folder, with this repository's kernel and installed packages, so
 * that a test can edit src or package.json. Its path has a space. Call remove() at the end.
 */
export function makeProject(files: Record<string, string> = {}): Project {
  const root = mkdtempSync(path.join(tmpdir(), 'a project '))
  cpSync('environment/kernel', path.join(root, 'environment', 'kernel'), { recursive: true })
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'), 'junction')
  const project: Project = {
    root,
    write(file, text) {
      const target = path.join(root, file)
      mkdirSync(path.dirname(target), { recursive: true })
      writeFileSync(target, text)
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  project.write('package.json', '{ "name": "a-project", "private": true, "type": "module" }\n')
  for (const [file, text] of Object.entries(files)) project.write(file, text)
  return project
}
