"""Executes a notebook in one kernel, in a given order of its cells, as a person would press Run.

Standard input: {"path": ..., "order": [index of a code cell, ...], "extra": {"index": "code put in place of that cell"}}
Standard output: one JSON line a cell run: {"cell", "source", "outputs", "error"}; it stops at the first error.
"""

import json
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

job = json.load(sys.stdin)
notebook = nbformat.read(job["path"], as_version=4)
replaced = {int(index): code for index, code in job.get("extra", {}).items()}
client = NotebookClient(notebook, timeout=120, kernel_name="tslab", shutdown_kernel="graceful")
with client.setup_kernel():
    for index in job["order"]:
        cell = notebook.cells[index]
        cell.source = replaced.get(index, cell.source)
        error = None
        try:
            client.execute_cell(cell, index)
        except CellExecutionError as problem:
            error = f"{problem.ename}: {problem.evalue}"
        print(json.dumps({"cell": index, "source": cell.source, "outputs": cell.outputs, "error": error}), flush=True)
        if error:
            break
