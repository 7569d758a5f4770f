// @ts-check
import { withoutSecrets } from './without-secrets.mjs'

/**
 * The environment for java: without the variables by which options of the reader's own reach every JVM (and the JVM cache).
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOfJava() {
  const env = withoutSecrets(process.env)
  for (const name of ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'CLASSPATH']) delete env[name]
  return env
}
