# JupyterLab as this project starts it (environment/start.mjs). Everything that depends on the machine comes by the environment:
# the address and the token from start.mjs, the folders from environment/jupyterlab/environment.mjs.
import os
import signal
import threading

c = get_config()  # noqa: F821 (traitlets offers it)

c.ServerApp.ip = '127.0.0.1'
c.ServerApp.port = int(os.environ.get('LAB_JUPYTER_PORT', '8888'))
c.ServerApp.port_retries = 0
c.ServerApp.open_browser = False
# Tests show a copy, so that no run of theirs is saved into the project.
c.ServerApp.root_dir = os.environ.get('LAB_JUPYTER_ROOT') or os.getcwd()
c.ServerApp.terminals_enabled = False
# In a container one often is root; the server listens on the loopback address only, and with a token.
c.ServerApp.allow_root = True
c.LabApp.default_url = '/lab/tree/README.md'

# What a learner has no business with.
c.ContentsManager.hide_globs = ['node_modules', '__pycache__', '*.pyc', '*~']

# Ours is the only kernel that shows, although JupyterLab brings one for Python.
c.KernelSpecManager.ensure_native_kernel = False
c.KernelSpecManager.allowed_kernelspecs = {'tslab'}
c.MappingKernelManager.default_kernel_name = 'tslab'

# Nothing is asked of the network.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = 'jupyterlab.NeverCheckForUpdate'
c.LabApp.extension_manager = 'readonly'


def end_with_the_starter():
    """Standard input is a pipe from start.mjs: its end is the end of start.mjs, however it died, and then of this server."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if os.environ.get('LAB_JUPYTER_PORT'):
    threading.Thread(target=end_with_the_starter, daemon=True).start()
