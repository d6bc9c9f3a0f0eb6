"""Wires the rooms of the portal together: settings, addresses, task queues, health and the processes."""
