"""The sample registry and the demo source: invented data, and the programs that write it."""
