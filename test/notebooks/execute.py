"""Runs cells of a notebook in one kernel, in the order asked for, as a person would press Run.

Arguments: the notebook's path. Standard input, first line:
[[index of a cell, null or the code to run in its place, whether it may fail], ...].
Standard output: one JSON line a cell run, {"cell", "outputs", "error"}; it stops at the first error of a cell that may not.
A cell that does not end is stopped, so that its outputs say what it waited for.
The end of standard input is the end of whoever asked: then this process goes at once, and its kernel follows it.
"""

import json
import os
import subprocess
import sys
import threading

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

# Of one cell; the longest in the lessons take half of it on a busy machine.
PATIENCE_S = 120


def leave_with_the_caller():
    sys.stdin.read()
    os._exit(1)


steps = json.loads(sys.stdin.readline())
threading.Thread(target=leave_with_the_caller, daemon=True).start()
notebook = nbformat.read(sys.argv[1], as_version=4)
client = NotebookClient(
    notebook,
    timeout=PATIENCE_S,
    interrupt_on_timeout=True,
    error_on_timeout={"ename": "Timeout", "evalue": f"it did not end within {PATIENCE_S} s", "traceback": []},
    kernel_name="tslab",
    shutdown_kernel="graceful",
)
# Node makes a pipe that it writes to non-blocking, for whoever else writes to it too: our lines would be cut off.
with client.setup_kernel(stdout=subprocess.DEVNULL):
    for index, code, may_fail in steps:
        cell = nbformat.v4.new_code_cell(notebook.cells[index].source if code is None else code)
        notebook.cells[index] = cell
        error = None
        try:
            client.execute_cell(cell, index)
        except CellExecutionError as problem:
            error = f"{problem.ename}: {problem.evalue}"
        except DeadKernelError:
            error, may_fail = "Dead kernel: it ended by itself", False
        print(json.dumps({"cell": index, "outputs": cell.outputs, "error": error}), flush=True)
        if error and not may_fail:
            break
os._exit(0)
