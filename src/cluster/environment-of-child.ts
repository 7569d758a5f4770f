const secrets = ['KAFKA_SASL_PASSWORD', 'KAFKA_SASL_PASSWORD_FILE', 'KAFKA_TLS_KEY']

/** The environment for a process that this one starts: without what tells how to log in to an existing cluster, which none needs. */
export function environmentOfChild(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of secrets) delete env[name]
  return env
}
