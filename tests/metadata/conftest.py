"""Property tests without a time limit for each example: on a busy machine a slow one says nothing about the code."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
