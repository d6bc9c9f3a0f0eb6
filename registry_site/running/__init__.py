"""Starts, watches and stops the portal's processes. Everything but `first_start` works without Django.

`manage.py up` starts all of them on one machine, with an embedded database and broker where no others are named;
`manage.py run NAME` becomes one of them, which is what a container executes.
"""
