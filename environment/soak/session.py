"""One kernel, driven as a learner drives it: cells in any order, the stop button, restart.

Standard input, one JSON line each: {"op": "run", "code", "interruptMs": after how long the stop button is pressed, or null,
"limitMs"}, {"op": "restart"}, {"op": "end"}. The end of standard input without "end" is the end of whoever asked: this
process goes at once, and its kernel follows it.
Standard output, one JSON line each: {"ready": pid of the kernel} at the start and after a restart; for a run {"status": "ok",
"error", "aborted", "hang" or "died", "interrupted", "name", "message", "traceback", "outputs", "ms"}; {"ended": true}.
"""

import asyncio
import json
import os
import sys
import time

from jupyter_client import AsyncKernelManager

outputs_of_cells = ("stream", "display_data", "update_display_data")


def say(**told):
    sys.stdout.write(json.dumps(told, default=str) + "\n")
    sys.stdout.flush()


class Session:
    def __init__(self):
        self.manager = AsyncKernelManager(kernel_name="tslab")
        self.outputs = []
        self.pumps = []
        self.replies = {}
        self.idle = {}

    async def start(self):
        # This process's stdout carries what is told.
        await self.manager.start_kernel(stdout=sys.stderr, stderr=sys.stderr)
        await self.connect()

    async def restart(self):
        self.disconnect()
        await self.manager.restart_kernel(now=not await self.manager.is_alive())
        await self.connect()

    async def end(self):
        self.disconnect()
        await self.manager.shutdown_kernel()

    async def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=60)
        self.pumps = [asyncio.create_task(self.take_replies()), asyncio.create_task(self.take_outputs())]
        say(ready=self.manager.provisioner.pid)

    def disconnect(self):
        for pump in self.pumps:
            pump.cancel()
        self.client.stop_channels()

    async def take_replies(self):
        while True:
            message = await self.client.get_shell_msg()
            reply = self.replies.get(message["parent_header"].get("msg_id"))
            if reply and not reply.done():
                reply.set_result(message["content"])

    async def take_outputs(self):
        while True:
            message = await self.client.get_iopub_msg()
            kind, content = message["header"]["msg_type"], message["content"]
            if kind in outputs_of_cells:
                self.outputs.append(content)
            elif kind == "status" and content["execution_state"] == "idle":
                idle = self.idle.get(message["parent_header"].get("msg_id"))
                if idle:
                    idle.set()

    async def run(self, code, interruptMs, limitMs):
        self.outputs.clear()
        began = time.monotonic()
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
            elif not whole.done() and 1000 * (time.monotonic() - began) > limitMs:
                status = "hang"
        whole.cancel()
        told = {} if status else reply.result()
        return {
            "status": status or told["status"],
            "interrupted": interrupted,
            "name": told.get("ename"),
            "message": told.get("evalue"),
            "traceback": told.get("traceback", []),
            "outputs": list(self.outputs),
            "ms": round(1000 * (time.monotonic() - began)),
        }

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
