"""Runs a copy of one notebook in a kernel of its own, and writes the copy with what came of it.

Arguments: the notebook, and where the executed copy goes. Saved outputs are dropped first; the notebook is only read.
Standard output, one JSON line each: {"cells": how many there are to run}, {"cell": how many have run} after each of them, and
at a failure {"failed": the number among the code cells, "line": its first line, "name": the error's name, "said": its message}.
The end of standard input is the end of whoever asked: then the kernel and this process go at once.
"""

import json
import os
import subprocess
import sys
import threading

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

# Of one cell; the longest in the lessons take half of it on a busy machine.
PATIENCE_S = 120


def tell(**what):
    """Says something to the caller, in one line."""
    print(json.dumps(what), flush=True)


def leave_with_the_caller(client):
    """Waits for the end of standard input, and then ends the kernel and this process."""
    while os.read(0, 1024):
        pass
    provisioner = getattr(client.km, "provisioner", None)
    if provisioner is not None and provisioner.process is not None:
        provisioner.process.kill()
    os._exit(1)


def failure(problem):
    """The error's name and message, as the kernel gave them where it did."""
    if isinstance(problem, CellExecutionError):
        return {"name": problem.ename, "said": problem.evalue}
    if isinstance(problem, CellTimeoutError):
        return {"name": "Timeout", "said": f"it did not end within {PATIENCE_S} s"}
    return {"name": "Dead kernel", "said": "the kernel ended by itself"}


def run(source, target):
    """Runs all code cells in order; returns the exit code. The copy is written when all of them went well."""
    notebook = nbformat.read(source, as_version=4)
    code = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for _, cell in code:
        cell.outputs, cell.execution_count = [], None
    client = NotebookClient(notebook, timeout=PATIENCE_S, kernel_name="tslab", shutdown_kernel="graceful")
    threading.Thread(target=leave_with_the_caller, args=(client,), daemon=True).start()
    tell(cells=len(code))
    # What a kernel prints by itself has no place here; its cells' output comes as messages.
    with client.setup_kernel(stdout=subprocess.DEVNULL):
        for number, (index, cell) in enumerate(code, start=1):
            try:
                client.execute_cell(cell, index)
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
                line = next((line for line in cell.source.splitlines() if line.strip()), "")
                tell(failed=number, line=line.strip(), **failure(problem))
                return 1
            tell(cell=number)
    nbformat.write(notebook, target)
    return 0


if __name__ == "__main__":
    code = run(*sys.argv[1:3])
    sys.stdout.flush()
    # The thread that reads standard input never ends by itself.
    os._exit(code)
