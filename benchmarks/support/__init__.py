"""What the benchmarks share: a portal with much in it, the programs that it is measured against, load, tables."""
