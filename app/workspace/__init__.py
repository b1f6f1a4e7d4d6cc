"""The open workspace: opening, lock, file watcher, import queue and user layers."""
