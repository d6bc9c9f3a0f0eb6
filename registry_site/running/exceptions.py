"""What keeps the portal from running."""


class StartFailed(Exception):
    """The portal cannot start; the text is one sentence that says what is wrong and what to do."""


class StopRequested(BaseException):
    """Somebody asked the supervisor to stop (Ctrl-C or SIGTERM); no error, so nothing but the supervisor catches it."""
