"""Prints how many messages a second aiokafka sends or reads: produce|receive ADDRESS TOPIC COUNT BYTES."""
import asyncio
import json
import sys
import time

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer


async def produce(address: str, topic: str, count: int, size: int) -> float:
    producer = AIOKafkaProducer(bootstrap_servers=address, acks="all")
    await producer.start()
    try:
        began = time.perf_counter()
        for number in range(count):
            text = "x" * (size - len(json.dumps({"id": number, "text": ""}, separators=(",", ":"))))
            value = json.dumps({"id": number, "text": text}, separators=(",", ":")).encode()
            await producer.send(topic, value, key=f"user-{number % 500}".encode())
        await producer.flush()
        return time.perf_counter() - began
    finally:
        await producer.stop()


async def receive(address: str, topic: str, count: int, size: int) -> float:
    began = time.perf_counter()
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=address,
        group_id=f"aiokafka-{time.time_ns()}",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        done = 0
        while done < count:
            for messages in (await consumer.getmany(timeout_ms=1000)).values():
                for message in messages:
                    json.loads(message.value)
                done += len(messages)
            await consumer.commit()
        return time.perf_counter() - began
    finally:
        await consumer.stop()


what, address, topic, count, size = sys.argv[1:]
work = {"produce": produce, "receive": receive}[what]
print(int(count) / asyncio.run(work(address, topic, int(count), int(size))))
