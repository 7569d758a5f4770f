"""Lesson 02 up to its reset, as one would write it in Python: aiokafka, matplotlib, a broker with its defaults.

Usage: two_groups.py <address of the broker> <folder for the pictures>. Each step is a cell of the lesson, with its claims as
assertions; members join at the same time wherever the lesson lets several join. At the end it prints "proved", and then stops
what is still running.
"""

import asyncio
import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaConnectionError, KafkaError

ADDRESS = sys.argv[1]
PICTURES = Path(sys.argv[2])
DEMO = TopicPartition("demo-topic", 0)
THREE = [TopicPartition("demo-topic-3", partition) for partition in range(3)]


async def connected(make):
    """What `make` returns, started, as soon as the broker answers."""
    while True:
        client = make(bootstrap_servers=ADDRESS)
        try:
            await client.start()
            return client
        except KafkaConnectionError:
            await (client.stop if hasattr(client, "stop") else client.close)()
            await asyncio.sleep(0.05)


async def join(group, topic="demo-topic"):
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=ADDRESS,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    return consumer


async def read_all(consumer):
    """All messages from where the consumer stands to the end of its partitions."""
    ends = await consumer.end_offsets(consumer.assignment())
    messages = []
    while any([await consumer.position(partition) < end for partition, end in ends.items()]):
        for batch in (await consumer.getmany(timeout_ms=500)).values():
            messages += batch
    return messages


async def reset(group):
    consumer = AIOKafkaConsumer(bootstrap_servers=ADDRESS, group_id=group, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign([DEMO])
        await consumer.commit({DEMO: 0})
    finally:
        await consumer.stop()


class Proof:
    def __init__(self, admin, producer):
        self.admin = admin
        self.producer = producer
        self.running = {}

    async def join(self, group, topic="demo-topic"):
        """Lets a member join, in place of the one that the group had."""
        await self.leave(group)
        self.running[group] = consumer = await join(group, topic)
        return consumer

    async def leave(self, group):
        if group in self.running:
            await self.running.pop(group).stop()

    async def committed(self, group, partitions=(DEMO,)):
        offsets = await self.admin.list_consumer_group_offsets(group)
        return [offsets[each].offset if each in offsets else None for each in partitions]

    async def produce(self, topic, values, key):
        sending = [
            self.producer.send_and_wait(topic, json.dumps(value).encode(), key=key(value).encode())
            for value in values
        ]
        return await asyncio.gather(*sending)

    async def picture(self, name, groups, partitions):
        """The log of each partition, and how far each group has committed in it."""
        ends = await self.running[groups[0]].end_offsets(partitions)
        figure, axes = plt.subplots(len(partitions), squeeze=False, layout="constrained")
        for axis, partition in zip(axes[:, 0], partitions, strict=True):
            done = [(await self.committed(group, [partition]))[0] or 0 for group in groups]
            axis.barh(groups, [ends[partition]] * len(groups), color="lightgrey", label="lag")
            axis.barh(groups, done, label="committed")
            axis.set(title=f"{partition.topic}, partition {partition.partition}", xlabel="offset")
            axis.legend()
        figure.savefig(PICTURES / f"{name}.svg")
        plt.close(figure)

    async def ten_messages(self):
        await self.admin.create_topics([NewTopic("demo-topic", 1, 1)])
        self.ten = [{"id": number, "text": f"message {number}"} for number in range(10)]
        sent = await self.produce("demo-topic", self.ten, lambda _: "demo")
        assert [each.offset for each in sent] == list(range(10))

    async def two_groups(self):
        a, b = await asyncio.gather(self.join("A"), self.join("B"))
        assert [len(await read_all(each)) for each in (a, b)] == [10, 10]
        assert await self.committed("A") == [None]
        await a.commit({DEMO: 5})
        assert [await self.committed(group) for group in "AB"] == [[5], [None]]
        await b.commit({DEMO: 3})
        assert [await self.committed(group) for group in "AB"] == [[5], [3]]
        await self.picture("two-groups", ["A", "B"], [DEMO])

    async def by_turns(self):
        quick, slow = await asyncio.gather(self.join("quick"), self.join("slow"))
        assert [len(await read_all(each)) for each in (quick, slow)] == [10, 10]
        trail = []
        for turn in (1, 2, 3):
            await quick.commit({DEMO: 3 * turn})
            await slow.commit({DEMO: turn})
            trail.append([(await self.committed(group))[0] for group in ("quick", "slow")])
        assert trail == [[3, 1], [6, 2], [9, 3]]

    async def three_partitions(self):
        await self.admin.create_topics([NewTopic("demo-topic-3", 3, 1)])
        await self.produce("demo-topic-3", self.ten, lambda value: f"user-{value['id'] + 3}")
        joining = [self.join(group, "demo-topic-3") for group in ("A3", "B3")]
        for member, last in zip(await asyncio.gather(*joining), (4, 2), strict=True):
            done = [each for each in await read_all(member) if json.loads(each.value)["id"] <= last]
            await member.commit({TopicPartition(each.topic, each.partition): each.offset + 1 for each in done})
        assert await self.committed("A3", THREE) == [None, 2, 3]
        assert await self.committed("B3", THREE) == [None, 2, 1]
        await self.picture("three-partitions", ["A3", "B3"], THREE)

    async def last_word(self):
        member = await self.join("last-word")
        await member.commit({DEMO: 8})
        await member.commit({DEMO: 3})
        assert await self.committed("last-word") == [3]
        assert (await read_all(await self.join("last-word")))[0].offset == 3

    async def careless_and_careful(self):
        careless = await self.join("careless")
        for message in await read_all(careless):
            if message.offset in (0, 1, 7):
                await careless.commit({DEMO: message.offset + 1})
        assert await self.committed("careless") == [8]
        assert (await read_all(await self.join("careless")))[0].offset == 8
        careful = await self.join("careful")
        await read_all(careful)
        await careful.commit({DEMO: 2})
        await self.picture("careful", ["careful"], [DEMO])
        again = await read_all(await self.join("careful"))
        assert [again[0].offset, len(again)] == [2, 8]

    async def set_back(self):
        await self.join("A")
        try:
            await reset("A")
            raise AssertionError("a group with a running member was reset")
        except KafkaError:
            assert await self.committed("A") == [5]
        await self.leave("A")
        await reset("A")
        assert [await self.committed(group) for group in "AB"] == [[0], [3]]
        assert len(await read_all(await self.join("A"))) == 10


async def main():
    admin = await connected(AIOKafkaAdminClient)
    proof = Proof(admin, await connected(AIOKafkaProducer))
    await proof.ten_messages()
    await proof.two_groups()
    await proof.by_turns()
    await proof.three_partitions()
    await proof.last_word()
    await proof.careless_and_careful()
    await proof.set_back()
    print("proved", flush=True)
    await asyncio.gather(*[member.stop() for member in proof.running.values()])
    await asyncio.gather(proof.producer.stop(), admin.close())


asyncio.run(main())
