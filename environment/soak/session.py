"""One kernel, driven as a learner drives it: cells in any order, the stop button, restart.

Standard input, one JSON line each: {"op": "run", "code", "interruptMs": after how long the stop button is pressed, or null,
"limitMs"}, {"op": "restart"}, {"op": "end"}. The end of standard input without "end" is the end of whoever asked: this
process goes at once, and its kernel follows it.
Standard output, one JSON line each: {"ready": pid of the kernel, "ms": from its start to its first reply} at the start and
after a restart; for a run {"status": "ok", "error", "aborted", "hang" or "died", "interrupted", "name", "message" (of a hang:
what came all the same), "traceback", "outputs", "ms", "pictureMs": until its first picture came, or null}; {"ended": true}.
"""

import asyncio
import json
import os
import sys
import time
import traceback
from queue import Empty

import zmq
from jupyter_client import AsyncKernelManager

outputs_of_cells = ("stream", "display_data", "update_display_data")
# Every picture comes as one, whatever else it comes as.
picture = "image/svg+xml"
# The longest that a kernel takes to its first reply, on a busy machine.
PATIENCE_S = 60
RECONNECT_MS = 5


def ms_since(began):
    return round(1000 * (time.monotonic() - began))


def say(**told):
    try:
        sys.stdout.write(json.dumps(told, default=str) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever asked is gone.
        os._exit(1)


def end_if_failed(pump):
    """Without its messages every cell would seem to hang."""
    if not pump.cancelled() and pump.exception():
        traceback.print_exception(pump.exception())
        os._exit(1)


class Session:
    def __init__(self):
        self.manager = AsyncKernelManager(kernel_name="tslab")
        # A client looks every 100 ms for a kernel that is not there yet: too coarse to measure when it is.
        self.manager.context.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MS)
        self.outputs = []
        self.began = time.monotonic()
        self.picture_ms = None
        self.pumps = []
        self.replies = {}
        self.idle = {}

    async def start(self):
        began = time.monotonic()
        # This process's stdout carries what is told.
        await self.manager.start_kernel(stdout=sys.stderr, stderr=sys.stderr)
        await self.connect(began)

    async def restart(self):
        self.disconnect()
        began = time.monotonic()
        await self.manager.restart_kernel(now=not await self.manager.is_alive())
        await self.connect(began)

    async def end(self):
        self.disconnect()
        await self.manager.shutdown_kernel()

    async def connect(self, began):
        self.client = self.manager.client()
        self.client.start_channels()
        ms = await self.first_reply(began)
        self.pumps = [asyncio.create_task(self.take_replies()), asyncio.create_task(self.take_outputs())]
        for pump in self.pumps:
            pump.add_done_callback(end_if_failed)
        say(ready=self.manager.provisioner.pid, ms=ms)

    async def first_reply(self, began):
        """How long it took; comes back when outputs arrive too. (The client's wait_for_ready idles 0.2 s after that.)"""
        ms = None
        while ms is None or not await self.arrives(self.client.get_iopub_msg, 0.2):
            self.client.kernel_info()
            if await self.arrives(self.client.get_shell_msg, 1):
                ms = ms or ms_since(began)
            elif not await self.manager.is_alive():
                raise RuntimeError("The kernel has ended before its first reply; what it said is above.")
            elif ms_since(began) > 1000 * PATIENCE_S:
                raise RuntimeError(f"The kernel has not replied within {PATIENCE_S} s of its start.")
        return ms

    async def arrives(self, receive, timeout):
        try:
            await receive(timeout=timeout)
        except Empty:
            return False
        return True

    def disconnect(self):
        for pump in self.pumps:
            pump.cancel()
        self.client.stop_channels()

    async def each(self, receive):
        """Message after message. Asks again and again: pyzmq sleeps over one that comes while jupyter_client sends."""
        while True:
            try:
                yield await receive(timeout=0.1)
            except Empty:
                continue

    async def take_replies(self):
        async for message in self.each(self.client.get_shell_msg):
            reply = self.replies.get(message["parent_header"].get("msg_id"))
            if reply and not reply.done():
                reply.set_result(message["content"])

    async def take_outputs(self):
        async for message in self.each(self.client.get_iopub_msg):
            kind, content = message["header"]["msg_type"], message["content"]
            if kind in outputs_of_cells:
                self.outputs.append(content)
                if self.picture_ms is None and picture in content.get("data", {}):
                    self.picture_ms = ms_since(self.began)
            elif kind == "status" and content["execution_state"] == "idle":
                idle = self.idle.get(message["parent_header"].get("msg_id"))
                if idle:
                    idle.set()

    async def run(self, code, interruptMs, limitMs):
        self.outputs.clear()
        self.picture_ms = None
        began = self.began = time.monotonic()
        msg_id = self.client.execute(code)
        reply = self.replies[msg_id] = asyncio.get_running_loop().create_future()
        idle = self.idle[msg_id] = asyncio.Event()
        whole = asyncio.ensure_future(self.whole(reply, idle))
        interrupted = False
        if interruptMs is not None:
            await asyncio.wait([whole], timeout=interruptMs / 1000)
            interrupted = not whole.done()
            if interrupted:
                await self.manager.interrupt_kernel()
        status = None
        while not whole.done() and status is None:
            await asyncio.wait([whole], timeout=0.25)
            if not whole.done() and not await self.manager.is_alive():
                status = "died"
            elif not whole.done() and ms_since(began) > limitMs:
                status = "hang"
        if status == "hang":
            told = {"evalue": await self.what_came(reply, idle)}
        else:
            told = {} if status else reply.result()
        whole.cancel()
        return {
            "status": status or told["status"],
            "interrupted": interrupted,
            "name": told.get("ename"),
            "message": told.get("evalue"),
            "traceback": told.get("traceback", []),
            "outputs": list(self.outputs),
            "ms": ms_since(began),
            "pictureMs": self.picture_ms,
        }

    async def what_came(self, reply, idle):
        """Of a cell that hangs: whether its kernel, or only one message, fell silent."""
        came = {"its reply": reply.done(), "its idle": idle.is_set()}
        asked = self.client.kernel_info()
        answer = self.replies[asked] = asyncio.get_running_loop().create_future()
        await asyncio.wait([answer], timeout=5)
        came["an answer to kernel_info"] = answer.done()
        return ", ".join(f"{what} {'came' if did else 'did not come'}" for what, did in came.items())

    async def whole(self, reply, idle):
        await reply
        await idle.wait()


async def orders():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    waiting = asyncio.Queue()

    async def read():
        while line := await reader.readline():
            waiting.put_nowait(json.loads(line))
        os._exit(1)

    reading = asyncio.create_task(read())
    while (order := await waiting.get())["op"] != "end":
        yield order
    reading.cancel()


async def main():
    session = Session()
    await session.start()
    async for order in orders():
        if order["op"] == "restart":
            await session.restart()
        else:
            say(**await session.run(order["code"], order["interruptMs"], order["limitMs"]))
    await session.end()
    say(ended=True)


asyncio.run(main())
