// @ts-check

/**
 * For the environment of what is measured: its Kafka is the one that it starts, also where the reader's own is named.
 * @type {NodeJS.ProcessEnv}
 */
export const ownKafka = { KAFKA_BROKERS: undefined }
