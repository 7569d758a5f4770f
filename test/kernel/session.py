"""One Jupyter kernel for a test, spoken to in JSON lines.

Usage: session.py '{"argv": [...], "cwd": "...", "env": {...}, "folder": "..."}', where argv may hold
{connection_file} and folder is a temporary one, removed at the end.
In:  {"op": "execute", "id": 1, "code": "...", "stop_on_error": false}, {"op": "interrupt"}, {"op": "shutdown"},
     {"op": "inspect", "id": 2, "code": "...", "position": 3}, {"op": "information", "id": 3}
Out: {"event": "ready", "pid": 1}, {"event": "sent", "id": 1, "msg_id": "..."}, and every message of the kernel as
     {"event": "message", "channel": "iopub", "type": "...", "parent": "<msg_id>", "content": {...}}.
End of input ends the kernel, so it cannot outlive whoever holds the other end of the pipe.
"""

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path
from queue import Empty

from jupyter_client import AsyncKernelManager


def say(**event):
    sys.stdout.write(json.dumps(event, default=str) + "\n")
    sys.stdout.flush()


async def pump(channel, name):
    while True:
        try:
            # Asked again and again: pyzmq sleeps over a message that comes while jupyter_client sends.
            message = await channel.get_msg(timeout=0.1)
        except Empty:
            continue
        say(
            event="message",
            channel=name,
            type=message["header"]["msg_type"],
            parent=message["parent_header"].get("msg_id"),
            content=message["content"],
        )


async def commands():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=1 << 26)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


async def obey(manager, client):
    async for command in commands():
        match command["op"]:
            case "execute":
                msg_id = client.execute(command["code"], stop_on_error=command["stop_on_error"])
                say(event="sent", id=command["id"], msg_id=msg_id)
            case "inspect":
                say(event="sent", id=command["id"], msg_id=client.inspect(command["code"], command["position"]))
            case "information":
                say(event="sent", id=command["id"], msg_id=client.kernel_info())
            case "interrupt":
                await manager.interrupt_kernel()
            case "shutdown":
                client.shutdown()


async def main(spec):
    folder = Path(spec["folder"])
    kernels = folder / "kernels" / "tested"
    kernels.mkdir(parents=True)
    kernel = {"argv": spec["argv"], "display_name": "tested", "language": "typescript"}
    (kernels / "kernel.json").write_text(json.dumps(kernel))
    os.environ["JUPYTER_PATH"] = os.environ["JUPYTER_RUNTIME_DIR"] = str(folder)
    manager = AsyncKernelManager(kernel_name="tested", connection_file=str(folder / "connection.json"))
    # This process's stdout carries the events, so what the kernel's process itself prints goes to stderr.
    await manager.start_kernel(cwd=spec["cwd"], env=spec["env"], stdout=sys.stderr, stderr=sys.stderr)
    client = manager.client()
    client.start_channels()
    pumps = []
    try:
        await client.wait_for_ready(timeout=60)
        for name in ("iopub", "shell", "control"):
            pumps.append(asyncio.create_task(pump(getattr(client, f"{name}_channel"), name)))
        say(event="ready", pid=manager.provisioner.pid)
        await obey(manager, client)
    finally:
        for task in pumps:
            task.cancel()
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


spec = json.loads(sys.argv[1])
try:
    asyncio.run(main(spec))
finally:
    shutil.rmtree(spec["folder"], ignore_errors=True)
