"""How passwords are stored."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class RegistryArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, 2 passes, 1 lane: about 25 ms and little memory, so that Basic logins stay cheap."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
