#!/usr/bin/env python3
"""Django's command line for the registry portal; `manage.py up` starts everything."""

import os
import sys


def main() -> None:
    """Run the command named by the arguments."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")
    if sys.argv[1:2] in (["up"], ["run"], ["probe"]):
        # These only start or ask other processes, and must not wait for Django.
        from registry_site.running.command_line import execute

        sys.exit(execute(sys.argv[1:]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
