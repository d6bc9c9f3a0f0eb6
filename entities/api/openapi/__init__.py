"""A description of `/v1` for programs and people, made of the address table and of what the views declare."""
