"""Why an archive cannot be used."""


class ArchiveInvalid(Exception):
    """The file is no archive, is damaged, passes a limit, or tries to lead out of its folder; the text says which."""
