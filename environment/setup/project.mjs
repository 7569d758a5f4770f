// @ts-check
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** @param {...string} parts @returns {string} an absolute path inside the project */
export const inProject = (...parts) => path.join(root, ...parts)

/** @param {...string} parts @returns {string} an absolute path inside .lab, where everything goes that is made and not committed */
export const inLab = (...parts) => path.join(root, '.lab', ...parts)
