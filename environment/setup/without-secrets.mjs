// @ts-check

/** The variables that tell how to log in to an existing cluster. src/cluster/environment-of-child.ts names the same. */
export const secrets = ['KAFKA_SASL_PASSWORD', 'KAFKA_SASL_PASSWORD_FILE', 'KAFKA_TLS_KEY']

/**
 * An environment for a program that logs in nowhere: only kernels do.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutSecrets(env) {
  const entries = Object.entries(env).filter(([name]) => !secrets.includes(name))
  return Object.fromEntries(entries)
}
