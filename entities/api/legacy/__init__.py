"""The API of the predecessor, which publishing software still speaks: forms in, XML or JSON out (contract 10)."""
